# uses: account
# What the actions that write files share.
#
# A check leaves the file it wants, content and rights, in $WORK/$FILE_NAME. Its apply puts that file in place, and in a plan
# a later task of the same path compares with it: so each of several tasks on one file is predicted exactly. A task about several files
# numbers them: FILE_PART.

# file_removed PATH: defers when an earlier planned task removes PATH or a directory above it.
file_removed() {
  case $PROMISES in *"${NL}absent "*) ;; *) return 0 ;; esac
  _above=$1
  while [ -n "$_above" ]; do
    ! promised absent "$_above" || defer "an earlier task removes $_above" absent "$_above"
    _above=${_above%/*}
  done
}

# file_look PATH: sets $FILE_SEEN to the file that shows PATH as this task will find it, and $FILE_NAME.
file_look() {
  FILE_SEEN=$1 FILE_NAME=file.$TASK${FILE_PART:+.$FILE_PART}
  promised content "$1" || return 0
  _task=${PROMISES##*"${NL}content $1$NL"}
  FILE_SEEN=$WORK/file.${_task%%"$NL"*}
  _kept=${PROMISES%" $1$NL${_task%%"$NL"*}$NL"*} _kept=${_kept##*"$NL"}
  case $_kept in part.*) FILE_SEEN=$FILE_SEEN.${_kept#part.} ;; esac
  # A task of an earlier program, on the other side of a barrier.
  [ -e "$FILE_SEEN" ] || defer "an earlier task is going to change it" content "$1"
}

# file_need_directory PATH: PATH is a directory, or will be one.
file_need_directory() {
  [ ! -d "${1:-/}" ] || return 0
  ! promised directory "$1" || return 0
  ! file_makes_directory "$1" || return 0
  [ ! -e "$1" ] || cannot "$1 is not a directory"
  missing "the directory $1 does not exist; create it with file: {path: $1, state: directory}" path "$1"
}

# file_makes_directory PATH: the task itself is going to.
file_makes_directory() { case $_promises in *"${NL}directory $1$NL"*) return 0 ;; esac; return 1; }

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
  while _at=; read -r _ _ _ _ _at _options _rest || [ -n "$_at" ]; do
    case $_at in *\\0*) _at=$(printf %b "$_at") ;; esac   # a space is written as \040
    case $1/ in "${_at%/}"/*) ;; *) continue ;; esac
    _mount=$_at _how=$_options
    case ${_rest##* } in ro | ro,*) _how=ro ;; esac
  done <$_table
}

# file_target DEST [NAME]: sets $FILE_PATH to the regular file that DEST means (NAME in the directory DEST, the end of a link),
# and $FILE_SEEN.
file_target() {
  FILE_PATH=${1%"${1##*[!/]}"}
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
  file_settle_mode "$FILE_SEEN"
}

# file_settle_mode PATH [directory]: FILE_MODE becomes the bits that it means for PATH, or for what will be new there; what it was, if it was
# symbolic, is FILE_SYMBOLIC.
file_settle_mode() {
  FILE_SYMBOLIC=
  case $FILE_MODE in '' | *[!0-7]*) ;; *) return 0 ;; esac
  [ -n "$FILE_MODE" ] || return 0
  FILE_SYMBOLIC=$FILE_MODE
  _bits="644 8000 x"; [ -z "${2:-}" ] || _bits="755 4000 x"
  [ ! -e "$1" ] || _bits=$(stat -L -c '%a %f x' -- "$1") || cannot "cannot stat $1"
  FILE_MODE=$(printf '%s\n' "$_bits" | file_modes "$FILE_SYMBOLIC") || cannot "awk failed"
  FILE_MODE=${FILE_MODE%% *}
}

# file_modes SYMBOLIC: of lines "MODE KIND NAME", as stat -c "%a %f %n" prints them, "NEW MODE NAME": what chmod would make of it, umask 022.
file_modes() {
  awk -v symbolic="$1" '
    function has(n, bit) { return int(n / bit) % 2 }
    function with_bits(n, v,   b) { for (b = 1; b <= 4; b *= 2) if (has(v, b) && !has(n, b)) n += b; return n }
    function without(n, v,   b) { for (b = 1; b <= 4; b *= 2) if (has(v, b) && has(n, b)) n -= b; return n }
    function permitted(letters, all,   v) {
      if (letters ~ /^[ugo]$/) return before[letters]
      return 4 * (letters ~ /r/) + 2 * (letters ~ /w/) + (letters ~ /x/ || letters ~ /X/ && (folder || all))
    }
    function change(op, who, letters, masked,   i, c, v, s, all, names) {
      for (c in bits) before[c] = bits[c]
      all = has(bits["u"], 1) || has(bits["g"], 1) || has(bits["o"], 1)
      split("u g o", names, " ")
      for (i = 1; i <= 3; i++) {
        c = names[i]
        if (!index(who, c)) continue
        v = permitted(letters, all); if (masked && c != "u") v = without(v, 2)
        s = c == "o" ? 0 : letters ~ /s/ ? (c == "u" ? 4 : 2) : 0
        if (op == "+") { bits[c] = with_bits(bits[c], v); special = with_bits(special, s) }
        else if (op == "-") { bits[c] = without(bits[c], v); special = without(special, s) }
        else {
          bits[c] = v
          if (!folder && c != "o") special = without(special, c == "u" ? 4 : 2)
          special = with_bits(special, s)
        }
      }
      if (letters ~ /t/ && (masked || index(who, "o"))) special = op == "-" ? without(special, 1) : with_bits(special, 1)
      else if (op == "=" && index(who, "o")) special = without(special, 1)
    }
    $1 ~ /^[0-7]+$/ && $2 ~ /^[0-9a-f]+$/ {
      old = "0000" $1; old = substr(old, length(old) - 3); folder = $2 ~ /^4...$/
      special = substr(old, 1, 1) + 0; bits["u"] = substr(old, 2, 1) + 0; bits["g"] = substr(old, 3, 1) + 0; bits["o"] = substr(old, 4, 1) + 0
      clauses = split(symbolic, clause, ",")
      for (k = 1; k <= clauses; k++) {
        match(clause[k], /^[ugoa]*/); who = substr(clause[k], 1, RLENGTH); rest = substr(clause[k], RLENGTH + 1)
        masked = who == ""; if (masked || who ~ /a/) who = "ugo"
        while (rest != "") {
          op = substr(rest, 1, 1); rest = substr(rest, 2); match(rest, /^[ugorwxXst]*/)
          change(op, who, substr(rest, 1, RLENGTH), masked); rest = substr(rest, RLENGTH + 1)
        }
      }
      print special bits["u"] bits["g"] bits["o"], $1, substr($0, length($1 " " $2) + 2)
    }'
}

