<#if state == "blocked">
put_file "$block" "$blocking$NL"
<#else>
remove "$block"
</#if>
<#if state == "present">
<#if persistent>
<#if params??>
put_file "$options" "options $module $params$NL"
</#if>
put_file "$boot" "$module$NL"
</#if>
set -f
[ -d "/sys/module/$module" ] || modprobe -- "$name" $params
<#else>
<#if persistent>
remove "$boot" "$options"
</#if>
[ ! -d "/sys/module/$module" ] || modprobe -r -- "$name"
</#if>
