# uses: docker docker_objects
# prefix: container
# Containers by their configuration; see docker_objects.sh. A configuration's fields are the options of `docker create`.

container_look() { # NAME: sets CONTAINER_IMAGE, CONTAINER_STATE, CONTAINER_MEMORY, CONTAINER_CPUS, CONTAINER_RESTART, CONTAINER_NETWORKS and CONTAINER_CONFIG; false where there is none
  object_look container "$1" '{{.Image}} {{.State.Running}} {{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.RestartPolicy.Name}}{{println}}{{.HostConfig.NetworkMode}}{{range $k, $v := .NetworkSettings.Networks}} {{$k}}{{end}}{{println}}{{index .Config.Labels "io.drydock.config"}}' || return 1
  _first=${OBJECT_SEEN%%"$NL"*} _rest=${OBJECT_SEEN#*"$NL"}
  CONTAINER_NETWORKS=${_rest%%"$NL"*} CONTAINER_CONFIG=
  case $_rest in *"$NL"*) CONTAINER_CONFIG=${_rest#*"$NL"} ;; esac
  read -r CONTAINER_IMAGE CONTAINER_STATE CONTAINER_MEMORY CONTAINER_CPUS CONTAINER_RESTART <<END
$_first
END
  case $CONTAINER_STATE in true) CONTAINER_STATE=running ;; *) CONTAINER_STATE=stopped ;; esac
}

# container_need_networks: those wanted must be there, or be made by an earlier task.
container_need_networks() {
  for _network in $(object_values network "$OBJECT_WANTED"); do
    case $_network in bridge | default | host | none | container:*) continue ;; esac
    promised network "$_network" || object_look network "$_network" '{{.Id}}' || cannot "there is no network $_network; docker_network makes it"
  done
}

# container_want_inspected CPUS: wants what can have changed since the container was made: its image's name, limits, policy, networks.
container_want_inspected() {
  if promised image "$OBJECT_IMAGE"; then want image "$OBJECT_IMAGE as it will be" "${CONTAINER_IMAGE#sha256:}"
  elif object_look image "$OBJECT_IMAGE" '{{.Id}}'; then want image "$OBJECT_SEEN" "$CONTAINER_IMAGE"
  fi
  want memory "$(object_values memory "$OBJECT_WANTED")" "$CONTAINER_MEMORY"
  want cpus "$(container_nano "${1:-0}")" "$CONTAINER_CPUS"
  _policy=$(object_values restart "$OBJECT_WANTED")
  want restart "${_policy%%:*}" "${CONTAINER_RESTART:-no}"
  case $CONTAINER_NETWORKS in container:*) return 0 ;; esac
  want network "$(container_sorted $(object_values network "$OBJECT_WANTED" | sed 's/^default$/bridge/'))" "$(container_sorted ${CONTAINER_NETWORKS#* })"
}

container_sorted() { _sorted=$(printf '%s\n' "$@" | sort | tr '\n' ' '); echo "${_sorted% }"; }

container_nano() { # CPUS: prints them in billionths, by text: no number of a shell holds all of them
  _whole=${1%%.*} _part=; case $1 in *.*) _part=${1#*.} ;; esac
  case $_whole$_part in '' | *[!0-9]*) cannot "\"$1\" is not a number of processors" ;; esac
  _part=${_part%"${_part##*[!0]}"}
  while [ "${#_part}" -lt 9 ]; do _part=${_part}0; done
  _nano=$_whole$_part; _nano=${_nano#"${_nano%%[!0]*}"}
  echo "${_nano:-0}"
}

container_safe_name() { # NAME: of a variable which does not change what the client itself does
  case $1 in
    '' | [0-9]* | *[!A-Za-z0-9_]* | PATH | HOME | IFS | LD_* | DOCKER_*) cannot "$1 cannot be a name in secret_env; give it in env" ;;
  esac
}

# container_pull_first IMAGE WHEN PLATFORM: what `docker create` would pull is pulled while the old container still runs. WHEN and
# PLATFORM are its options of that name.
container_pull_first() {
  case $2 in never) return 0 ;; always) ;; *) ! docker_call image inspect --format . "$1" >/dev/null 2>&1 || return 0 ;; esac
  object_call pull ${3:+--platform "$3"} "$1"
}

container_aside() { # NAME SECONDS: the container that is there makes place
  CONTAINER_RAN=$(docker_call container inspect --format '{{.State.Status}}' "$1" 2>/dev/null) || return 0
  docker_call rm -f "$1.drydock-old" >/dev/null 2>&1 || :
  object_call rename "$1" "$1.drydock-old"
  try object_call stop -t "$2" "$1.drydock-old" || container_back "$1"
}

container_back() { # NAME: undoes `container_aside` after a failure, which has been told
  docker_call rm -f -v "$1" >/dev/null 2>&1 || :
  docker_call rename "$1.drydock-old" "$1" >/dev/null 2>&1 || end_task 14
  case $CONTAINER_RAN in
    running | restarting) ! docker_call start "$1" >/dev/null 2>&1 || say "the old container $1 runs again" ;;
    *) say "the old container $1 is back, stopped as it was" ;;
  esac
  end_task 14
}

# container_create NAME CONFIG STATE: CONFIG is a file of lines. Its first network is given at once, the others are joined.
container_create() {
  _name=$1 _config=$2 _state=$3 _image='' _networks='' _first=''
  set -- --name "$1" --label "$OBJECT_LABEL=$(cat "$2")"
  while _line=; IFS= read -r _line || [ -n "$_line" ]; do
    object_line "$_line"
    case $OBJECT_FIELD in
      image) _image=$OBJECT_VALUE ;;
      command) ;;
      secret-env) set -- "$@" --env "$OBJECT_VALUE" ;;
      network) if [ -z "$_first" ]; then _first=1; set -- "$@" --network "$OBJECT_VALUE"; else _networks="$_networks $OBJECT_VALUE"; fi ;;
      *) set -- "$@" "--$OBJECT_FIELD=$OBJECT_VALUE" ;;
    esac
  done <"$_config"
  set -- "$@" "$_image"
  while _line=; IFS= read -r _line || [ -n "$_line" ]; do case $_line in 'command '*) object_line "$_line"; set -- "$@" "$OBJECT_VALUE" ;; esac; done <"$_config"
  object_call create "$@"
  for _network in $_networks; do object_call network connect "$_network" "$_name"; done
  [ "$_state" = started ] || return 0
  object_call start "$_name"
  container_stays "$_name" || cannot "the container $_name ends at once: $CONTAINER_SAID"
}

# container_stays NAME: whether it still runs a second later; CONTAINER_SAID is what it said last.
container_stays() {
  sleep 1
  CONTAINER_SAID=
  [ "$(docker_call inspect --format '{{.State.Running}} {{.State.Restarting}}' "$1")" != 'true false' ] || return 0
  CONTAINER_SAID=$(docker_call logs --tail 3 "$1" 2>&1)
  return 1
}
