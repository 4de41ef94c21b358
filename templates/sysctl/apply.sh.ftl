<#assign swapped = name?replace("/", "\n")?replace(".", "/")?replace("\n", ".")>
mode='' owner='' group=''
target [=file]
[ -d "${path%/*}" ] || mkdir -p -- "${path%/*}"
put_wanted
<#if state == "present" && live>
set -f
live=/proc/sys/[=name?matches("[^./]*/.*")?then(name, swapped)] value=[=value!""]
set -- $(cat "$live"); now=$*
set -- $value
[ "$*" = "$now" ] || printf '%s\n' "$*" >"$live"
</#if>
