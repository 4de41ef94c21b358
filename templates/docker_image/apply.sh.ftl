OBJECT_ENGINE=there
<#if state == "absent">
object_call rmi <#if force>-f</#if> "$OBJECT_IMAGE"
<#elseif load?? || import?? || src??>
<#if import?? || (src?? && kind == "import")>
object_call import --change "LABEL io.drydock.source=$(object_import_id "$file" [=changes])" <#list changes as change>--change [=change] </#list> \
  "$file" "$OBJECT_IMAGE"
<#else>
id=$(object_archive_id "$file")
object_call load -i "$file"
[ -z "$id" ] || docker_call tag "$id" "$OBJECT_IMAGE" || cannot "the archive's image $id cannot be named $OBJECT_IMAGE"
</#if>
<#elseif digest??>
object_call pull "${OBJECT_IMAGE%:*}@"[=digest]
object_call tag "${OBJECT_IMAGE%:*}@"[=digest] "$OBJECT_IMAGE"
<#else>
object_call pull "$OBJECT_IMAGE"
</#if>
