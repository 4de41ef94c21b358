zone=[=name] FILE_MODE="" FILE_OWNER="" FILE_GROUP="" FOLLOW=""
