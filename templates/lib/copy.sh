# uses: file
# What copy does besides what all actions do that write files: folders, and files of the host itself.

# copy_to DEST NAME: COPY_BASE is where a folder of that name goes; without one, where what is in it goes.
copy_to() {
  COPY_BASE=${1%"${1##*[!/]}"}; COPY_BASE=$COPY_BASE${2:+/$2}; : "${COPY_BASE:=/}"
  COPY_DIFFERS=
}

# copy_want_directory PATH: below COPY_BASE, the directory is wanted.
copy_want_directory() {
  _folder=$COPY_BASE${1:+/$1} OF="$_folder "
  if [ -d "$_folder" ]; then want_meta "$_folder" '' "$FILE_OWNER" "$FILE_GROUP"; else file_want_directory "$_folder"; fi
  OF=
}

# copy_part NUMBER PATH MODE: begins with a file below COPY_BASE.
copy_part() {
  FILE_PART=$1 FILE_MODE=$3 FILE_WANTED=
  file_target "$COPY_BASE/$2"
  COPY_DIFFERS=$COPY_DIFFERS$_differs _differs= OF="$FILE_PATH "
}

# copy_want_parts: all parts together.
copy_want_parts() { _differs=$COPY_DIFFERS$_differs OF= FILE_PART=; }

# copy_put_part NUMBER PATH MODE [backup]: what the check wants of this part.
copy_put_part() {
  FILE_PART=$1 FILE_MODE=$3
  file_target "$COPY_BASE/$2"
  [ ! -e "$WORK/$FILE_NAME" ] || file_put_wanted ${4:+backup}
}

# copy_source PATH: sets COPY_FROM to what shows the file or directory of this host as this task will find it.
copy_source() {
  file_removed "$1"
  file_look "$1"; COPY_FROM=$FILE_SEEN
  case $PROMISES in *"${NL}path $1/"* | *"${NL}absent $1/"*) defer "an earlier task changes what is below $1" ;; esac
  [ -f "$COPY_FROM" ] || [ -d "$COPY_FROM" ] || missing "there is no $1 on this host" path "$1"
}

# copy_mode_of FILE MODE: sets FILE_MODE to MODE, or, where that is preserve, to the one of FILE.
copy_mode_of() { FILE_MODE=$2; [ "$2" != preserve ] || FILE_MODE=$(stat -L -c %a -- "$1") || cannot "cannot stat $1"; }

# copy_each FROM VERB: calls VERB NUMBER directory|file PATH for all that is below the directory FROM of this host.
copy_each() {
  _below=$(cd -P -- "$1" && find -L . -mindepth 1 \( -type d -o -type f \) ! -path "*$NL*" | sort) || cannot "cannot look at what is below $1"
  _part=0
  while IFS= read -r _each; do
    [ -n "$_each" ] || break
    _part=$((_part + 1)) _each=${_each#./}
    _kind='file'; [ ! -d "$1/$_each" ] || _kind=directory
    "$2" "$_part" "$_kind" "$_each" </dev/null   # a command that validates it might read the other paths
  done <<END
$_below
END
}
