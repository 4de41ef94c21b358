uid=[=uid!""] home=[=home!""] row='' own='' taken=''
promise <#if state == "present">user<#else>no-user</#if> "$name"
! promised user "$name" || defer "an earlier task changes the user $name" user "$name"
account_stays user "$name"
if account_find passwd "$name"; then
  row=1 own=$ACCOUNT_LOCAL
  IFS=: read -r _ _ is_uid is_gid is_comment is_home is_shell <<END
$ACCOUNT_ROW
END
<#if state == "present">
  account_results
<#if !group??>
else
  ! account_own_group || account_exists group "$name" || promise group "$name"
</#if>
</#if>
fi
# busy: fails when the user's programs run: userdel refuses then, and usermod another number or home.
busy() {
  have userdel || return 0
  _busy=$(stat -c '%u %n' /proc/[0-9]* 2>/dev/null | grep -m 1 "^$is_uid /") || return 0
  cannot "process ${_busy##*/} runs as $name; end it before the user is removed or gets another number or home"
}

can_account() {
  file_can_change /etc passwd; file_can_change /etc group
  [ ! -e /etc/shadow ] || file_can_change /etc shadow
}
<#if state == "absent">
[ -n "$row" ] || return 0
account_need_own user "$name" "remove it there"
[ "$is_uid" != 0 ] || cannot "$name is the superuser, who is never removed"
busy
can_account
want state absent present
! account_own_group || ! account_exists group "$name" || promise no-group "$name"
<#if remove>
if [ -d "$is_home" ] && [ "$(stat -c %u -- "$is_home")" = "$is_uid" ]; then
  want "$is_home" absent directory
  promise absent "$is_home"
fi
</#if>
<#else>

# What the groups are, and shall be, in the order of /etc/group; then those that a directory has.
find_groups
asked=" $ACCOUNT_GROUPS " known=' ' is_group='' is_groups='' groups=''
while n=; IFS=: read -r n _ g m || [ -n "$n" ]; do
  known="$known$n "
  [ "$g" != "${is_gid-}" ] || is_group=$n
  case ,$m, in *",$name,"*) is_groups="$is_groups $n" <#if append>groups="$groups $n"; continue</#if> ;; esac
  case $asked in *" $n "*) groups="$groups $n" ;; esac
done </etc/group
[ -n "$is_group" ] || [ -z "$row" ] || ! account_numbered group "$is_gid" || is_group=${ACCOUNT_ROW%%:*}
<#if groups??>
for n in $ACCOUNT_GROUPS; do
  account_stays group "$n"
  case $known in *" $n "*) continue ;; esac
  account_need group "${n:- }"
  if account_in_group "$name" "$n"; then is_groups="$is_groups $n"
  else account_need_own group "$n" "add $name to it there"; fi
  groups="$groups $n"
done
</#if>
<#if groups?? && !append>
more=''
for n in $([ -z "$row" ] || id -nG -- "$name" 2>/dev/null); do
  case "$known$asked $is_group " in *" $n "*) ;; *) more="$more $n" ;; esac
done
[ -z "$more" ] || [ "$PHASE" = recheck ] || say "by a directory (NSS) $name is also in:$more"
</#if>
account_need group "$group"

if [ -z "$row" ]; then
  is_uid='' is_gid='' is_comment='' is_home='' is_shell='' is_groups=''
  want state present absent
fi
<#if uid??>
want uid "$uid" "$is_uid"
[ "$uid" = "$is_uid" ] || ! account_numbered passwd "$uid" || taken=${ACCOUNT_ROW%%:*}
[ -z "$taken" ] || cannot "uid $uid belongs to the user $taken"
</#if>
[ "$by" = "$is_gid" ] || [ -z "$group" ] || want group "$group" "$is_group"
<#if comment??>
want comment [=comment] "$is_comment"
</#if>
[ -z "$home" ] || want home "$home" "$is_home"
<#if shell??>
want shell [=shell] "$is_shell"
</#if>
<#if password_lock?? || (password?? && update_password == "always")>
[ -z "$row" ] || account_need_own user "$name" "its password is kept there"
</#if>
[ -z "$row" ] || [ -z "$_differs" ] || account_need_own user "$name" "change it there"
[ -n "$row" ] || have useradd || have adduser ||
  missing "there is neither useradd nor adduser here; install passwd or shadow" command useradd
<#if uid?? || home??>
[ -z "$row" ] || { [ "${uid:-$is_uid}" = "$is_uid" ] && [ "${home:-$is_home}" = "$is_home" ]; } || busy
</#if>
[ -z "$own" ] || [ -z "$_differs" ] || have usermod ||
  missing "only usermod, of the package shadow, changes these of a user who is there" command usermod
<#if groups??>
want groups "${groups# }" "${is_groups# }"
</#if>
<#if create_home!true>
place=${home:-$is_home}<#if !create_home??>; [ -z "$row" ] || place=''</#if>
if [ -n "$place" ] && [ ! -d "$place" ] && { [ -e "$place" ] || [ -L "$place" ]; } && ! promised path "$place"; then
  cannot "$place cannot be the home directory: it is a file, or a link to no directory; mend or remove it"
fi
</#if>
<#if create_home!false>
[ -z "$row" ] || [ -d "${home:-$is_home}" ] || want "home directory" present absent
</#if>
<#if password?? || password_lock??>

hash=''
[ -r /etc/shadow ] || cannot "cannot read /etc/shadow"
! account_own_row shadow "$name" || { hash=${ACCOUNT_ROW#*:}; hash=${hash%%:*}; }
</#if>
<#if password??>
password=[=password]
case $password in
  '$'?*'$'?* | '*'* | '!'*) ;;
  *) false ;;
esac || cannot "password must be a hash, such as openssl passwd -6 prints it"
<#if update_password == "on_create">
[ -n "$row" ] ||
</#if>
<#if password_lock??>
want_hidden password "${password#!}" "${hash#!}"
<#else>
want_hidden password "$password" "$hash"
</#if>
</#if>
<#if password_lock??>
case $hash in '!'*) locked=true ;; *) locked=false ;; esac
want "password locked" [=password_lock] "$locked"
<#if !password_lock && !password??>
case ${row:+$hash} in '' | '!' | '!!' | '!*') cannot "there is no password to unlock; give password" ;; esac
</#if>
</#if>
<#if password_expire_min?? || password_expire_max?? || password_expire_warn??>
[ -z "$row" ] || account_need_own user "$name" "its password is kept there"
[ -r /etc/shadow ] || cannot "cannot read /etc/shadow"
is_min='' is_max='' is_warn=''
! account_own_row shadow "$name" || IFS=: read -r _ _ _ is_min is_max is_warn _ <<END
$ACCOUNT_ROW
END
<#if password_expire_min??>want "password expires, least days" [=password_expire_min] "${is_min:--1}"</#if>
<#if password_expire_max??>want "password expires, most days" [=password_expire_max] "${is_max:--1}"</#if>
<#if password_expire_warn??>want "password expires, days of warning" [=password_expire_warn] "${is_warn:--1}"</#if>
[ -z "$_differs" ] || have chage || missing "command not found: chage, of the package shadow or passwd" command chage
</#if>
[ -z "$_differs" ] || can_account
</#if>
