FILE_MODE=[=mode!""] FILE_OWNER=[=owner!""] FILE_GROUP=[=group!""] FOLLOW=[=follow]
file_target [=path]
