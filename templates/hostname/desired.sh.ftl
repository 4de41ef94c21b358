name=[=name]
