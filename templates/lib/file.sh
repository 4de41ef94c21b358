# uses: account
# What the actions that write files share.
#
# A check leaves the file it wants, content and rights, in $WORK/file.$TASK. Its apply puts that file in place, and in a plan
# a later task of the same path compares with it: so each of several tasks on one file is predicted exactly.

# file_removed PATH: defers when an earlier planned task removes PATH or a directory above it.
file_removed() {
  case $PROMISES in *"${NL}absent "*) ;; *) return 0 ;; esac
  _above=$1
  while [ -n "$_above" ]; do
    ! promised absent "$_above" || defer "an earlier task removes $_above" absent "$_above"
    _above=${_above%/*}
  done
}

# file_look PATH: sets $FILE_SEEN to the file that shows PATH as this task will find it.
file_look() {
  FILE_SEEN=$1
  promised content "$1" || return 0
  _task=${PROMISES##*"${NL}content $1$NL"}
  FILE_SEEN=$WORK/file.${_task%%"$NL"*}
  # A task of an earlier program, on the other side of a barrier.
  [ -e "$FILE_SEEN" ] || defer "an earlier task is going to change it" content "$1"
}

# file_need_directory PATH: PATH is a directory, or will be one.
file_need_directory() {
  [ ! -d "${1:-/}" ] || return 0
  ! promised directory "$1" || return 0
  [ ! -e "$1" ] || cannot "$1 is not a directory"
  missing "the directory $1 does not exist; create it with file: {path: $1, state: directory}" path "$1"
}

# file_can_change PATH [NAME]: fails where not even root can change what is in the directory PATH, or when it is not there yet in
# the nearest one above it that is: a read-only mount, or immutable. NAME: a file in it that is to be replaced or removed.
file_can_change() {
  _place=${1:-/}
  while [ ! -d "$_place" ]; do _place=${_place%/*}; _place=${_place:-/}; done
  _place=$(cd -P -- "$_place" && pwd -P) || return 0
  _file=; [ -z "${2:-}" ] || [ ! -e "$1/$2" ] || _file=${_place%/}/$2
  file_on_mount "${_file:-$_place}"
  case $_how in ro | ro,*) cannot "$_mount is mounted read-only; nothing in it can be changed" ;; esac
  [ -z "$_file" ] || [ "$_mount" != "$_file" ] || cannot "$_file is a mount point of its own; unmount it, or change what is mounted there"
  file_changeable "$_place" i "$_file" ia
}

# file_can_set PATH: fails where not even root can set the rights of PATH, which exists.
file_can_set() {
  _file=$(readlink -f -- "$1") || return 0
  file_on_mount "$_file"
  case $_how in ro | ro,*) cannot "$_mount is mounted read-only; nothing in it can be changed" ;; esac
  file_changeable "$_file" ia
}

# file_changeable PATH ATTRIBUTES...: none of the attributes (i immutable, a append-only) is set on PATH.
file_changeable() {
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

# file_on_mount PATH: sets _mount to the mount point that holds PATH, which is physical, and _how to its options, both as they are
# for the host: a plan's own mounts are read-only.
file_on_mount() {
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

# file_target DEST [NAME]: sets $FILE_PATH to the regular file that DEST means (NAME in the directory DEST, the end of a link),
# and $FILE_SEEN.
file_target() {
  FILE_PATH=${1%/}
  if [ "$FILE_PATH" != "$1" ] || [ -d "$1" ] || promised directory "$1"; then
    [ -n "${2:-}" ] || cannot "$1 is a directory; dest must name the file"
    FILE_PATH=$FILE_PATH/$2
  fi
  file_end_of "$FILE_PATH"
  [ ! -L "$FILE_PATH" ] || FILE_PATH=$FILE_END
  [ ! -e "$FILE_PATH" ] || [ -f "$FILE_PATH" ] || cannot "$FILE_PATH is not a regular file"
  promise path "$FILE_PATH"
  file_removed "$FILE_PATH"
  file_look "$FILE_PATH"
}

# file_end_of PATH [link]: sets FILE_END to where its links lead, or with link, to where it is itself; fails where reach refuses to go.
file_end_of() {
  OWNER=$FILE_OWNER
  FILE_END=$(reach "$1" '' "${2:-}" && where_it_is && echo .) || exit "$?"
  FILE_END=${FILE_END%.}
}

# file_seen_text: prints what the file of $FILE_SEEN holds.
file_seen_text() { if [ "$FILE_SEEN" = "$FILE_PATH" ]; then contents "$FILE_PATH" "read.$TASK"; else cat -- "$FILE_SEEN"; fi; }

# file_read_seen: sets $FILE_CURRENT to the content of $FILE_SEEN, and $FILE_KIND to content, or to new when there is no file.
file_read_seen() {
  FILE_CURRENT='' FILE_KIND=new
  [ -f "$FILE_SEEN" ] || { file_need_directory "${FILE_PATH%/*}"; return 0; }
  FILE_KIND=content FILE_CURRENT=$(file_seen_text && echo .) || unreadable "$FILE_PATH"
  FILE_CURRENT=${FILE_CURRENT%.}
}

# file_read_lines: the same for a file that must be text.
file_read_lines() {
  file_read_seen
  [ "$FILE_KIND" = new ] || [ "$(wc -c <"$FILE_SEEN")" -eq "${#FILE_CURRENT}" ] || cannot "$FILE_PATH is not a text file"
}

# file_want_text TEXT [HIDDEN]: the content of $FILE_PATH; with HIDDEN, it is not shown.
file_want_text() {
  FILE_TEXT=$1 FILE_WANTED=text
  file_read_seen
  [ "$FILE_KIND$FILE_CURRENT" != "content$FILE_TEXT" ] || return 0
  if [ -n "${2:-}" ]; then hidden_content_differs "$FILE_PATH"; else content_differs "$FILE_PATH" "$FILE_KIND" "$FILE_TEXT" "$FILE_CURRENT"; fi
}

# file_want_bytes SHA256 BASE64: the content of $FILE_PATH, when it is no text.
file_want_bytes() {
  FILE_TEXT=$2 FILE_WANTED=bytes FILE_SUM=
  if [ -f "$FILE_SEEN" ]; then FILE_SUM=$(sha256sum <"$FILE_SEEN") || cannot "cannot read $FILE_PATH"
  else file_need_directory "${FILE_PATH%/*}"; fi
  want sha256 "$1" "${FILE_SUM%% *}"
}

# file_want_rights: $FILE_MODE, $FILE_OWNER and $FILE_GROUP of $FILE_PATH, each empty to leave it. Comes last: when anything differs, it leaves the
# wanted file in $WORK/file.$TASK.
file_want_rights() {
  want_meta "$FILE_SEEN" "$FILE_MODE" "$FILE_OWNER" "$FILE_GROUP"
  [ -n "$_differs" ] || return 0
  if [ -n "${FILE_WANTED:-}" ]; then file_can_change "${FILE_PATH%/*}" "${FILE_PATH##*/}"; elif [ -e "$FILE_PATH" ]; then file_can_set "$FILE_PATH"; fi
  account_need user "$FILE_OWNER"
  account_need group "$FILE_GROUP"
  promise content "$FILE_PATH"
  file_keep_wanted
}

