name=[=name] module=[=name?replace("-", "_")]
boot=/etc/modules-load.d/$name.conf options=/etc/modprobe.d/$name.conf
<#if state == "present">
<#if persistent>
mkdir -p "${boot%/*}" <#if params??>"${options%/*}"</#if>
<#if params??>
put_file "$options" [="options " + name + " " + params + "\n"]
</#if>
put_file "$boot" "$name$NL"
</#if>
set -f; set -- [=params!""]; set -- $*
[ -d "/sys/module/$module" ] || modprobe -- "$name" "$@"
<#else>
<#if persistent>
rm -f -- "$boot" "$options"
</#if>
[ ! -d "/sys/module/$module" ] || modprobe -r -- "$name"
</#if>
