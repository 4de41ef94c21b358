COMMAND_CREATES=[=creates!""] COMMAND_REMOVES=[=removes!""] COMMAND_UNLESS= COMMAND_ONLYIF= COMMAND_CHDIR=
method=[=method?upper_case]
COMMAND_CHANGES=[=changes!""]
case $COMMAND_CHANGES$COMMAND_CREATES$COMMAND_REMOVES$method in GET | HEAD | OPTIONS) COMMAND_CHANGES=never ;; esac
http_to [=url] [=url_username!""] [=url_password!""]
COMMAND_TEXT="$method $HTTP_SHOWN"
HTTP_CERT=[=client_cert!""] HTTP_CERT_KEY=[=client_key!""] HTTP_CA=[=ca_path!""]
HTTP_TIMEOUT=[=timeout] HTTP_INSECURE=[=validate_certs?then("", "yes")] HTTP_REDIRECTS=
<#switch follow_redirects>
<#case "all">
HTTP_REDIRECTS=yes
<#break>
<#case "safe">
case $method in GET | HEAD) HTTP_REDIRECTS=yes ;; esac
<#break>
<#default>
</#switch>
<#assign typed = false>
<#list headers as name, value>
<#if name?lower_case == "content-type"><#assign typed = true></#if>
http_header [=name] [=value]
</#list>
body=
<#if body??>
body=$WORK/body.$TASK
<#if body_format == "form-urlencoded" && body?is_hash && !body?is_string>
form=
<#list body as name, value>
form="$form${form:+&}$(http_encoded [=name])=$(http_encoded [=value])"
</#list>
put_temp "body.$TASK" "$form"
<#elseif body?is_string>
put_temp "body.$TASK" [=body]
<#else>
put_temp "body.$TASK" [=json(body)]
</#if>
<#if !typed>
http_header Content-Type [=(body_format == "form-urlencoded")?then("application/x-www-form-urlencoded", (body_format == "json" || !body?is_string)?then("application/json", "text/plain"))]
</#if>
</#if>
HTTP_METHOD=$method HTTP_BODY=$body HTTP_KEEP=[=return_content?then("yes", "")] HTTP_OK=''
set -- [=status_code]
for ok do HTTP_OK="$HTTP_OK$ok "; done
