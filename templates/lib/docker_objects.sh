# uses: docker
# prefix: object
# Images, containers, networks and volumes of a Docker engine. DOCKER_SECONDS is the longest a
# call may take. Where an earlier planned task is going to set up the engine, nothing is there yet.

# object_need_engine: OBJECT_ENGINE is `there`, or `planned` while planning.
object_need_engine() {
  OBJECT_ENGINE=there
  have docker && docker_call version --format '{{.Server.Version}}' >/dev/null 2>"$WORK/engine" && return 0
  OBJECT_ENGINE=planned
  ! promised service docker || return 0
  have docker || cannot "the docker client is not installed; docker_engine brings it and the engine"
  cannot "the Docker engine does not answer: $(cat "$WORK/engine")"
}

# object_look KIND NAME FORMAT: sets OBJECT_SEEN to what the format makes of the object; false where there is none.
object_look() {
  OBJECT_SEEN=
  [ "$OBJECT_ENGINE" = there ] || return 1
  OBJECT_SEEN=$(docker_call "$1" inspect --format "$3" "$2" 2>"$WORK/look") && return 0
  OBJECT_SEEN=
  grep -qi 'no such\|not found' "$WORK/look" || cannot "docker $1 inspect failed: $(cat "$WORK/look")"
  return 1
}

# object_call ARGUMENT...: a failure is the task's, with the client's last line.
object_call() {
  docker_call "$@" >"$WORK/call" 2>&1 </dev/null || cannot "docker $1 failed: $(tail -n 3 "$WORK/call")"
}

# --- configuration, as lines "FIELD VALUE" -------------------------------------------------------------------------
# An object keeps the lines it was made with as its label io.drydock.config, so that every difference can be named,
# also that of a field which is no longer given.

OBJECT_LABEL=io.drydock.config

# object_add FIELD VALUE...: a line of OBJECT_WANTED for every value, in which a new line is \n and a backslash \\.
object_add() {
  _field=$1; shift
  for _value do
    case $_value in *"$NL"* | *\\*)
      _value=$(printf '%s.' "$_value" | sed 's/\\/\\\\/g' | awk '{ printf "%s%s", sep, $0; sep = "\\n" }'); _value=${_value%.} ;;
    esac
    OBJECT_WANTED="$OBJECT_WANTED$_field $_value$NL"
  done
}

# object_line LINE: sets OBJECT_FIELD and OBJECT_VALUE to what `object_add` was given.
object_line() {
  OBJECT_FIELD=${1%% *} OBJECT_VALUE=${1#* }
  case $OBJECT_VALUE in *\\*) OBJECT_VALUE=$(printf '%b.' "$OBJECT_VALUE"); OBJECT_VALUE=${OBJECT_VALUE%.} ;; esac
}

# object_want_config LABEL: wants, field by field, that the lines of LABEL are those of OBJECT_WANTED.
object_want_config() {
  [ "$1" != "${OBJECT_WANTED%"$NL"}" ] || return 0
  _fields=' '
  while read -r _field _; do
    case $_field:$_fields in :* | *" $_field "*) continue ;; esac
    _fields="$_fields$_field "
    want "$_field" "$(object_values "$_field" "$OBJECT_WANTED")" "$(object_values "$_field" "$1")"
  done <<END
$OBJECT_WANTED$1
END
}

object_values() { # FIELD LINES: its values, separated by spaces
  printf '%s\n' "$2" | (
    _all=
    while _name=; read -r _name _one || [ -n "$_name" ]; do [ "$_name" != "$1" ] || _all="$_all${_all:+ }$_one"; done
    printf %s "$_all"
  )
}

# --- images -------------------------------------------------------------------------------------------------------

# object_image_name NAME: sets OBJECT_IMAGE, with its tag: without one it is latest.
object_image_name() {
  OBJECT_IMAGE=$1
  case $1 in '' | -* | *[[:space:]]*) cannot "\"$1\" is not the name of an image" ;; esac
  case ${1##*/} in *@* | *:*) ;; *) OBJECT_IMAGE=$1:latest ;; esac
}

# object_archive_id FILE: prints the id of the first image that an archive of `docker save` holds.
object_archive_id() {
  { tar -xOf "$1" manifest.json 2>/dev/null || tar -xzOf "$1" manifest.json; } 2>/dev/null |
    sed -n 's/^[^{]*{"Config":"\([^"]*\)".*/\1/p' | sed 's/\.json$//; s/.*\///; s/^/sha256:/'
}

object_import_id() { # FILE CHANGE...: prints what names the import of this file with these changes
  _sum=$(sha256sum <"$1") || cannot "cannot read $1"; shift
  _sum=$(printf '%s\n' "${_sum%% *}" "$@" | sha256sum); echo "sha256:${_sum%% *}"
}
