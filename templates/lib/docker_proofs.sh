# Proofs that containers work, each by containers of its own. Needs the library docker. The caller sets SECONDS_EACH, the
# longest a call may take, and NAME, the name of the image, network and volume, which begins those of the containers.
# PROVEN gets a line "FIELD VALUE" for each result, FAILED what is wrong.

LABEL=io.drydock.verify

passes() { PROVEN="$PROVEN$1 ok$NL"; result "$1" ok; say "$(echo "$1" | tr _ ' '): ok"; }
fails() { FAILED="$FAILED${FAILED:+; }$2"; result "$1" failed; say "$(echo "$1" | tr _ ' '): failed, $2"; }
unproven() { PROVEN="$PROVEN$1 not verified: $2$NL"; result "$1" "not verified: $2"; say "$(echo "$1" | tr _ ' '): not verified, $2"; }

# sh_in SUFFIX OPTION... -- TEXT: runs the shell's TEXT in a new container; sets OUT and STATUS.
sh_in() {
  _suffix=$1 _options=; shift
  while [ "$1" != -- ]; do _options="$_options $1"; shift; done
  # shellcheck disable=SC2086
  OUT=$(call run --name "$NAME-$_suffix" --label "$LABEL=1" $_options "$NAME" /bin/sh -c "$2" 2>&1 </dev/null) && STATUS=0 || STATUS=$?
  [ "$STATUS" != 124 ] || OUT="it takes longer than $SECONDS_EACH s"
}

# sweep: removes whatever a verification has made, this one or one that was cut off.
sweep() {
  for _one in $(call ps -aq --filter "label=$LABEL"); do call rm -fv "$_one" || :; done
  for _one in $(call network ls -q --filter "label=$LABEL"); do call network rm "$_one" || :; done
  for _one in $(call volume ls -q --filter "label=$LABEL"); do call volume rm -f "$_one" || :; done
  for _one in $(call images -q --filter "label=$LABEL" | sort -u); do call rmi -f "$_one" || :; done
} >/dev/null 2>&1

# --- the image ----------------------------------------------------------------------------------------------------

# userland DIRECTORY: copies this host's shell and the libraries it loads there, as a root for containers. PEER is
# what opens connections in it: bash or busybox, or nothing where the host has neither.
userland() {
  mkdir -p "$1/bin" "$1/proc" "$1/sys" "$1/dev" "$1/tmp"
  mkfifo "$1/forever"   # what reads it waits
  echo "$NAME" >"$1/name"
  copy_program /bin/sh "$1" sh
  PEER=
  for _peer in bash busybox; do
    _path=$(command -v "$_peer") && [ -x "$_path" ] || continue
    PEER=$_peer; copy_program "$_path" "$1" "$_peer"; break
  done
}

copy_program() { # FILE DIRECTORY NAME
  cp -L "$1" "$2/bin/$3" || cannot "$1 cannot be copied"
  for _library in $(libraries "$1"); do
    [ -e "$2$_library" ] || { mkdir -p "$2${_library%/*}" && cp -L "$_library" "$2$_library"; } ||
      cannot "the library $_library of $1 cannot be copied"
  done
}

