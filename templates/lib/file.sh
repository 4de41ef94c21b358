# What the actions that write files share.
#
# A check leaves the file it wants, content and rights, in $D/file.$T. Its apply puts that file in place, and in a plan
# a later task of the same path compares with it: so each of several tasks on one file is predicted exactly.

# missing REASON KIND NAME: fails for REASON; while planning, defers when an earlier planned task may bring KIND NAME:
# it promised it, installs a package or runs a command.
missing() {
  case $PROMISES in
    *"$NL$2 $3$NL"* | *"${NL}package "* | *"${NL}anything "*) defer "$@" ;;
  esac
  cannot "$1"
}

# removed PATH: defers when an earlier planned task removes PATH or a directory above it.
removed() {
  case $PROMISES in *"${NL}absent "*) ;; *) return 0 ;; esac
  _above=$1
  while [ -n "$_above" ]; do
    ! promised absent "$_above" || defer "an earlier task removes $_above" absent "$_above"
    _above=${_above%/*}
  done
}

# look PATH: sets $seen to the file that shows PATH as this task will find it.
look() {
  seen=$1
  promised content "$1" || return 0
  _task=${PROMISES##*"${NL}content $1$NL"}
  seen=$D/file.${_task%%"$NL"*}
  # A task of an earlier program, on the other side of a barrier.
  [ -e "$seen" ] || defer "an earlier task is going to change it" content "$1"
}

# need_directory PATH: PATH is a directory, or will be one.
need_directory() {
  [ ! -d "${1:-/}" ] || return 0
  ! promised directory "$1" || return 0
  [ ! -e "$1" ] || cannot "$1 is not a directory"
  missing "the directory $1 does not exist; create it with file: {path: $1, state: directory}" path "$1"
}

# can_change PATH [NAME]: fails where not even root can change what is in the directory PATH, or when it is not there yet in
# the nearest one above it that is: a read-only mount, or immutable. NAME: a file in it that is to be replaced or removed.
can_change() {
  _place=${1:-/}
  while [ ! -d "$_place" ]; do _place=${_place%/*}; _place=${_place:-/}; done
  _place=$(cd -P -- "$_place" && pwd -P) || return 0
  _file=; [ -z "${2:-}" ] || [ ! -e "$1/$2" ] || _file=${_place%/}/$2
  on_mount "${_file:-$_place}"
  case $_how in ro | ro,*) cannot "$_mount is mounted read-only; nothing in it can be changed" ;; esac
  [ -z "$_file" ] || [ "$_mount" != "$_file" ] || cannot "$_file is a mount point of its own; unmount it, or change what is mounted there"
  changeable "$_place" i "$_file" ia
}

# can_set PATH: fails where not even root can set the rights of PATH, which exists.
can_set() {
  _file=$(readlink -f -- "$1") || return 0
  on_mount "$_file"
  case $_how in ro | ro,*) cannot "$_mount is mounted read-only; nothing in it can be changed" ;; esac
  changeable "$_file" ia
}

# changeable PATH ATTRIBUTES...: none of the attributes (i immutable, a append-only) is set on PATH.
changeable() {
  have lsattr || return 0
  while [ $# -gt 1 ]; do
    _set=; [ -z "$1" ] || [ -L "$1" ] || _set=$(lsattr -d -- "$1" 2>/dev/null) || _set=
    case $2:${_set%% *} in
      i*:*i*) cannot "$1 is immutable; chattr -i makes it changeable" ;;
      ia:*a*) cannot "$1 is append-only; chattr -a makes it changeable" ;;
    esac
    shift 2
  done
}

# on_mount PATH: sets _mount to the mount point that holds PATH, which is physical, and _how to its options, both as they are
# for the host: a plan's own mounts are read-only.
on_mount() {
  _table=/proc/1/mountinfo _mount=/ _how=rw
  [ -r $_table ] || _table=/proc/self/mountinfo
  [ -r $_table ] || return 0
  while read -r _ _ _ _ _at _options _rest || [ -n "$_at" ]; do
    case $_at in *\\0*) _at=$(printf %b "$_at") ;; esac   # a space is written as \040
    case $1/ in "${_at%/}"/*) ;; *) continue ;; esac
    _mount=$_at _how=$_options
    case ${_rest##* } in ro | ro,*) _how=ro ;; esac
  done <$_table
}

# target DEST [NAME]: sets $path to the regular file that DEST means (NAME in the directory DEST, the end of a link),
# and $seen.
target() {
  path=${1%/}
  if [ "$path" != "$1" ] || [ -d "$1" ] || promised directory "$1"; then
    [ -n "${2:-}" ] || cannot "$1 is a directory; dest must name the file"
    path=$path/$2
  fi
  end_of "$path"
  [ ! -L "$path" ] || path=$END
  [ ! -e "$path" ] || [ -f "$path" ] || cannot "$path is not a regular file"
  promise path "$path"
  removed "$path"
  look "$path"
}

# end_of PATH [link]: sets END to where its links lead, or with link, to where it is itself; fails where reach refuses to go.
end_of() {
  OWNER=$owner
  END=$(reach "$1" '' "${2:-}" && where_it_is && echo .) || exit "$?"
  END=${END%.}
}

# seen_text: prints what the file of $seen holds.
seen_text() { if [ "$seen" = "$path" ]; then contents "$path" "read.$T"; else cat -- "$seen"; fi; }

# read_seen: sets $current to the content of $seen, and $kind to content, or to new when there is no file.
read_seen() {
  current='' kind=new
  [ -f "$seen" ] || { need_directory "${path%/*}"; return 0; }
  kind=content current=$(seen_text && echo .) || unreadable "$?" "$path"
  current=${current%.}
}

# read_lines: the same for a file that must be text.
read_lines() {
  read_seen
  [ "$kind" = new ] || [ "$(wc -c <"$seen")" -eq "${#current}" ] || cannot "$path is not a text file"
}

# want_text TEXT [HIDDEN]: the content of $path; with HIDDEN, it is not shown.
want_text() {
  text=$1 wanted=text
  read_seen
  [ "$kind$current" != "content$text" ] || return 0
  if [ -n "${2:-}" ]; then hidden_content_differs "$path"; else content_differs "$path" "$kind" "$text" "$current"; fi
}

# want_bytes SHA256 BASE64: the content of $path, when it is no text.
want_bytes() {
  text=$2 wanted=bytes sum=
  if [ -f "$seen" ]; then sum=$(sha256sum <"$seen") || cannot "cannot read $path"
  else need_directory "${path%/*}"; fi
  want sha256 "$1" "${sum%% *}"
}

# want_rights: $mode, $owner and $group of $path, each empty to leave it. Comes last: when anything differs, it leaves the
# wanted file in $D/file.$T.
want_rights() {
  want_meta "$seen" "$mode" "$owner" "$group"
  [ -n "$_differs" ] || return 0
  if [ -n "${wanted:-}" ]; then can_change "${path%/*}" "${path##*/}"; elif [ -e "$path" ]; then can_set "$path"; fi
  need_account user "$owner"
  need_account group "$group"
  promise content "$path"
  keep_wanted
}

