FILE_MODE=[=mode!""] FILE_OWNER=[=owner!""] FILE_GROUP=[=group!""] FOLLOW=[=follow]
http_to [=url] [=url_username!""] [=url_password!""]
HTTP_TIMEOUT=[=timeout] HTTP_INSECURE=[=validate_certs?then("", "yes")]
<#list headers as name, value>
http_header [=name] [=value]
</#list>
name=${HTTP_SHOWN##*/}
file_target [=dest] "$name"
