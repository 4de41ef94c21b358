# Talking to a Docker engine.

# docker_client TIMEOUT ARGUMENT...: calls the client, for at most so many seconds where `timeout` is there.
docker_client() {
  _seconds=$1; shift
  if have timeout; then timeout "$_seconds" docker "$@"; else docker "$@"; fi
}

docker_call() { docker_client "$DOCKER_SECONDS" "$@"; }   # where DOCKER_SECONDS is the longest a call may take

# docker_info TIMEOUT: sets DOCKER_VERSION, DOCKER_CGROUP_DRIVER, DOCKER_STORAGE_DRIVER, DOCKER_FORWARDS (false where the host forwards no IPv4),
# DOCKER_LIMITS_MEMORY (false where the engine discards limits of memory), DOCKER_SECURITY (what confines its containers, words of a line)
# and DOCKER_CGROUP_VERSION (1 for engines that do not know of 2); false, with the reason in DOCKER_WHY, when no engine answers.
docker_info() {
  if ! have docker; then DOCKER_WHY="the docker client is not installed"; return 1; fi
  _info=$(docker_client "$1" info --format '{{.ServerVersion}} {{.CgroupDriver}} {{.Driver}} {{.IPv4Forwarding}} {{.MemoryLimit}}{{range .SecurityOptions}} {{.}}{{end}}' 2>&1) ||
    { DOCKER_WHY=${_info:-no answer}; return 1; }
  read -r DOCKER_VERSION DOCKER_CGROUP_DRIVER DOCKER_STORAGE_DRIVER DOCKER_FORWARDS DOCKER_LIMITS_MEMORY DOCKER_SECURITY <<END
$_info
END
  case $DOCKER_VERSION in [0-9]*.*) ;; *) DOCKER_WHY=$_info; return 1 ;; esac
  DOCKER_CGROUP_VERSION=1; [ ! -e /sys/fs/cgroup/cgroup.controllers ] || DOCKER_CGROUP_VERSION=2
}

# docker_parts TIMEOUT: sets DOCKER_CONTAINERD and DOCKER_RUNC to their versions, as the engine knows them or as they say themselves.
docker_parts() {
  DOCKER_CONTAINERD='' DOCKER_RUNC=''
  _parts=$(docker_client "$1" version --format '{{range .Server.Components}}{{.Name}}={{.Version}} {{end}}' 2>/dev/null) || _parts=''
  for _part in $_parts; do
    case $_part in containerd=*) DOCKER_CONTAINERD=${_part#*=} ;; runc=*) DOCKER_RUNC=${_part#*=} ;; esac
  done
  [ -n "$DOCKER_CONTAINERD" ] || read -r _ _ DOCKER_CONTAINERD _ <<END
$(containerd --version 2>/dev/null)
END
  [ -n "$DOCKER_RUNC" ] || read -r _ _ DOCKER_RUNC _ <<END
$(runc --version 2>/dev/null)
END
  DOCKER_CONTAINERD=${DOCKER_CONTAINERD#v}
}

# docker_started PID_FILE: prints when the engine's process was started, in ticks since the boot.
docker_started() {
  _pid=; { read -r _pid <"$1"; } 2>/dev/null || :
  docker_process_start "$_pid"
}

docker_process_start() { # PID
  _stat=; { read -r _stat <"/proc/$1/stat"; } 2>/dev/null || :
  # shellcheck disable=SC2086
  set -- ${_stat##*) }
  echo "${20:-unknown}"
}

# docker_state PID_FILE: prints what a verification is good for: it counts as long as this stays the same.
docker_state() {
  read -r _release </proc/sys/kernel/osrelease
  read -r _boot </proc/sys/kernel/random/boot_id
  _without=; [ "$DOCKER_FORWARDS" != false ] || _without=', without forwarding'
  [ "$DOCKER_LIMITS_MEMORY" != false ] || _without="$_without, without limits of memory"
  have iptables || _without="$_without, without iptables"
  echo "engine $DOCKER_VERSION, containerd ${DOCKER_CONTAINERD:-unknown}, runc ${DOCKER_RUNC:-unknown}, cgroup driver $DOCKER_CGROUP_DRIVER, storage driver \
$DOCKER_STORAGE_DRIVER, kernel $_release, boot $_boot, started at $(docker_started "$1")$_without"
}

# docker_no_snap PLACE: ends the check where Docker is a snap, by the fact of that name; an earlier task may have removed it since.
docker_no_snap() {
  [ -n "$1" ] && [ -e "$1" ] || return 0
  cannot "Docker is here as a snap, $1: confined, with a daemon.json and a data root of its own, and no second engine can run beside it; \
snap remove docker (snap save docker before keeps its images and volumes), then docker_engine brings another"
}
