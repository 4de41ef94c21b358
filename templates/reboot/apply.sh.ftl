<#if before?has_content>
boot_before_restart [=before]
</#if>
restart [=timeout] [=command]