# keep_wanted: the file as it is wanted is $D/file.$T.
keep_wanted() {
  rm -rf -- "$D/file.$T"
  case ${wanted:-} in
    text) put_temp "file.$T" "$text" ;;
    bytes) put_temp_bytes "file.$T" "$text" ;;
    *) keep_seen ;;
  esac
  take_rights
}

keep_seen() { seen_text >"$D/file.$T" || { [ $? -ne 14 ] || exit 14; why_not "$D"; cannot "cannot copy $path to $D: $WHY_NOT"; }; }

take_rights() {
  KEPT=; [ ! -e "$seen" ] || KEPT=$(stat -c '%a %u:%g' -- "$seen") || cannot "cannot stat $path"
  give_rights "$D/file.$T" 2>/dev/null || :   # the owner may be still to come
}

# foresee: leaves what $path will be in $D/file.$T, for the later tasks of a plan: only its rights change, or it is a new
# directory.
foresee() {
  [ "$MODE" = plan ] && [ "$new" != link ] || return 0
  if [ -d "$seen" ] || [ -n "$new" ]; then mkdir -m "${mode:-755}" "$D/file.$T" || cannot_write "$D"
  elif [ -f "$seen" ]; then keep_seen
  else return 0; fi
  take_rights
  if [ -L "$path" ]; then promise content "$(readlink -f -- "$path")"; else promise content "$path"; fi
}

