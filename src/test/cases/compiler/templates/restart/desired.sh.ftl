reason=[=reason]
