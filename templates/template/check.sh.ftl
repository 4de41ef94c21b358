result dest "$FILE_PATH"
<#if !force>
[ ! -e "$FILE_SEEN" ] || return 0
</#if>
file_want_text [=src] <#if hidden>hidden</#if>
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
