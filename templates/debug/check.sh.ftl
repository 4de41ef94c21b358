say [=var!msg]
