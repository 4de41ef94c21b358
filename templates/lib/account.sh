# Users and groups: those of the host's own files, which can be changed here, and those that a directory adds to them (NSS:
# LDAP, extrausers, userdb), which cannot. TABLE is passwd or group.

# account TABLE NAME: sets ROW to its line, and LOCAL to yes where that is in the host's own file; false where there is none.
account() {
  LOCAL=yes
  own_row "$1" "$2" && return 0
  LOCAL=
  have getent && ROW=$(getent "$1" "$2") || { ROW=; return 1; }
  # getent takes a name of digits for a number
  case $2 in *[!0-9]*) ;; *) [ "${ROW%%:*}" = "$2" ] || { ROW=; return 1; } ;; esac
}

# own_row FILE NAME: sets ROW to the line of NAME in /etc/FILE; false where it has none.
own_row() {
  [ ! -e "/etc/$1" ] || while IFS= read -r ROW || [ -n "$ROW" ]; do
    case $ROW in "$2":*) return 0 ;; esac
  done <"/etc/$1"
  ROW=; return 1
}

# numbered TABLE NUMBER: sets ROW to the first line with that uid or gid; false where there is none.
numbered() {
  [ ! -e "/etc/$1" ] || while IFS= read -r ROW || [ -n "$ROW" ]; do
    _id=${ROW#*:*:}; [ "${_id%%:*}" != "$2" ] || return 0
  done <"/etc/$1"
  have getent && ROW=$(getent "$1" "$2") && return 0
  ROW=; return 1
}

# has_account user|group NAME: it exists.
has_account() { case $1 in user) account passwd "$2" ;; *) account group "$2" ;; esac; }

# need_account user|group NAME: it exists, or will. Numbers need no account.
need_account() {
  case $2 in *[!0-9]*) ;; *) return 0 ;; esac
  staying "$1" "$2"
  promised "$1" "$2" || has_account "$1" "$2" ||
    missing "the $1 $2 does not exist; create it with $1: {name: $2}" "$1" "$2"
}

# staying user|group NAME: no earlier planned task removes it.
staying() { ! promised "no-$1" "$2" || defer "an earlier task removes the $1 $2" "no-$1" "$2"; }

# need_own user|group NAME REMEDY: fails where it is not one of the host's own.
need_own() {
  has_account "$1" "$2" && [ -z "$LOCAL" ] || return 0
  case $1 in user) _file=/etc/passwd ;; *) _file=/etc/group ;; esac
  cannot "the $1 $2 is not in $_file but in a directory (NSS): $3"
}

# group_number TEXT: sets GROUP to it; where that is a number, and no group's name, without zeros in front. Sets BY to what the tools
# take for it: they take digits for a number, also where a group is called so.
group_number() {
  GROUP=$1 BY=$1
  case $1 in '' | *[!0-9]*) return 0 ;; esac
  if own_row group "$1"; then BY=${ROW#*:*:}; BY=${BY%%:*}
  else GROUP=${1#"${1%%[!0]*}"}; : "${GROUP:=0}"; BY=$GROUP; fi
}

# group_names NAME-OR-NUMBER...: sets ASKED to their names, and ASKED_BY to what useradd and usermod take for them.
group_names() {
  ASKED= ASKED_BY=
  for _asked do
    case $_asked in *[[:space:]]*) cannot "\"$_asked\" is not the name of a group; groups are a list, or have commas between them" ;; esac
    group_number "$_asked"
    case $GROUP in
      *[!0-9]*) ;;
      *) account group "$GROUP" || { numbered group "$GROUP" || cannot "there is no group with the number $GROUP; give its name"; GROUP=${ROW%%:*}; } ;;
    esac
    case " $ASKED " in *" $GROUP "*) ;; *) ASKED="$ASKED${ASKED:+ }$GROUP" ASKED_BY="$ASKED_BY${ASKED_BY:+,}$BY" ;; esac
  done
}

# in_group USER GROUP: USER is a member, of a group of the host by /etc/group, of another as the directory has it.
in_group() {
  account group "$2" || return 1
  case ,${ROW##*:}, in *",$1,"*) return 0 ;; esac
  [ -z "$LOCAL" ] || return 1
  case " $(id -nG -- "$1" 2>/dev/null) " in *" $2 "*) return 0 ;; esac
  return 1
}

# join_group USER GROUP. Not every usermod knows a user who is not in /etc/passwd.
join_group() {
  own_row passwd "$1" && _knows=usermod || _knows=gpasswd
  if [ "$_knows" = gpasswd ] && have gpasswd; then gpasswd -a "$1" "$2"
  elif have usermod; then usermod -a -G "$2" -- "$1"
  else addgroup "$1" "$2"; fi
}

leave_group() { if have gpasswd; then gpasswd -d "$1" "$2"; else delgroup "$1" "$2"; fi; }

# put_groups also|exactly USER GROUP...: makes USER a member of these groups of the host.
put_groups() {
  _how=$1 _user=$2; shift 2
  _asked=" $* "
  while IFS=: read -r _group _ _ _members || [ -n "$_group" ]; do
    case ,$_members, in *",$_user,"*) _member=1 ;; *) _member= ;; esac
    case $_asked in
      *" $_group "*) [ -n "$_member" ] || join_group "$_user" "$_group" ;;
      *) [ -z "$_member" ] || [ "$_how" = also ] || leave_group "$_user" "$_group" ;;
    esac
  done <<END
$(cat /etc/group)
END
}
