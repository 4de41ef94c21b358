<#if before?has_content>
before_restart [=before]
</#if>
restart [=timeout] [=command]
