<#if rule??>
rule ufw
</#if>
<#if default??>
ufw default [=default] "$side"
</#if>
<#if logging??>
ufw logging [=logging]
</#if>
<#if state??>
<#switch state>
<#case "enabled">ufw --force enable<#break>
<#case "disabled">ufw disable<#break>
<#default>ufw reload
</#switch>
</#if>