# The loader lists what it would load: glibc's when a variable says so, musl's when asked; a static program needs nothing.
libraries() { # FILE
  _loader=
  for _path in /lib/ld-musl-*.so.1; do [ ! -e "$_path" ] || _loader=$_path; done
  if [ -n "$_loader" ]; then echo "$_loader"; "$_loader" --list "$1"
  else LD_TRACE_LOADED_OBJECTS=1 "$1" -c : </dev/null
  fi 2>/dev/null | while read -r _line || [ -n "$_line" ]; do
    for _word in $_line; do case $_word in /*) echo "$_word" ;; esac; done
  done
}

make_image() { # DIRECTORY
  userland "$1"
  OUT=$(tar -C "$1" -cf - . | call import --change "LABEL $LABEL=1" - "$NAME" 2>&1) || cannot "the engine takes no image of this host's shell: $OUT"
}

# --- proofs -------------------------------------------------------------------------------------------------------

# What runs stays for the proofs after it.
prove_container() {
  OUT=$(call run -d --name "$NAME-stays" --label "$LABEL=1" --network "$NAME" --stop-signal KILL --restart always "$NAME" \
    /bin/sh -c 'read -r _ </forever' 2>&1) || cannot "no container runs: $OUT"
  STAYS=$(call inspect --format '{{.State.Pid}}' "$NAME-stays")
  [ "${STAYS:-0}" -gt 0 ] && [ -d "/proc/$STAYS" ] || cannot "the container ended at once: $(call logs --tail 3 "$NAME-stays" 2>&1)"
  passes container
}

prove_namespaces() {
  for _pair in pid:pid uts:uts net:network mnt:mount; do
    _here=$(readlink "/proc/self/ns/${_pair%:*}") && _there=$(readlink "/proc/$STAYS/ns/${_pair%:*}") ||
      { unproven "${_pair#*:}_namespace" "this host does not show the namespaces of processes"; continue; }
    if [ "$_here" != "$_there" ]; then passes "${_pair#*:}_namespace"
    else fails "${_pair#*:}_namespace" "the container shares the host's ${_pair#*:} namespace $_here"; fi
  done
}

# A shell that doubles a text is soon above the limit; without one it ends at eight times that much.
prove_memory() { # BYTES
  _ends=$(($1 * 8))
  sh_in memory --memory "$1" --memory-swap "$1" -- 'x=0123456789abcdef
    while [ ${#x} -lt '"$_ends"' ]; do x=$x$x; done; echo survived'
  _killed=$(call inspect --format '{{.State.OOMKilled}}' "$NAME-memory" 2>/dev/null) || _killed=
  case $STATUS:$_killed:$OUT in
    *survived*) fails memory_limit "a process with $_ends bytes lived in a container limited to $1" ;;
    137:*) passes memory_limit ;;
    *:true:*) passes memory_limit ;;
    *) fails memory_limit "a process above its limit ended with status $STATUS and was not killed: $OUT" ;;
  esac
}

prove_cpu() {
  sh_in cpu --cpus 0.2 -- 'for f in /sys/fs/cgroup/cpu.stat /sys/fs/cgroup/cpu/cpu.stat /sys/fs/cgroup/cpu,cpuacct/cpu.stat; do
      [ ! -r $f ] || break
    done
    [ -r $f ] || { echo unseen; exit; }
    n=0; while [ $n -lt 40 ]; do
      n=$((n + 1)) i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done
      while read -r k v || [ -n "$k" ]; do [ "$k" != nr_throttled ] || [ "$v" -eq 0 ] || { echo throttled; exit; }; done <$f
    done; echo free'
  case $OUT in
    *throttled*) passes cpu_limit ;;
    *unseen*) unproven cpu_limit "the container does not see its processor time" ;;
    *free*) fails cpu_limit "a busy container limited to a fifth of a processor is never held back" ;;
    *) fails cpu_limit "no container with a limit of processor time runs: $OUT" ;;
  esac
}

prove_pids() {
  sh_in pids --pids-limit 12 -- 'n() { [ "$1" -gt 30 ] || { echo "depth=$1"; ( n $(($1 + 1)) ); :; }; }; n 1'
  case $OUT in
    *WARNING*pids* | *"not support"*) fails pids_limit "this kernel limits no processes: $OUT" ;;
    *depth=30*) fails pids_limit "30 processes run in a container limited to 12" ;;
    *depth=2*) passes pids_limit ;;
    *) fails pids_limit "no container with a limit of processes runs: $OUT" ;;
  esac
}

prove_volume() {
  _why=$(call volume create --label "$LABEL=1" "$NAME" 2>&1) || { fails volume "no volume can be made: $_why"; return 0; }
  sh_in writes --volume "$NAME:/kept" -- 'read -r n </name; echo "$n" >/kept/mark'
  [ "$STATUS" = 0 ] || { fails volume "a container cannot write to a volume: $OUT"; return 0; }
  call rm -f "$NAME-writes" >/dev/null 2>&1
  sh_in reads --network none --volume "$NAME:/kept:ro" -- 'read -r mark </kept/mark; echo "$mark"'
  if [ "$OUT" = "$NAME" ]; then passes volume; else fails volume "the volume lost what a container wrote to it: $OUT"; fi
}

# The other container's kernel answers that nothing listens there, which takes the bridge in both directions.
prove_network() {
  _ip=$(call inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$NAME-stays")
  case $PEER in
    bash) sh_in peer --network "$NAME" -- "/bin/bash -c ': </dev/tcp/$_ip/9'" ;;
    busybox) sh_in peer --network "$NAME" -- "/bin/busybox nc -w 5 $_ip 9 </name" ;;
    *) unproven bridge_network "this host has neither bash nor busybox to open a connection with"; return 0 ;;
  esac
  case $OUT in
    *refused*) passes bridge_network ;;
    *) fails bridge_network "a container does not reach another one at $_ip: $OUT" ;;
  esac
}

# prove_restart INIT PID_FILE: needs the library service. With live-restore a container runs on without the engine, so its
# process is ended while the engine is stopped: only the policy brings another one then. Whatever happens, engine_up follows.
prove_restart() {
  svc_use "$1"
  [ "$SVC" != none ] || { unproven restart_policy "no init system runs here to start the engine again"; return 0; }
  STAYS=$(call inspect --format '{{.State.Pid}}' "$NAME-stays" 2>/dev/null) || STAYS=
  [ "${STAYS:-0}" -gt 1 ] && [ -d "/proc/$STAYS" ] || { unproven restart_policy "the process of the container is not seen here"; return 0; }
  _born=$(process_start "$STAYS")
  _left=
  if ! _why=$(engine_down "$2"); then _left="the engine cannot be stopped${_why:+: ${_why##*"$NL"}}"
  elif ! end_process "$STAYS" "$_born"; then _left="the process $STAYS of the container cannot be ended"
  fi
  engine_up || { fails restart_policy "the engine does not start again"; return 0; }
  [ -z "$_left" ] || { unproven restart_policy "$_left"; return 0; }
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    _now=$(call inspect --format '{{.State.Running}} {{.State.Pid}}' "$NAME-stays" 2>/dev/null) || _now=
    case $_now in "true $STAYS") ;; 'true '[1-9]*) passes restart_policy; return 0 ;; esac
    sleep 1
  done
  fails restart_policy "a container that is to be restarted always does not run again after the engine's restart"
}

# engine_down PID_FILE: stops it, and the socket by which systemd would start it for the next call. Called in a subshell, so
# what engine_up needs to know is in files.
engine_down() {
  put_temp engine-down ''
  if [ "$SVC" = systemd ]; then
    svc_look docker.socket
    [ "$RUNNING" = no ] || { put_temp socket-down ''; svc_do stop docker.socket; }
  fi
  svc_do stop docker
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    _pid=; { read -r _pid <"$1"; } 2>/dev/null || return 0
    _comm=; { read -r _comm <"/proc/$_pid/comm"; } 2>/dev/null || return 0
    case $_comm in dockerd*) sleep 1 ;; *) return 0 ;; esac
  done
  echo "it still runs"; return 1
} 3>/dev/null

# engine_up: starts again what engine_down has stopped; false where that fails.
engine_up() {
  [ -e "$D/engine-down" ] || return 0
  ( [ ! -e "$D/socket-down" ] || svc_do start docker.socket; svc_do start docker; svc_settled docker ) >/dev/null 3>&1 || return 1
  rm -f "$D/engine-down" "$D/socket-down"
}

# end_process PID START: kills it, if it is still the one that was started then, and waits for its end.
end_process() {
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ "$(process_start "$1")" = "$2" ] || return 0
    kill -KILL "$1" 2>/dev/null || :
    sleep 1
  done
  return 1
}

# prove_registry HOST[:PORT][/PATH]
prove_registry() {
  _there=$1/drydock-verify:latest
  _why=$(call tag "$NAME" "$_there" 2>&1 && call push "$_there" 2>&1) || { fails registry "nothing can be pushed to $1: ${_why##*"$NL"}"; return 0; }
  call rm -f "$NAME-stays" "$NAME-memory" "$NAME-cpu" "$NAME-pids" "$NAME-reads" "$NAME-peer" >/dev/null 2>&1
  call rmi -f "$_there" "$NAME" >/dev/null 2>&1
  _why=$(call pull "$_there" 2>&1) || { fails registry "nothing can be pulled from $1: ${_why##*"$NL"}"; return 0; }
  _said=$(call run --rm --label "$LABEL=1" --network none "$_there" /bin/sh -c 'read -r n </name; echo "$n"' 2>&1)
  if [ "$_said" = "$NAME" ]; then passes registry; else fails registry "what $1 gives back is not what was pushed: $_said"; fi
}

# run_registry IMAGE: a registry of the host's own image; sets REGISTRY to where it listens.
run_registry() {
  REGISTRY=
  _why=$(call run -d --name "$NAME-registry" --label "$LABEL=1" -p 127.0.0.1::5000 "$1" 2>&1) || return 1
  REGISTRY=$(call port "$NAME-registry" 5000/tcp) || { _why="it listens at no port 5000"; return 1; }
  REGISTRY=${REGISTRY%%"$NL"*}
  sleep 2
}
