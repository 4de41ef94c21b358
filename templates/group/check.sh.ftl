name=[=name] gid=[=gid!""] current='' taken=''
case $name in '' | -* | *[!A-Za-z0-9_.-]*) cannot "this is no name of a group: $name" ;; esac
promise <#if state == "present">group<#else>no-group</#if> "$name"
! promised group "$name" || defer "an earlier task changes the group $name" group "$name"
account_stays group "$name"
if account_find group "$name"; then current=${ACCOUNT_ROW#*:*:}; current=${current%%:*}; fi
<#if state == "present">
[ -z "$current" ] || result gid "$current"
[ -n "$current" ] || want state present absent
[ -z "$gid" ] || want gid "$gid" "$current"
[ -n "$_differs" ] || return 0
account_need_own group "$name" "change its gid there"
[ -z "$gid" ] || ! account_numbered group "$gid" || taken=${ACCOUNT_ROW%%:*}
case $taken in '' | "$name") ;; *) cannot "gid $gid belongs to the group $taken" ;; esac
file_can_change /etc group; [ ! -e /etc/gshadow ] || file_can_change /etc gshadow
[ -n "$current" ] || have groupadd || have addgroup ||
  missing "there is neither groupadd nor addgroup here; install passwd or shadow" command groupadd
[ -z "$current" ] || have groupmod || missing "only groupmod, of the package shadow, changes a gid" command groupmod
<#else>
[ -n "$current" ] || return 0
account_need_own group "$name" "remove it there"
while IFS=: read -r n _ _ g _; do
  [ "$g" != "$current" ] || missing "$name is the primary group of the user $n" no-user "$n"
done <<END
$(cat /etc/passwd; echo; ! have getent || getent passwd)
END
file_can_change /etc group
want state absent present
</#if>
