packages_put [=state] [=version???then([name?first + "=" + version], name)]
