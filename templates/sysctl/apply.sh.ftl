<#function swap text><#return text?replace("/", "\n")?replace(".", "/")?replace("\n", ".")></#function>
mode='' owner='' group=''
target [=file]
[ -d "${path%/*}" ] || mkdir -p -- "${path%/*}"
put_wanted
<#if state == "present" && live>
set -f
live=/proc/sys/[=name?matches("[^./]*/.*")?then(name, swap(name))] value=[=value!""]
set -- $(cat "$live"); now=$*
set -- $value
[ "$*" = "$now" ] || printf '%s\n' "$*" >"$live"
</#if>
