# Users and groups: those of the host's own files, which can be changed here, and those that a directory adds to them (NSS:
# LDAP, extrausers, userdb), which cannot. TABLE is passwd or group.

# account_find TABLE NAME: sets ACCOUNT_ROW to its line, and ACCOUNT_LOCAL to yes where that is in the host's own file; false where there is none.
account_find() {
  ACCOUNT_LOCAL=yes
  account_own_row "$1" "$2" && return 0
  ACCOUNT_LOCAL=
  have getent && ACCOUNT_ROW=$(getent "$1" "$2") || { ACCOUNT_ROW=; return 1; }
  # getent takes a name of digits for a number
  case $2 in *[!0-9]*) ;; *) [ "${ACCOUNT_ROW%%:*}" = "$2" ] || { ACCOUNT_ROW=; return 1; } ;; esac
}

# account_own_row FILE NAME: sets ACCOUNT_ROW to the line of NAME in /etc/FILE; false where it has none.
account_own_row() {
  [ ! -e "/etc/$1" ] || while ACCOUNT_ROW=; IFS= read -r ACCOUNT_ROW || [ -n "$ACCOUNT_ROW" ]; do
    case $ACCOUNT_ROW in "$2":*) return 0 ;; esac
  done <"/etc/$1"
  ACCOUNT_ROW=; return 1
}

# account_numbered TABLE NUMBER: sets ACCOUNT_ROW to the first line with that uid or gid; false where there is none.
account_numbered() {
  [ ! -e "/etc/$1" ] || while ACCOUNT_ROW=; IFS= read -r ACCOUNT_ROW || [ -n "$ACCOUNT_ROW" ]; do
    _id=${ACCOUNT_ROW#*:*:}; [ "${_id%%:*}" != "$2" ] || return 0
  done <"/etc/$1"
  have getent && ACCOUNT_ROW=$(getent "$1" "$2") && return 0
  ACCOUNT_ROW=; return 1
}

# account_exists user|group NAME: it exists.
account_exists() { case $1 in user) account_find passwd "$2" ;; *) account_find group "$2" ;; esac; }

# account_own_group: a user has a group of the same name, which comes and goes with it. busybox makes one always.
account_own_group() { ! have useradd || grep -qs '^[[:space:]]*USERGROUPS_ENAB[[:space:]]\{1,\}yes' /etc/login.defs; }

# account_results: what a task that is about the user of ACCOUNT_ROW registers.
account_results() {
  IFS=: read -r _name _ _uid _gid _ _home _shell <<END
$ACCOUNT_ROW
END
  result name "$_name"; result uid "$_uid"; result group "$_gid"; result home "$_home"; result shell "$_shell"
}

# account_need user|group NAME: it exists, or will. Numbers need no account.
account_need() {
  case $2 in *[!0-9]*) ;; *) return 0 ;; esac
  account_stays "$1" "$2"
  promised "$1" "$2" || account_exists "$1" "$2" ||
    missing "the $1 $2 does not exist; create it with $1: {name: $2}" "$1" "$2"
}

# account_stays user|group NAME: no earlier planned task removes it.
account_stays() { ! promised "no-$1" "$2" || defer "an earlier task removes the $1 $2" "no-$1" "$2"; }

# account_need_own user|group NAME REMEDY: fails where it is not one of the host's own.
account_need_own() {
  account_exists "$1" "$2" && [ -z "$ACCOUNT_LOCAL" ] || return 0
  case $1 in user) _file=/etc/passwd ;; *) _file=/etc/group ;; esac
  cannot "the $1 $2 is not in $_file but in a directory (NSS): $3"
}

# account_group_number TEXT: sets ACCOUNT_GROUP to it; where that is a number, and no group's name, without zeros in front. Sets ACCOUNT_GROUP_ID to what the tools
# take for it: they take digits for a number, also where a group is called so.
account_group_number() {
  ACCOUNT_GROUP=$1 ACCOUNT_GROUP_ID=$1
  case $1 in '' | *[!0-9]*) return 0 ;; esac
  if account_own_row group "$1"; then ACCOUNT_GROUP_ID=${ACCOUNT_ROW#*:*:}; ACCOUNT_GROUP_ID=${ACCOUNT_GROUP_ID%%:*}
  else ACCOUNT_GROUP=${1#"${1%%[!0]*}"}; : "${ACCOUNT_GROUP:=0}"; ACCOUNT_GROUP_ID=$ACCOUNT_GROUP; fi
}

# account_group_names NAME-OR-NUMBER...: sets ACCOUNT_GROUPS to their names, and ACCOUNT_GROUP_IDS to what useradd and usermod take for them.
account_group_names() {
  ACCOUNT_GROUPS= ACCOUNT_GROUP_IDS=
  for _asked do
    case $_asked in *[[:space:]]*) cannot "\"$_asked\" is not the name of a group; groups are a list, or have commas between them" ;; esac
    account_group_number "$_asked"
    case $ACCOUNT_GROUP in
      *[!0-9]*) ;;
      *) account_find group "$ACCOUNT_GROUP" || { account_numbered group "$ACCOUNT_GROUP" || cannot "there is no group with the number $ACCOUNT_GROUP; give its name"; ACCOUNT_GROUP=${ACCOUNT_ROW%%:*}; } ;;
    esac
    case " $ACCOUNT_GROUPS " in *" $ACCOUNT_GROUP "*) ;; *) ACCOUNT_GROUPS="$ACCOUNT_GROUPS${ACCOUNT_GROUPS:+ }$ACCOUNT_GROUP" ACCOUNT_GROUP_IDS="$ACCOUNT_GROUP_IDS${ACCOUNT_GROUP_IDS:+,}$ACCOUNT_GROUP_ID" ;; esac
  done
}

# account_in_group USER GROUP: USER is a member, of a group of the host by /etc/group, of another as the directory has it.
account_in_group() {
  account_find group "$2" || return 1
  case ,${ACCOUNT_ROW##*:}, in *",$1,"*) return 0 ;; esac
  [ -z "$ACCOUNT_LOCAL" ] || return 1
  case " $(id -nG -- "$1" 2>/dev/null) " in *" $2 "*) return 0 ;; esac
  return 1
}

# account_join_group USER GROUP. Not every usermod knows a user who is not in /etc/passwd.
account_join_group() {
  account_own_row passwd "$1" && _knows=usermod || _knows=gpasswd
  if [ "$_knows" = gpasswd ] && have gpasswd; then gpasswd -a "$1" "$2"
  elif have usermod; then usermod -a -G "$2" -- "$1"
  else addgroup "$1" "$2"; fi
}

account_leave_group() { if have gpasswd; then gpasswd -d "$1" "$2"; else delgroup "$1" "$2"; fi; }

# account_put_groups also|exactly USER GROUP...: makes USER a member of these groups of the host.
account_put_groups() {
  _how=$1 _user=$2; shift 2
  _asked=" $* "
  while _group=; IFS=: read -r _group _ _ _members || [ -n "$_group" ]; do
    case ,$_members, in *",$_user,"*) _member=1 ;; *) _member= ;; esac
    case $_asked in
      *" $_group "*) [ -n "$_member" ] || account_join_group "$_user" "$_group" ;;
      *) [ -z "$_member" ] || [ "$_how" = also ] || account_leave_group "$_user" "$_group" ;;
    esac
  done <<END
$(cat /etc/group)
END
}