# file_chmod MODE FILE: all of the bits, also those that chmod leaves a directory when they are not named.
file_chmod() { case $1 in *[!0-7]*) chmod -- "$1" "$2" ;; *) chmod -- "00$1" "$2" ;; esac; }

# file_end_of PATH [link]: sets FILE_END to where its links lead, or with link, to where it is itself; fails where reach refuses to go.
file_end_of() {
  OWNER=$FILE_OWNER
  FILE_END=$(reach "$1" '' "${2:-}" && where_it_is && echo .) || exit "$?"
  FILE_END=${FILE_END%.}
}

# file_seen_text: prints what the file of $FILE_SEEN holds.
file_seen_text() { if [ "$FILE_SEEN" = "$FILE_PATH" ]; then contents "$FILE_PATH" "read.$FILE_NAME"; else cat -- "$FILE_SEEN"; fi; }

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
  want "${OF}sha256" "$1" "${FILE_SUM%% *}"
}

# file_want_of_host FILE [HIDDEN]: the content of $FILE_PATH is that of FILE, of this host; what differs is shown where it is a text that is not large.
file_want_of_host() {
  FILE_TEXT=
  [ "$(wc -c <"$1")" -gt 262144 ] || FILE_TEXT=$(cat -- "$1"; echo .)
  if [ "$(wc -c <"$1")" -eq "$((${#FILE_TEXT} - 1))" ]; then file_want_text "${FILE_TEXT%.}" "${2:-}"; return 0; fi
  _wanted=$(sha256sum <"$1") || cannot "cannot read $1"
  file_want_bytes "${_wanted%% *}" "$1"
  FILE_WANTED=copy
}

