FILE_MODE=[=mode!""] FILE_OWNER=[=owner!""] FILE_GROUP=[=group!""] FOLLOW=[=follow]
file_target [=dest] [=(src.name)!""]
<#if (src.binary)!false>
file_want_bytes [=src.sha256] [=src.base64]
<#else>
file_want_text [=(src.text)!content] <#if hidden>hidden</#if>
</#if>
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
