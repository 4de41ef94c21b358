file_put_wanted
<#if state == "present" && live>
set -f
live=/proc/sys/$key value=[=value!""]
<#if ignoreerrors>
[ -f "$live" ] || return 0
</#if>
now=$(cat "$live") || cannot "cannot read $live"
set -- $now; now=$*
set -- $value
[ "$*" = "$now" ] || printf '%s\n' "$*" >"$live" || <#if ignoreerrors>say<#else>cannot</#if> "the kernel does not take $* for $live"
</#if>
