# uses: file
# Archives, which are unpacked into a folder that nobody else enters before anything of them is compared or put in place.
#
# UNARCHIVE_FILE is the archive, UNARCHIVE_DEST where it goes, UNARCHIVE_STRIP the leading parts of names to leave out, UNARCHIVE_EXCLUDE patterns, a line each.

# unarchive_option TEXT: takes one of the options of tar.
unarchive_option() {
  case $1 in
    --strip-components=[0-9] | --strip=[0-9]) UNARCHIVE_STRIP=${1#*=} ;;
    *) cannot "$1 is not taken: --strip-components=NUMBER is the only option, exclude, mode, owner and group are arguments" ;;
  esac
}

# unarchive_unpack: into this folder, with the rights that are wanted.
unarchive_unpack() {
  _magic=$(head -c 6 "$UNARCHIVE_FILE" | od -An -tx1 | tr -d ' \n')
  case $_magic in
    504b0304* | 504b0506*) unarchive_zip ;;
    1f8b*) unarchive_tar gzip ;;
    425a68*) unarchive_tar bzip2 ;;
    fd377a585a00) unarchive_tar xz ;;
    28b52ffd*) unarchive_tar zstd ;;
    *) unarchive_tar cat ;;
  esac
  _odd=$(find . -mindepth 1 ! -type d ! -type f ! -type l | head -n 1; find . -path "*$NL*" | head -n 1)
  [ -z "$_odd" ] || cannot "the archive holds $_odd, which is neither a file, a directory nor a link, or has a line break in its name"
  unarchive_rights
}

unarchive_rights() {
  [ -z "$FILE_OWNER$FILE_GROUP" ] || find . -mindepth 1 -exec chown -h -- "$FILE_OWNER${FILE_GROUP:+:$FILE_GROUP}" {} + || cannot "cannot set the owner of what is unpacked"
  [ -z "$FILE_MODE" ] || find . -mindepth 1 ! -type l -exec chmod -- "$FILE_MODE" {} + || cannot "cannot set the mode of what is unpacked"
}

unarchive_zip() {
  have unzip || missing "command not found: unzip; install it with package: {name: unzip}" command unzip
  [ "$UNARCHIVE_STRIP" = 0 ] || cannot "names in a zip are taken whole: --strip-components is for tar"
  set -f; _ifs=$IFS; IFS=$NL
  # shellcheck disable=SC2086
  set -- $UNARCHIVE_EXCLUDE
  IFS=$_ifs; set +f
  [ $# -eq 0 ] || set -- -x "$@"
  unzip -q -o "$UNARCHIVE_FILE" "$@" >/dev/null 2>&1 || unarchive_failed
}

unarchive_tar() { # PROGRAM
  have tar || missing "command not found: tar; install it with package: {name: tar}" command tar
  have "$1" || missing "command not found: $1, which has packed the archive" command "$1"
  set -- "$1" "$UNARCHIVE_STRIP"
  case $1 in cat) set -- cat "$2" ;; *) set -- "$1 -dc" "$2" ;; esac
  _tar="tar -xpf -"; [ "$2" = 0 ] || _tar="$_tar --strip-components=$2"
  if [ -n "$UNARCHIVE_EXCLUDE" ]; then
    case $(tar --help 2>&1) in *exclude-from*) ;; *) missing "the tar of this host cannot leave members out: install tar" command tar ;; esac
    put_temp "exclude.$TASK" "$UNARCHIVE_EXCLUDE"
    _tar="$_tar -X $WORK/exclude.$TASK"
  fi
  # shellcheck disable=SC2086
  { $1 <"$UNARCHIVE_FILE" 2>/dev/null || put_temp "cut.$TASK" ''; } | $_tar 2>/dev/null || unarchive_failed
  [ ! -e "$WORK/cut.$TASK" ] || unarchive_failed
}

unarchive_failed() { why_not .; case $WHY_NOT in no\ *) ;; *) WHY_NOT="it is damaged, or no archive" ;; esac; cannot "$UNARCHIVE_FILE cannot be unpacked: $WHY_NOT"; }

# unarchive_stated ARGUMENT-LIST-FILE: of these paths, below this folder, one line each: of a directory only that it is one, unless its rights are wanted.
unarchive_stated() {
  [ -s "$1" ] || return 0
  _all=; [ -z "$FILE_OWNER$FILE_GROUP$FILE_MODE" ] || _all=yes
  tr '\n' '\000' <"$1" | xargs -0 stat -c '%a %u %g %F %N' -- 2>/dev/null | sed 's/regular empty file/regular file/' |
    if [ -n "$_all" ]; then cat; else sed 's/^[0-7]* [0-9]* [0-9]* directory/directory/'; fi
}

