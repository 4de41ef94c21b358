packages_want [=state] [=version???then([name?first + "=" + version], name)]
[ -z "$PACKAGES_NEW$PACKAGES_OLD$PACKAGES_GONE" ] || [ -z "$_differs" ] || file_can_change /usr
