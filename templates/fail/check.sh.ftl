cannot [=msg]
