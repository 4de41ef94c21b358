FILE_MODE='' FILE_OWNER='' FILE_GROUP='' FOLLOW=''
domain=[=domain] type=[=limit_type] item=[=limit_item] value=[=value]
file_target [=dest]