# file_keep_wanted: the file as it is wanted is $WORK/file.$TASK.
file_keep_wanted() {
  rm -rf -- "$WORK/file.$TASK"
  case ${FILE_WANTED:-} in
    text) put_temp "file.$TASK" "$FILE_TEXT" ;;
    bytes) put_temp_bytes "file.$TASK" "$FILE_TEXT" ;;
    *) file_keep_seen ;;
  esac
  file_take_rights
}

file_keep_seen() { file_seen_text >"$WORK/file.$TASK" || { why_not "$WORK"; cannot "cannot copy $FILE_PATH to $WORK: $WHY_NOT"; }; }

file_take_rights() {
  KEPT_RIGHTS=; [ ! -e "$FILE_SEEN" ] || KEPT_RIGHTS=$(stat -c '%a %u:%g' -- "$FILE_SEEN") || cannot "cannot stat $FILE_PATH"
  file_give_rights "$WORK/file.$TASK" 2>/dev/null || :   # the owner may be still to come
}

# file_foresee: leaves what $FILE_PATH will be in $WORK/file.$TASK, for the later tasks of a plan: only its rights change, or it is a new
# directory.
file_foresee() {
  [ "$MODE" = plan ] && [ "$FILE_NEW" != link ] || return 0
  if [ -d "$FILE_SEEN" ] || [ -n "$FILE_NEW" ]; then mkdir -m "${FILE_MODE:-755}" "$WORK/file.$TASK" || cannot_write "$WORK"
  elif [ -f "$FILE_SEEN" ]; then file_keep_seen
  else return 0; fi
  file_take_rights
  if [ -L "$FILE_PATH" ]; then promise content "$(readlink -f -- "$FILE_PATH")"; else promise content "$FILE_PATH"; fi
}

# file_validate WORD...: the command accepts the wanted file, whose name takes the place of %s.
file_validate() {
  [ -n "$_differs" ] || return 0
  have "$1" || missing "the file cannot be validated: command not found: $1" command "$1"
  for _word do
    shift
    case $_word in *%s*) _word=${_word%%\%s*}$WORK/file.$TASK${_word#*\%s} ;; esac
    set -- "$@" "$_word"
  done
  "$@" 3>&- || cannot "$1 does not accept the new $FILE_PATH"
}

