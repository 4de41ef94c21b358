<#assign swapped = name?replace("/", "\n")?replace(".", "/")?replace("\n", ".")>
FILE_MODE='' FILE_OWNER='' FILE_GROUP='' FOLLOW=[=follow]
file_target [=file]
file_put_wanted
<#if state == "present" && live>
set -f
live=/proc/sys/[=name?matches("[^./]*/.*")?then(name, swapped)] value=[=value!""]
now=$(cat "$live") || cannot "cannot read $live"
set -- $now; now=$*
set -- $value
[ "$*" = "$now" ] || printf '%s\n' "$*" >"$live" || cannot "the kernel does not take $* for $live"
</#if>