# validate WORD...: the command accepts the wanted file, whose name takes the place of %s.
validate() {
  [ -n "$_differs" ] || return 0
  have "$1" || missing "the file cannot be validated: command not found: $1" command "$1"
  for _word do
    shift
    case $_word in *%s*) _word=${_word%%\%s*}$D/file.$T${_word#*\%s} ;; esac
    set -- "$@" "$_word"
  done
  "$@" 3>&- || cannot "$1 does not accept the new $path"
}

# give_rights FILE: the owner, group and mode FILE must have: as given, else those of KEPT, else root's and 0644.
give_rights() {
  _kept=${KEPT%% *}
  [ -n "$_kept" ] || { _kept=644; [ ! -d "$1" ] || _kept=755; }
  [ -z "$KEPT" ] || chown -- "${KEPT#* }" "$1" || return 1
  set_owner "$1" && chmod -- "${mode:-$_kept}" "$1"
}

# unlike: prints what is below this directory and has other rights than $mode, $owner and $group; links have no mode.
unlike() {
  set --
  [ -z "$mode" ] || set -- "$@" -o ! -type l ! -perm "$mode"
  [ -z "$owner" ] || set -- "$@" -o ! -user "$owner"
  [ -z "$group" ] || set -- "$@" -o ! -group "$group"
  [ $# -eq 0 ] || { shift; find . -mindepth 1 \( "$@" \); }
}

# set_rights_below DIRECTORY: of all that is below this one. Where others can exchange it meanwhile, one by one.
set_rights_below() {
  _others=$(find . -type d \( ! -user 0 ! -user "$ME" -o -perm -020 -o -perm -002 \)) || return 1
  if [ -z "$_others" ] && ! foreign $HERE; then
    # The mode first: after the owner it would be others' already.
    [ -z "$mode" ] || find . -mindepth 1 ! -type l -exec chmod -- "$mode" {} + || return 1
    [ -z "$owner$group" ] || chown -hR -- "$owner${group:+:$group}" . || return 1
  fi
  _unlike=$(unlike) || return 1
  [ -z "$_unlike" ] || while IFS= read -r _below; do
    hold "$PWD/${_below#./}" set_own_rights link
  done <<END
$_unlike
END
}

# set_own_rights FILE: of a link its owner alone.
set_own_rights() { if [ -L "$1" ]; then set_owner "$1"; else set_rights "$1"; fi; }

# put_link PATH TARGET: a link, which has its owner before its name.
put_link() {
  (
    reach "$1" make link
    box
    ln -s -- "$2" "./$NAME" && set_owner "./$NAME" && mv -f -- "./$NAME" .. && unbox ||
      { why_not .; unbox; cannot "cannot make the link $(where_it_is): $WHY_NOT"; }
  ) || exit "$?"
}

set_rights() { set_owner "$1" && { [ -z "$mode" ] || chmod -- "$mode" "$1"; }; }
set_owner() { [ -z "$owner$group" ] || chown -h -- "$owner${group:+:$group}" "$1"; }

# put_wanted [BACKUP]: what the check wants takes the place of $path.
put_wanted() {
  OWNER=$owner
  if same_content; then hold "$path" give_rights; else replace "$path" print_wanted give_rights ${1:+back_up}; fi
}

same_content() {
  [ -f "$path" ] && _is=$(sha256sum <"$path") && _wanted=$(sha256sum <"$D/file.$T") && [ "$_is" = "$_wanted" ]
}

print_wanted() {
  [ ! -e "$D/read.$T" ] || same "$(cat "$D/read.$T")" "$IS" || cannot "$path was exchanged after it had been read"
  cat "$D/file.$T"
}

back_up() { # NAME
  _backup=$1.$(date +%Y%m%d-%H%M%S)~ || return 1
  while [ -e "../$_backup" ] || [ -L "../$_backup" ]; do _backup=$_backup~; done
  ln -- "../$1" "./$_backup" 2>/dev/null || cp -pP -- "../$1" "./$_backup" || { rm -f -- "./$_backup"; return 1; }
  [ -f "./$_backup" ] && [ ! -L "./$_backup" ] && mv -f -- "./$_backup" .. || { rm -f -- "./$_backup"; return 1; }
  result backup "${path%/*}/$_backup"
}
