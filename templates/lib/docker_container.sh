# Containers by their configuration; see docker_objects.sh. A configuration's fields are the options of `docker create`.

look_container() { # NAME: sets HAS_IMAGE, HAS_STATE, HAS_LIMITS, HAS_NETWORKS and HAS_CONFIG; false where there is none
  docker_look container "$1" '{{.Image}} {{.State.Running}} {{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.RestartPolicy.Name}}{{println}}{{.HostConfig.NetworkMode}}{{range $k, $v := .NetworkSettings.Networks}} {{$k}}{{end}}{{println}}{{index .Config.Labels "io.drydock.config"}}' || return 1
  _first=${SEEN%%"$NL"*} _rest=${SEEN#*"$NL"}
  HAS_NETWORKS=${_rest%%"$NL"*} HAS_CONFIG=
  case $_rest in *"$NL"*) HAS_CONFIG=${_rest#*"$NL"} ;; esac
  read -r HAS_IMAGE HAS_STATE HAS_MEMORY HAS_CPUS HAS_RESTART <<END
$_first
END
  case $HAS_STATE in true) HAS_STATE=running ;; *) HAS_STATE=stopped ;; esac
}

# have_networks: those wanted must be there, or be made by an earlier task.
have_networks() {
  for _network in $(values network "$WANTED"); do
    case $_network in bridge | default | host | none | container:*) continue ;; esac
    promised network "$_network" || docker_look network "$_network" '{{.Id}}' || cannot "there is no network $_network; docker_network makes it"
  done
}

# want_inspected CPUS: wants what can have changed since the container was made: its image's name, limits, policy, networks.
want_inspected() {
  if promised image "$IMAGE"; then want image "$IMAGE as it will be" "${HAS_IMAGE#sha256:}"
  elif docker_look image "$IMAGE" '{{.Id}}'; then want image "$SEEN" "$HAS_IMAGE"
  fi
  want memory "$(values memory "$WANTED")" "$HAS_MEMORY"
  want cpus "$(nano "${1:-0}")" "$HAS_CPUS"
  _policy=$(values restart "$WANTED")
  want restart "${_policy%%:*}" "${HAS_RESTART:-no}"
  case $HAS_NETWORKS in container:*) return 0 ;; esac
  want network "$(sorted $(values network "$WANTED" | sed 's/^default$/bridge/'))" "$(sorted ${HAS_NETWORKS#* })"
}

sorted() { _sorted=$(printf '%s\n' "$@" | sort | tr '\n' ' '); echo "${_sorted% }"; }

nano() { # CPUS: in billionths
  _whole=${1%%.*} _part=; case $1 in *.*) _part=${1#*.} ;; esac
  case $_whole$_part in '' | *[!0-9]* | ???????????????*) cannot "\"$1\" is not a number of processors" ;; esac
  while [ "${#_part}" -lt 9 ]; do _part=${_part}0; done
  _nano=$_whole$_part; _nano=${_nano#"${_nano%%[!0]*}"}
  echo "${_nano:-0}"
}

safe_name() { # NAME: of a variable which does not change what the client itself does
  case $1 in
    '' | [0-9]* | *[!A-Za-z0-9_]* | PATH | HOME | IFS | LD_* | DOCKER_*) cannot "$1 cannot be a name in secret_env; give it in env" ;;
  esac
}

# pull_first IMAGE WHEN PLATFORM: what `docker create` would pull is pulled while the old container still runs. WHEN and
# PLATFORM are its options of that name.
pull_first() {
  case $2 in never) return 0 ;; always) ;; *) ! call image inspect --format . "$1" >/dev/null 2>&1 || return 0 ;; esac
  do_call pull ${3:+--platform "$3"} "$1"
}

aside() { # NAME SECONDS: the container that is there makes place
  RAN=$(call container inspect --format '{{.State.Status}}' "$1" 2>/dev/null) || return 0
  call rm -f "$1.drydock-old" >/dev/null 2>&1 || :
  do_call rename "$1" "$1.drydock-old"
  ( do_call stop -t "$2" "$1.drydock-old" ) || back "$1"
}

back() { # NAME: undoes `aside` after a failure, which has been told
  call rm -f -v "$1" >/dev/null 2>&1 || :
  call rename "$1.drydock-old" "$1" >/dev/null 2>&1 || exit 14
  case $RAN in
    running | restarting) ! call start "$1" >/dev/null 2>&1 || say "the old container $1 runs again" ;;
    *) say "the old container $1 is back, stopped as it was" ;;
  esac
  exit 14
}

# create_container NAME CONFIG STATE: CONFIG is a file of lines. Its first network is given at once, the others are joined.
create_container() {
  _name=$1 _config=$2 _state=$3 _image='' _networks='' _first=''
  set -- --name "$1" --label "$CONFIG_LABEL=$(cat "$2")"
  while IFS= read -r _line || [ -n "$_line" ]; do
    line_of "$_line"
    case $FIELD in
      image) _image=$VALUE ;;
      command) ;;
      secret-env) set -- "$@" --env "$VALUE" ;;
      network) if [ -z "$_first" ]; then _first=1; set -- "$@" --network "$VALUE"; else _networks="$_networks $VALUE"; fi ;;
      *) set -- "$@" "--$FIELD=$VALUE" ;;
    esac
  done <"$_config"
  set -- "$@" "$_image"
  while IFS= read -r _line || [ -n "$_line" ]; do case $_line in 'command '*) line_of "$_line"; set -- "$@" "$VALUE" ;; esac; done <"$_config"
  do_call create "$@"
  for _network in $_networks; do do_call network connect "$_network" "$_name"; done
  [ "$_state" = started ] || return 0
  do_call start "$_name"
  stays "$_name" || cannot "the container $_name ends at once: $WORDS_OF_IT"
}

# stays NAME: whether it still runs a second later; WORDS_OF_IT is what it said last.
stays() {
  sleep 1
  WORDS_OF_IT=
  [ "$(call inspect --format '{{.State.Running}} {{.State.Restarting}}' "$1")" != 'true false' ] || return 0
  WORDS_OF_IT=$(call logs --tail 3 "$1" 2>&1)
  return 1
}