# file_want_directory PATH: it is one, and so are all above it; a new one is made by file_make_directory.
file_want_directory() {
  if [ -d "$1" ] || promised directory "$1" || file_makes_directory "$1"; then return 0; fi
  [ ! -e "$1" ] || cannot "$1 is not a directory"
  _above=$1
  while [ -n "$_above" ] && [ ! -e "$_above" ] && ! promised directory "$_above" && ! file_makes_directory "$_above"; do
    want "$_above" directory absent
    promise path "$_above"; promise directory "$_above"
    _above=${_above%/*}
  done
  file_need_directory "$_above"
  file_can_change "$_above"
}

# file_make_directory PATH MODE: where it is not there yet.
file_make_directory() { [ -d "$1" ] || { make_directory "$1" "${2:-755}"; hold "$1" file_set_owner; }; }

# file_want_rights: $FILE_MODE, $FILE_OWNER and $FILE_GROUP of $FILE_PATH, each empty to leave it. Comes last: when anything differs, it leaves the
# wanted file in $WORK/$FILE_NAME.
file_want_rights() {
  want_meta "$FILE_SEEN" "$FILE_MODE" "$FILE_OWNER" "$FILE_GROUP"
  [ -n "$_differs" ] || return 0
  if [ -n "${FILE_WANTED:-}" ]; then file_can_change "${FILE_PATH%/*}" "${FILE_PATH##*/}"; elif [ -e "$FILE_PATH" ]; then file_can_set "$FILE_PATH"; fi
  account_need user "$FILE_OWNER"
  account_need group "$FILE_GROUP"
  promise content "$FILE_PATH"
  [ -z "${FILE_PART:-}" ] || promise "part.$FILE_PART" "$FILE_PATH"
  file_keep_wanted
}

# file_keep_wanted: the file as it is wanted is $WORK/$FILE_NAME.
file_keep_wanted() {
  rm -rf -- "$WORK/${FILE_NAME:?}"
  case ${FILE_WANTED:-} in
    text) put_temp "$FILE_NAME" "$FILE_TEXT" ;;
    bytes) put_temp_bytes "$FILE_NAME" "$FILE_TEXT" ;;
    later) return 0 ;;   # what it will be is not known yet
    copy) cat -- "$FILE_TEXT" >"$WORK/$FILE_NAME" || cannot_write "$WORK" ;;
    *) file_keep_seen ;;
  esac
  file_take_rights
}

file_keep_seen() { file_seen_text >"$WORK/$FILE_NAME" || { why_not "$WORK"; cannot "cannot copy $FILE_PATH to $WORK: $WHY_NOT"; }; }

file_take_rights() {
  KEPT_RIGHTS=; [ ! -e "$FILE_SEEN" ] || KEPT_RIGHTS=$(stat -c '%a %u:%g' -- "$FILE_SEEN") || cannot "cannot stat $FILE_PATH"
  file_give_rights "$WORK/$FILE_NAME" 2>/dev/null || :   # the owner may be still to come
}

# file_foresee: leaves what $FILE_PATH will be in $WORK/$FILE_NAME, for the later tasks of a plan: only its rights change, or it is a new
# directory.
file_foresee() {
  [ "$MODE" = plan ] && [ "$FILE_NEW" != link ] || return 0
  if [ -d "$FILE_SEEN" ] || [ -n "$FILE_NEW" ]; then mkdir -m "${FILE_MODE:-755}" "$WORK/$FILE_NAME" || cannot_write "$WORK"
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
    case $_word in *%s*) _word=${_word%%\%s*}$WORK/$FILE_NAME${_word#*\%s} ;; esac
    set -- "$@" "$_word"
  done
  "$@" 3>&- || cannot "$1 does not accept the new $FILE_PATH"
}

