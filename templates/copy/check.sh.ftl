<#if (src.binary)!false>
file_want_bytes [=src.sha256] [=src.base64]
<#else>
file_want_text [=(src.text)!content] <#if hidden>hidden</#if>
</#if>
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
