mode=[=mode!""] owner=[=owner!""] group=[=group!""] FOLLOW=[=follow]
target [=dest]
want_text [=src] <#if hidden>hidden</#if>
want_rights
<#if validate??>
validate [=validate]
</#if>
