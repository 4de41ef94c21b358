# uses: service docker
# prefix: proof
# Proofs that containers work, each by containers of its own. The caller sets DOCKER_SECONDS, the
# longest a call may take, and PROOF_NAME, the name of the image, network and volume, which begins those of the containers.
# After docker_info. PROOF_PROVEN gets a line "FIELD VALUE" for each result, PROOF_FAILED what is wrong.

PROOF_LABEL=io.drydock.verify

proof_passes() { PROOF_PROVEN="$PROOF_PROVEN$1 ok$NL"; result "$1" ok; say "$(echo "$1" | tr _ ' '): ok"; }
proof_fails() { PROOF_FAILED="$PROOF_FAILED${PROOF_FAILED:+; }$2"; result "$1" failed; say "$(echo "$1" | tr _ ' '): failed, $2"; }
proof_unproven() { PROOF_PROVEN="$PROOF_PROVEN$1 not verified: $2$NL"; result "$1" "not verified: $2"; say "$(echo "$1" | tr _ ' '): not verified, $2"; }

# proof_sh_in SUFFIX OPTION... -- TEXT: runs the shell's TEXT in a new container; sets PROOF_OUT and PROOF_STATUS.
proof_sh_in() {
  _suffix=$1 _options=; shift
  while [ "$1" != -- ]; do _options="$_options $1"; shift; done
  # shellcheck disable=SC2086
  PROOF_OUT=$(docker_call run --name "$PROOF_NAME-$_suffix" --label "$PROOF_LABEL=1" $_options "$PROOF_NAME" /bin/sh -c "$2" 2>&1 </dev/null) && PROOF_STATUS=0 || PROOF_STATUS=$?
  [ "$PROOF_STATUS" != 124 ] || PROOF_OUT="it takes longer than $DOCKER_SECONDS s"
}

# proof_sweep: removes whatever a verification has made, this one or one that was cut off.
proof_sweep() {
  for _one in $(docker_call ps -aq --filter "label=$PROOF_LABEL"); do docker_call rm -fv "$_one" || :; done
  for _one in $(docker_call network ls -q --filter "label=$PROOF_LABEL"); do docker_call network rm "$_one" || :; done
  for _one in $(docker_call volume ls -q --filter "label=$PROOF_LABEL"); do docker_call volume rm -f "$_one" || :; done
  for _one in $(docker_call images -q --filter "label=$PROOF_LABEL" | sort -u); do docker_call rmi -f "$_one" || :; done
} >/dev/null 2>&1

# --- the image ----------------------------------------------------------------------------------------------------

# proof_userland DIRECTORY: copies this host's shell and the libraries it loads there, as a root for containers. PROOF_PEER is
# what opens connections in it: bash or busybox, or nothing where the host has neither.
proof_userland() {
  mkdir -p "$1/bin" "$1/proc" "$1/sys" "$1/dev" "$1/tmp"
  mkfifo "$1/forever"   # what reads it waits
  echo "$PROOF_NAME" >"$1/name"
  proof_copy_program /bin/sh "$1" sh
  PROOF_PEER=
  for _peer in bash busybox; do
    _path=$(command -v "$_peer") && [ -x "$_path" ] || continue
    PROOF_PEER=$_peer; proof_copy_program "$_path" "$1" "$_peer"; break
  done
}

proof_copy_program() { # FILE DIRECTORY NAME
  cp -L "$1" "$2/bin/$3" || cannot "$1 cannot be copied"
  for _library in $(proof_libraries "$1"); do
    [ -e "$2$_library" ] || { mkdir -p "$2${_library%/*}" && cp -L "$_library" "$2$_library"; } ||
      cannot "the library $_library of $1 cannot be copied"
  done
}