# file_give_rights FILE: the owner, group and mode FILE must have: as given, else those of KEPT_RIGHTS, else root's and 0644.
file_give_rights() {
  _kept=${KEPT_RIGHTS%% *}
  [ -n "$_kept" ] || { _kept=644; [ ! -d "$1" ] || _kept=755; }
  [ -z "$KEPT_RIGHTS" ] || chown -- "${KEPT_RIGHTS#* }" "$1" || return 1
  file_set_owner "$1" && file_chmod "${FILE_MODE:-$_kept}" "$1"
}

# file_unlike: prints what is below this directory and has other rights than $FILE_MODE, $FILE_OWNER and $FILE_GROUP; links have no mode.
file_unlike() {
  set --
  [ -z "$FILE_MODE" ] || [ -n "$FILE_SYMBOLIC" ] || set -- "$@" -o ! -type l ! -perm "$FILE_MODE"
  [ -z "$FILE_OWNER" ] || set -- "$@" -o ! -user "$FILE_OWNER"
  [ -z "$FILE_GROUP" ] || set -- "$@" -o ! -group "$FILE_GROUP"
  [ $# -eq 0 ] || { shift; find . -mindepth 1 \( "$@" \) || return 1; }
  [ -z "$FILE_SYMBOLIC" ] || file_unlike_symbolic
}

file_unlike_symbolic() {
  find . -mindepth 1 ! -type l -exec stat -c '%a %f %n' -- {} + | file_modes "$FILE_SYMBOLIC" |
    while _new=; read -r _new _old _name || [ -n "$_new" ]; do [ "${_new#"${_new%%[!0]*}"}" = "${_old#"${_old%%[!0]*}"}" ] || printf '%s\n' "$_name"; done
}

# file_set_rights_below DIRECTORY: of all that is below this one. Where others can exchange it meanwhile, one by one.
file_set_rights_below() {
  FILE_MODE=${FILE_SYMBOLIC:-$FILE_MODE}
  _others=$(find . -type d \( ! -user 0 ! -user "$MY_UID" -o -perm -020 -o -perm -002 \)) || return 1
  if [ -z "$_others" ] && ! foreign $HERE_STAT; then
    _mode=$FILE_MODE; [ -n "$FILE_SYMBOLIC" ] || _mode=00$FILE_MODE
    # The mode first: after the owner it would be others' already.
    [ -z "$FILE_MODE" ] || find . -mindepth 1 ! -type l -exec chmod -- "$_mode" {} + || return 1
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

file_set_rights() { file_set_owner "$1" && { [ -z "$FILE_MODE" ] || file_chmod "$FILE_MODE" "$1"; }; }
file_set_owner() { [ -z "$FILE_OWNER$FILE_GROUP" ] || chown -h -- "$FILE_OWNER${FILE_GROUP:+:$FILE_GROUP}" "$1"; }

# file_put_wanted [BACKUP]: what the check wants takes the place of $FILE_PATH.
file_put_wanted() {
  OWNER=$FILE_OWNER
  if file_same_content; then hold "$FILE_PATH" file_give_rights; else replace "$FILE_PATH" file_print_wanted file_give_rights ${1:+file_back_up}; fi
}

file_same_content() {
  [ -f "$FILE_PATH" ] && _is=$(sha256sum <"$FILE_PATH") && _wanted=$(sha256sum <"$WORK/$FILE_NAME") && [ "$_is" = "$_wanted" ]
}

file_print_wanted() {
  [ ! -e "$WORK/read.$FILE_NAME" ] || same "$(cat "$WORK/read.$FILE_NAME")" "$ENTRY_STAT" || cannot "$FILE_PATH was exchanged after it had been read"
  cat "$WORK/$FILE_NAME"
}

file_back_up() { # NAME
  _backup=$1.$(date +%Y%m%d-%H%M%S)~ || return 1
  while [ -e "../$_backup" ] || [ -L "../$_backup" ]; do _backup=$_backup~; done
  ln -- "../$1" "./$_backup" 2>/dev/null || cp -pP -- "../$1" "./$_backup" || { rm -f -- "./$_backup"; return 1; }
  [ -f "./$_backup" ] && [ ! -L "./$_backup" ] && mv -f -- "./$_backup" .. || { rm -f -- "./$_backup"; return 1; }
  result backup "${FILE_PATH%/*}/$_backup"
}
