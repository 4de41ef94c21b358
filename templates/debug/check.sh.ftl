say [=msg]