# unarchive_compare: of this folder, into which the archive has been unpacked, sets UNARCHIVE_OTHER to the paths that are missing or other in UNARCHIVE_DEST.
unarchive_compare() {
  find . -mindepth 1 | sort >"$WORK/members.$TASK" || cannot_write "$WORK"
  [ -s "$WORK/members.$TASK" ] || cannot "nothing is left of $UNARCHIVE_FILE to unpack"
  find . -type f -exec sha256sum {} + >"$WORK/sums.$TASK" || cannot_write "$WORK"
  unarchive_stated "$WORK/members.$TASK" >"$WORK/wanted.$TASK"
  [ "$(wc -l <"$WORK/wanted.$TASK")" -eq "$(wc -l <"$WORK/members.$TASK")" ] || cannot "what is unpacked cannot be compared"
  UNARCHIVE_OTHER=$(
    {
      [ ! -s "$WORK/sums.$TASK" ] || (cd "$UNARCHIVE_DEST" 2>/dev/null && sha256sum -c "$WORK/sums.$TASK" 2>/dev/null || :) | sed -n 's/: FAILED.*$//p'
      (cd "$UNARCHIVE_DEST" 2>/dev/null && unarchive_stated "$WORK/members.$TASK") >"$WORK/found.$TASK"
      paste -d '\n' "$WORK/members.$TASK" "$WORK/wanted.$TASK" | awk -v found="$WORK/found.$TASK" '
        BEGIN { while ((getline line < found) > 0) is[line] = 1 }
        NR % 2 { path = $0; next }
        !($0 in is) { print path }'
    } | sort -u
  ) || cannot "what is unpacked cannot be compared"
}

# unarchive_want: what the archive holds is in UNARCHIVE_DEST.
unarchive_want() {
  UNARCHIVE_OTHER=$(
    mkdir -m 700 "$WORK/stage.$TASK" && cd "$WORK/stage.$TASK" || cannot_write "$WORK"
    unarchive_unpack
    unarchive_compare
    printf '%s\n' "$UNARCHIVE_OTHER"
  ) || exit "$?"
  rm -rf "$WORK/stage.$TASK"
  [ -n "$UNARCHIVE_OTHER" ] || return 0
  file_can_change "$UNARCHIVE_DEST"
  _shown=0
  while IFS= read -r _path; do
    _shown=$((_shown + 1))
    [ "$_shown" -le 20 ] || continue
    if [ -e "$UNARCHIVE_DEST/$_path" ] || [ -L "$UNARCHIVE_DEST/$_path" ]; then want "$UNARCHIVE_DEST/${_path#./}" "as in the archive" other; else want "$UNARCHIVE_DEST/${_path#./}" "as in the archive" absent; fi
    promise path "$UNARCHIVE_DEST/${_path#./}"
  done <<END
$UNARCHIVE_OTHER
END
  [ "$_shown" -le 20 ] || want more "$((_shown - 20)) others as in the archive" ''
}

# unarchive_put: puts there what is missing or other: what is not there at all in one move, else file by file.
unarchive_put() {
  (
    reach "$UNARCHIVE_DEST/."
    box
    finally 'rm -rf ./..?* ./.[!.]* ./*; cd -P .. && rmdir -- "$BOX"'
    unarchive_unpack
    unarchive_compare
    _moved=
    while IFS= read -r _other; do
      [ -n "$_other" ] || continue
      _top=${_other#./}; _top=${_top%%/*}
      case $_moved in *"/$_top/"*) continue ;; esac
      if [ -e "../$_top" ] || [ -L "../$_top" ]; then unarchive_put_one "$_other"
      else mv -n -- "./$_top" .. && [ ! -e "./$_top" ] || { why_not ..; cannot "cannot write in $UNARCHIVE_DEST: $WHY_NOT"; }; _moved="$_moved/$_top/"; fi
    done <<END
$UNARCHIVE_OTHER
END
  ) || exit "$?"
}

unarchive_put_one() { # PATH
  _to=$UNARCHIVE_DEST/${1#./} _here=$PWD _member=$1
  if [ -L "$1" ]; then
    [ ! -d "$_to" ] || [ -L "$_to" ] || cannot "$_to is a directory, and a link in the archive"
    FILE_OWNER= FILE_GROUP=; file_put_link "$_to" "$(readlink -- "$1")"
  elif [ -d "$1" ]; then
    make_directory "$_to" "$(stat -c %a -- "$1")"; hold "$_to" unarchive_take_rights
  else
    [ ! -d "$_to" ] || cannot "$_to is a directory, and a file in the archive"
    replace "$_to" unarchive_print unarchive_take_rights
  fi
}

unarchive_print() { cat -- "$_here/$_member"; }
unarchive_take_rights() { chown -- "$(stat -c %u:%g -- "$_here/$_member")" "$1" && file_chmod "$(stat -c %a -- "$_here/$_member")" "$1"; }