# file_give_rights FILE: the owner, group and mode FILE must have: as given, else those of KEPT_RIGHTS, else root's and 0644.
file_give_rights() {
  _kept=${KEPT_RIGHTS%% *}
  [ -n "$_kept" ] || { _kept=644; [ ! -d "$1" ] || _kept=755; }
  [ -z "$KEPT_RIGHTS" ] || chown -- "${KEPT_RIGHTS#* }" "$1" || return 1
  file_set_owner "$1" && chmod -- "${FILE_MODE:-$_kept}" "$1"
}

# file_unlike: prints what is below this directory and has other rights than $FILE_MODE, $FILE_OWNER and $FILE_GROUP; links have no mode.
file_unlike() {
  set --
  [ -z "$FILE_MODE" ] || set -- "$@" -o ! -type l ! -perm "$FILE_MODE"
  [ -z "$FILE_OWNER" ] || set -- "$@" -o ! -user "$FILE_OWNER"
  [ -z "$FILE_GROUP" ] || set -- "$@" -o ! -group "$FILE_GROUP"
  [ $# -eq 0 ] || { shift; find . -mindepth 1 \( "$@" \); }
}

# file_set_rights_below DIRECTORY: of all that is below this one. Where others can exchange it meanwhile, one by one.
file_set_rights_below() {
  _others=$(find . -type d \( ! -user 0 ! -user "$MY_UID" -o -perm -020 -o -perm -002 \)) || return 1
  if [ -z "$_others" ] && ! foreign $HERE_STAT; then
    # The mode first: after the owner it would be others' already.
    [ -z "$FILE_MODE" ] || find . -mindepth 1 ! -type l -exec chmod -- "$FILE_MODE" {} + || return 1
    [ -z "$FILE_OWNER$FILE_GROUP" ] || chown -hR -- "$FILE_OWNER${FILE_GROUP:+:$FILE_GROUP}" . || return 1
  fi
  _unlike=$(file_unlike) || return 1
  [ -z "$_unlike" ] || while IFS= read -r _below; do
    hold "$PWD/${_below#./}" file_set_own_rights link
  done <<END
$_unlike
END
}

# file_set_own_rights FILE: of a link its owner alone.
file_set_own_rights() { if [ -L "$1" ]; then file_set_owner "$1"; else file_set_rights "$1"; fi; }

# file_put_link PATH TARGET: a link, which has its owner before its name.
file_put_link() {
  (
    reach "$1" make link
    box
    ln -s -- "$2" "./$ENTRY" && file_set_owner "./$ENTRY" && mv -f -- "./$ENTRY" .. && unbox ||
      { why_not .; unbox; cannot "cannot make the link $(where_it_is): $WHY_NOT"; }
  ) || exit "$?"
}

file_set_rights() { file_set_owner "$1" && { [ -z "$FILE_MODE" ] || chmod -- "$FILE_MODE" "$1"; }; }
file_set_owner() { [ -z "$FILE_OWNER$FILE_GROUP" ] || chown -h -- "$FILE_OWNER${FILE_GROUP:+:$FILE_GROUP}" "$1"; }

# file_put_wanted [BACKUP]: what the check wants takes the place of $FILE_PATH.
file_put_wanted() {
  OWNER=$FILE_OWNER
  if file_same_content; then hold "$FILE_PATH" file_give_rights; else replace "$FILE_PATH" file_print_wanted file_give_rights ${1:+file_back_up}; fi
}

file_same_content() {
  [ -f "$FILE_PATH" ] && _is=$(sha256sum <"$FILE_PATH") && _wanted=$(sha256sum <"$WORK/file.$TASK") && [ "$_is" = "$_wanted" ]
}

file_print_wanted() {
  [ ! -e "$WORK/read.$TASK" ] || same "$(cat "$WORK/read.$TASK")" "$ENTRY_STAT" || cannot "$FILE_PATH was exchanged after it had been read"
  cat "$WORK/file.$TASK"
}

file_back_up() { # NAME
  _backup=$1.$(date +%Y%m%d-%H%M%S)~ || return 1
  while [ -e "../$_backup" ] || [ -L "../$_backup" ]; do _backup=$_backup~; done
  ln -- "../$1" "./$_backup" 2>/dev/null || cp -pP -- "../$1" "./$_backup" || { rm -f -- "./$_backup"; return 1; }
  [ -f "./$_backup" ] && [ ! -L "./$_backup" ] && mv -f -- "./$_backup" .. || { rm -f -- "./$_backup"; return 1; }
  result backup "${FILE_PATH%/*}/$_backup"
}
