# Images, containers, networks and volumes of a Docker engine. Needs the library docker; SECONDS_EACH is the longest a
# call may take. Where an earlier planned task is going to set up the engine, nothing is there yet.

# need_engine: ENGINE is `there`, or `planned` while planning.
need_engine() {
  ENGINE=there
  have docker && call version --format '{{.Server.Version}}' >/dev/null 2>"$D/engine" && return 0
  ENGINE=planned
  ! promised service docker || return 0
  have docker || cannot "the docker client is not installed; docker_engine brings it and the engine"
  cannot "the Docker engine does not answer: $(cat "$D/engine")"
}

# docker_look KIND NAME FORMAT: sets SEEN to what the format makes of the object; false where there is none.
docker_look() {
  SEEN=
  [ "$ENGINE" = there ] || return 1
  SEEN=$(call "$1" inspect --format "$3" "$2" 2>"$D/look") && return 0
  SEEN=
  grep -qi 'no such\|not found' "$D/look" || cannot "docker $1 inspect failed: $(cat "$D/look")"
  return 1
}

# do_call ARGUMENT...: a failure is the task's, with the client's last line.
do_call() {
  call "$@" >"$D/call" 2>&1 </dev/null || cannot "docker $1 failed: $(tail -n 3 "$D/call")"
}

# --- configuration, as lines "FIELD VALUE" -------------------------------------------------------------------------
# An object keeps the lines it was made with as its label io.drydock.config, so that every difference can be named,
# also that of a field which is no longer given.

CONFIG_LABEL=io.drydock.config

# add FIELD VALUE...: a line of WANTED for every value, in which a new line is \n and a backslash \\.
add() {
  _field=$1; shift
  for _value do
    case $_value in *"$NL"* | *\\*)
      _value=$(printf '%s.' "$_value" | sed 's/\\/\\\\/g' | awk '{ printf "%s%s", sep, $0; sep = "\\n" }'); _value=${_value%.} ;;
    esac
    WANTED="$WANTED$_field $_value$NL"
  done
}

# line_of LINE: sets FIELD and VALUE to what `add` was given.
line_of() {
  FIELD=${1%% *} VALUE=${1#* }
  case $VALUE in *\\*) VALUE=$(printf '%b.' "$VALUE"); VALUE=${VALUE%.} ;; esac
}

# want_config LABEL: wants, field by field, that the lines of LABEL are those of WANTED.
want_config() {
  [ "$1" != "${WANTED%"$NL"}" ] || return 0
  _fields=' '
  while read -r _field _; do
    case $_field:$_fields in :* | *" $_field "*) continue ;; esac
    _fields="$_fields$_field "
    want "$_field" "$(values "$_field" "$WANTED")" "$(values "$_field" "$1")"
  done <<END
$WANTED$1
END
}

values() { # FIELD LINES: its values, separated by spaces
  printf '%s\n' "$2" | (
    _all=
    while read -r _name _one || [ -n "$_name" ]; do [ "$_name" != "$1" ] || _all="$_all${_all:+ }$_one"; done
    printf %s "$_all"
  )
}

# --- images -------------------------------------------------------------------------------------------------------

# image_name NAME: sets IMAGE, with its tag: without one it is latest.
image_name() {
  IMAGE=$1
  case $1 in '' | -* | *[[:space:]]*) cannot "\"$1\" is not the name of an image" ;; esac
  case ${1##*/} in *@* | *:*) ;; *) IMAGE=$1:latest ;; esac
}

# archive_id FILE: prints the id of the first image that an archive of `docker save` holds.
archive_id() {
  { tar -xOf "$1" manifest.json 2>/dev/null || tar -xzOf "$1" manifest.json; } 2>/dev/null |
    sed -n 's/^[^{]*{"Config":"\([^"]*\)".*/\1/p' | sed 's/\.json$//; s/.*\///; s/^/sha256:/'
}

import_id() { # FILE CHANGE...: prints what names the import of this file with these changes
  _sum=$(sha256sum <"$1") || cannot "cannot read $1"; shift
  _sum=$(printf '%s\n' "${_sum%% *}" "$@" | sha256sum); echo "sha256:${_sum%% *}"
}