# The loader lists what it would load: glibc's when a variable says so, musl's when asked; a static program needs nothing.
proof_libraries() { # FILE
  _loader=
  for _path in /lib/ld-musl-*.so.1; do [ ! -e "$_path" ] || _loader=$_path; done
  if [ -n "$_loader" ]; then echo "$_loader"; "$_loader" --list "$1"
  else LD_TRACE_LOADED_OBJECTS=1 "$1" -c : </dev/null
  fi 2>/dev/null | while _line=; read -r _line || [ -n "$_line" ]; do
    for _word in $_line; do case $_word in /*) echo "$_word" ;; esac; done
  done
}

proof_make_image() { # DIRECTORY
  proof_userland "$1"
  PROOF_OUT=$(tar -C "$1" -cf - . | docker_call import --change "LABEL $PROOF_LABEL=1" - "$PROOF_NAME" 2>&1) || cannot "the engine takes no image of this host's shell: $PROOF_OUT"
}

# --- proofs -------------------------------------------------------------------------------------------------------

# What runs stays for the proofs after it.
proof_container() {
  PROOF_OUT=$(docker_call run -d --name "$PROOF_NAME-stays" --label "$PROOF_LABEL=1" --network "$PROOF_NAME" --stop-signal KILL --restart always "$PROOF_NAME" \
    /bin/sh -c 'read -r _ </forever' 2>&1) || cannot "no container runs: $PROOF_OUT"
  PROOF_PROCESS=$(docker_call inspect --format '{{.State.Pid}}' "$PROOF_NAME-stays")
  [ "${PROOF_PROCESS:-0}" -gt 0 ] && [ -d "/proc/$PROOF_PROCESS" ] || cannot "the container ended at once: $(docker_call logs --tail 3 "$PROOF_NAME-stays" 2>&1)"
  proof_passes container
}

proof_namespaces() {
  for _pair in pid:pid uts:uts net:network mnt:mount; do
    _here=$(readlink "/proc/self/ns/${_pair%:*}") && _there=$(readlink "/proc/$PROOF_PROCESS/ns/${_pair%:*}") ||
      { proof_unproven "${_pair#*:}_namespace" "this host does not show the namespaces of processes"; continue; }
    if [ "$_here" != "$_there" ]; then proof_passes "${_pair#*:}_namespace"
    else proof_fails "${_pair#*:}_namespace" "the container shares the host's ${_pair#*:} namespace $_here"; fi
  done
}

# The engine loads the profile of containers by itself where the kernel has AppArmor on.
proof_apparmor() {
  case " $DOCKER_SECURITY " in *[\ =]apparmor[\ ,]*) ;; *) proof_unproven apparmor "the engine runs without AppArmor here"; return 0 ;; esac
  case $(cat "/proc/$PROOF_PROCESS/attr/current" 2>/dev/null) in
    '') proof_unproven apparmor "this host does not show what confines a process" ;;
    unconfined*) proof_fails apparmor "the container is not confined, though AppArmor is in force" ;;
    *) proof_passes apparmor ;;
  esac
}

# A shell that doubles a text is soon above the limit; without one it ends at eight times that much, or where the host's own memory does, which
# looks the same: so the engine is asked whether it limits memory at all.
proof_memory() { # BYTES
  [ "$DOCKER_LIMITS_MEMORY" != false ] || {
    proof_fails memory_limit "the engine discards limits of memory, for the control groups have no memory controller here; cgroup: {} says why, and brings it with a restart"
    return 0
  }
  _ends=$(($1 * 8))
  proof_sh_in memory --memory "$1" --memory-swap "$1" -- 'x=0123456789abcdef
    while [ ${#x} -lt '"$_ends"' ]; do x=$x$x; done; echo survived'
  _killed=$(docker_call inspect --format '{{.State.OOMKilled}}' "$PROOF_NAME-memory" 2>/dev/null) || _killed=
  case $PROOF_STATUS:$_killed:$PROOF_OUT in
    *survived*) proof_fails memory_limit "a process with $_ends bytes lived in a container limited to $1" ;;
    137:*) proof_passes memory_limit ;;
    *:true:*) proof_passes memory_limit ;;
    *) proof_fails memory_limit "a process above its limit ended with status $PROOF_STATUS and was not killed: $PROOF_OUT" ;;
  esac
}

proof_cpu() {
  proof_sh_in cpu --cpus 0.2 -- 'for f in /sys/fs/cgroup/cpu.stat /sys/fs/cgroup/cpu/cpu.stat /sys/fs/cgroup/cpu,cpuacct/cpu.stat; do
      [ ! -r $f ] || break
    done
    [ -r $f ] || { echo unseen; exit; }
    n=0; while [ $n -lt 40 ]; do
      n=$((n + 1)) i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done
      while k=; read -r k v || [ -n "$k" ]; do [ "$k" != nr_throttled ] || [ "$v" -eq 0 ] || { echo throttled; exit; }; done <$f
    done; echo free'
  case $PROOF_OUT in
    *throttled*) proof_passes cpu_limit ;;
    *unseen*) proof_unproven cpu_limit "the container does not see its processor time" ;;
    *free*) proof_fails cpu_limit "a busy container limited to a fifth of a processor is never held back" ;;
    *) proof_fails cpu_limit "no container with a limit of processor time runs: $PROOF_OUT" ;;
  esac
}

proof_pids() {
  proof_sh_in pids --pids-limit 12 -- 'n() { [ "$1" -gt 30 ] || { echo "depth=$1"; ( n $(($1 + 1)) ); :; }; }; n 1'
  case $PROOF_OUT in
    *WARNING*pids* | *"not support"*) proof_fails pids_limit "this kernel limits no processes: $PROOF_OUT" ;;
    *depth=30*) proof_fails pids_limit "30 processes run in a container limited to 12" ;;
    *depth=2*) proof_passes pids_limit ;;
    *) proof_fails pids_limit "no container with a limit of processes runs: $PROOF_OUT" ;;
  esac
}

proof_volume() {
  _why=$(docker_call volume create --label "$PROOF_LABEL=1" "$PROOF_NAME" 2>&1) || { proof_fails volume "no volume can be made: $_why"; return 0; }
  proof_sh_in writes --volume "$PROOF_NAME:/kept" -- 'read -r n </name; echo "$n" >/kept/mark'
  [ "$PROOF_STATUS" = 0 ] || { proof_fails volume "a container cannot write to a volume: $PROOF_OUT"; return 0; }
  docker_call rm -f "$PROOF_NAME-writes" >/dev/null 2>&1
  proof_sh_in reads --network none --volume "$PROOF_NAME:/kept:ro" -- 'read -r mark </kept/mark; echo "$mark"'
  if [ "$PROOF_OUT" = "$PROOF_NAME" ]; then proof_passes volume; else proof_fails volume "the volume lost what a container wrote to it: $PROOF_OUT"; fi
}

# The other container's kernel answers that nothing listens there, which takes the bridge in both directions. What is outside is reached by
# forwarding; nothing outside is known here that answers.
proof_network() {
  _ip=$(docker_call inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$PROOF_NAME-stays")
  case $PROOF_PEER in
    bash) proof_sh_in peer --network "$PROOF_NAME" -- "/bin/bash -c ': </dev/tcp/$_ip/9'" ;;
    busybox) proof_sh_in peer --network "$PROOF_NAME" -- "/bin/busybox nc -w 5 $_ip 9 </name" ;;
    *) proof_unproven bridge_network "this host has neither bash nor busybox to open a connection with"; return 0 ;;
  esac
  case $PROOF_OUT in
    *refused*)
      if [ "$DOCKER_FORWARDS" != false ]; then proof_passes bridge_network
      else proof_fails bridge_network "a container reaches another one and nothing outside, for this host does not forward (net.ipv4.ip_forward is 0): the engine \
switches that on when it starts, and something has switched it off since; sysctl: {name: net.ipv4.ip_forward, value: 1}"
      fi ;;
    *) proof_fails bridge_network "a container does not reach another one at $_ip: $PROOF_OUT" ;;
  esac
}

# proof_restart INIT PID_FILE: with live-restore a container runs on without the engine, so its
# process is ended while the engine is stopped: only the policy brings another one then. Whatever happens, proof_engine_up follows.
proof_restart() {
  svc_use "$1"
  [ "$SVC" != none ] || { proof_unproven restart_policy "no init system runs here to start the engine again"; return 0; }
  PROOF_PROCESS=$(docker_call inspect --format '{{.State.Pid}}' "$PROOF_NAME-stays" 2>/dev/null) || PROOF_PROCESS=
  [ "${PROOF_PROCESS:-0}" -gt 1 ] && [ -d "/proc/$PROOF_PROCESS" ] || { proof_unproven restart_policy "the process of the container is not seen here"; return 0; }
  _born=$(docker_process_start "$PROOF_PROCESS")
  _left=
  if ! _why=$(try proof_engine_down "$2"); then _left="the engine cannot be stopped${_why:+: ${_why##*"$NL"}}"
  elif ! proof_end_process "$PROOF_PROCESS" "$_born"; then _left="the process $PROOF_PROCESS of the container cannot be ended"
  fi
  proof_engine_up || { proof_fails restart_policy "the engine does not start again"; return 0; }
  [ -z "$_left" ] || { proof_unproven restart_policy "$_left"; return 0; }
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    _now=$(docker_call inspect --format '{{.State.Running}} {{.State.Pid}}' "$PROOF_NAME-stays" 2>/dev/null) || _now=
    case $_now in "true $PROOF_PROCESS") ;; 'true '[1-9]*) proof_passes restart_policy; return 0 ;; esac
    sleep 1
  done
  proof_fails restart_policy "a container that is to be restarted always does not run again after the engine's restart"
}

# proof_engine_down PID_FILE: stops it, and the socket by which systemd would start it for the next call. Called in a subshell, so
# what proof_engine_up needs to know is in files.
proof_engine_down() {
  put_temp engine-down ''
  if [ "$SVC" = systemd ]; then
    svc_look docker.socket
    [ "$SVC_RUNNING" = no ] || { put_temp socket-down ''; svc_do stop docker.socket; }
  fi
  svc_do stop docker
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    _pid=; { read -r _pid <"$1"; } 2>/dev/null || return 0
    _comm=; { read -r _comm <"/proc/$_pid/comm"; } 2>/dev/null || return 0
    case $_comm in dockerd*) sleep 1 ;; *) return 0 ;; esac
  done
  echo "it still runs"; return 1
} 3>/dev/null

# proof_engine_up: starts again what proof_engine_down has stopped; false where that fails.
proof_engine_up() {
  [ -e "$WORK/engine-down" ] || return 0
  try proof_start_engine >/dev/null 3>&1 || return 1
  rm -f "$WORK/engine-down" "$WORK/socket-down"
}

proof_start_engine() { [ ! -e "$WORK/socket-down" ] || svc_do start docker.socket; svc_do start docker; svc_settled docker; }

# proof_end_process PID START: kills it, if it is still the one that was started then, and waits for its end.
proof_end_process() {
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ "$(docker_process_start "$1")" = "$2" ] || return 0
    kill -KILL "$1" 2>/dev/null || :
    sleep 1
  done
  return 1
}

# proof_registry HOST[:PORT][/PATH]
proof_registry() {
  _there=$1/drydock-verify:latest
  _why=$(docker_call tag "$PROOF_NAME" "$_there" 2>&1 && docker_call push "$_there" 2>&1) || { proof_fails registry "nothing can be pushed to $1: ${_why##*"$NL"}"; return 0; }
  docker_call rm -f "$PROOF_NAME-stays" "$PROOF_NAME-memory" "$PROOF_NAME-cpu" "$PROOF_NAME-pids" "$PROOF_NAME-reads" "$PROOF_NAME-peer" >/dev/null 2>&1
  docker_call rmi -f "$_there" "$PROOF_NAME" >/dev/null 2>&1
  _why=$(docker_call pull "$_there" 2>&1) || { proof_fails registry "nothing can be pulled from $1: ${_why##*"$NL"}"; return 0; }
  _said=$(docker_call run --rm --label "$PROOF_LABEL=1" --network none "$_there" /bin/sh -c 'read -r n </name; echo "$n"' 2>&1)
  if [ "$_said" = "$PROOF_NAME" ]; then proof_passes registry; else proof_fails registry "what $1 gives back is not what was pushed: $_said"; fi
}

# proof_run_registry IMAGE: a registry of the host's own image; sets PROOF_REGISTRY to where it listens.
proof_run_registry() {
  PROOF_REGISTRY=
  _why=$(docker_call run -d --name "$PROOF_NAME-registry" --label "$PROOF_LABEL=1" -p 127.0.0.1::5000 "$1" 2>&1) || return 1
  PROOF_REGISTRY=$(docker_call port "$PROOF_NAME-registry" 5000/tcp) || { _why="it listens at no port 5000"; return 1; }
  PROOF_REGISTRY=${PROOF_REGISTRY%%"$NL"*}
  sleep 2
}
