FILE_PATH=[=path] FILE_MODE=[=mode!""] FILE_OWNER=[=owner!""] FILE_GROUP=[=group!""] FOLLOW=[=follow]
[ "$FILE_PATH" = / ] || FILE_PATH=${FILE_PATH%/}
