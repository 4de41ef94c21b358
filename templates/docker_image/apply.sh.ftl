SECONDS_EACH=[=timeout] file=[=load!import!""]
image_name [=name]
ENGINE=there
<#if state == "absent">
do_call rmi <#if force>-f</#if> "$IMAGE"
<#elseif load?? || import?? || src??>
<#if src??>
file=$D/image; put_temp_bytes image [=(src.base64)!""]
</#if>
<#if import?? || (src?? && kind == "import")>
do_call import --change "LABEL io.drydock.source=$(import_id "$file" [=changes])" <#list changes as change>--change [=change] </#list> \
  "$file" "$IMAGE"
<#else>
id=$(archive_id "$file")
do_call load -i "$file"
[ -z "$id" ] || call tag "$id" "$IMAGE" || cannot "the archive's image $id cannot be named $IMAGE"
</#if>
<#elseif digest??>
do_call pull "${IMAGE%:*}@"[=digest]
do_call tag "${IMAGE%:*}@"[=digest] "$IMAGE"
<#else>
do_call pull "$IMAGE"
</#if>
