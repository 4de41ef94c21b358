DOCKER_SECONDS=[=timeout] name=[=name]
case $name in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9_.-]*) cannot "\"$name\" is not the name of a container" ;; esac
<#if state != "absent">
<#if !image?has_content>
cannot "a container needs its image"
</#if>
object_image_name [=image!""]
</#if>
