file_put_wanted
<#if state == "present" && live>
set -f
live=/proc/sys/$key value=[=value!""]
now=$(cat "$live") || cannot "cannot read $live"
set -- $now; now=$*
set -- $value
[ "$*" = "$now" ] || printf '%s\n' "$*" >"$live" || cannot "the kernel does not take $* for $live"
</#if>
