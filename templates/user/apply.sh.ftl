<#if state == "absent">
if have userdel; then
  userdel <#if remove>-r</#if> -- "$name"
else
  deluser <#if remove>--remove-home</#if> "$name"
fi
<#else>
find_groups
is_new=1
! account_exists user "$name" || is_new=
if [ -z "$is_new" ] && [ -z "$ACCOUNT_LOCAL" ]; then
  :   # of a directory
<#if groups??>
  account_put_groups [=append?then("also", "exactly")] "$name" $ACCOUNT_GROUPS
</#if>
elif have useradd; then
  set -- <#if uid??>-u [=uid]</#if> <#if group??>-g "$by"</#if> <#if groups??>-G "$ACCOUNT_GROUP_IDS"</#if> \
    <#if shell??>-s [=shell]</#if> <#if home??>-d [=home]</#if> <#if comment??>-c [=comment]</#if>
  if [ -n "$is_new" ]; then
<#if !group??>
    ! account_exists group "$name" || set -- "$@" -g "$name"
</#if>
    useradd "$@" <#if system>-r</#if> <#if create_home!true>-m<#else>-M</#if> -- "$name"
  elif [ $# -gt 0 ]; then
    usermod "$@" <#if groups?? && append>-a</#if> -- "$name"
  fi
else
  if [ -n "$is_new" ]; then
    set -- <#if uid??>-u [=uid]</#if> <#if group??>-G "$group"</#if> <#if shell??>-s [=shell]</#if> \
      <#if home??>-h [=home]</#if> <#if comment??>-g [=comment]</#if>
<#if !group??>
<#if system>
    account_exists group "$name" || addgroup -S "$name"   # else it were nogroup
</#if>
    ! account_exists group "$name" || set -- "$@" -G "$name"
</#if>
    adduser -D "$@" <#if system>-S</#if> <#if !(create_home!true)>-H</#if> "$name"
  fi
<#if groups??>
  account_put_groups [=append?then("also", "exactly")] "$name" $ACCOUNT_GROUPS
</#if>
fi
<#if create_home!false>
account_find passwd "$name"
IFS=: read -r _ _ u g _ h _ <<END
$ACCOUNT_ROW
END
if [ ! -d "$h" ]; then
  make_directory "$h" 700
  furnish() { { [ ! -d /etc/skel ] || cp -R /etc/skel/. .; } && chown -hR -- "$u:$g" .; }
  hold "$h" furnish
fi
</#if>
<#if password??>
<#if update_password == "on_create">
[ -z "$is_new" ] ||
</#if>
printf '%s:%s\n' "$name" [=password] | chpasswd -e
</#if>
<#if password_expire_min?? || password_expire_max?? || password_expire_warn??>
chage <#if password_expire_min??>-m [=password_expire_min]</#if> <#if password_expire_max??>-M [=password_expire_max]</#if> \
  <#if password_expire_warn??>-W [=password_expire_warn]</#if> -- "$name"
</#if>
<#if password_lock??>
account_own_row shadow "$name"; hash=${ACCOUNT_ROW#*:}
case $hash in '!'*) locked=true ;; *) locked=false ;; esac
[ "$locked" = [=password_lock] ] || passwd <#if password_lock>-l<#else>-u</#if> "$name"
</#if>
! account_find passwd "$name" || account_results
</#if>
