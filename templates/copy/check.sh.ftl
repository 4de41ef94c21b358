mode=[=mode!""] owner=[=owner!""] group=[=group!""] FOLLOW=[=follow]
target [=dest] [=(src.name)!""]
<#if (src.binary)!false>
want_bytes [=src.sha256] [=src.base64]
<#else>
want_text [=(src.text)!content] <#if hidden>hidden</#if>
</#if>
want_rights
<#if validate??>
validate [=validate]
</#if>
