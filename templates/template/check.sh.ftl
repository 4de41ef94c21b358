FILE_MODE=[=mode!""] FILE_OWNER=[=owner!""] FILE_GROUP=[=group!""] FOLLOW=[=follow]
file_target [=dest]
file_want_text [=src] <#if hidden>hidden</#if>
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
