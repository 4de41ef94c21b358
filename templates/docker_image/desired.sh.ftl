DOCKER_SECONDS=[=timeout] file=[=load!import!""]
object_image_name [=name]
<#if src?? && state != "absent">
<#if !src.binary>cannot [=src.name]" is not a tar file"</#if>
file=$WORK/image; put_temp_bytes image [=src.base64!""]
</#if>
