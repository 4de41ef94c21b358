# Talking to a Docker engine.

# docker_ TIMEOUT ARGUMENT...: calls the client, for at most so many seconds where `timeout` is there.
docker_() {
  _seconds=$1; shift
  if have timeout; then timeout "$_seconds" docker "$@"; else docker "$@"; fi
}

call() { docker_ "$SECONDS_EACH" "$@"; }   # where SECONDS_EACH is the longest a call may take

# engine_info TIMEOUT: sets VERSION, CGROUP_DRIVER, STORAGE_DRIVER and CGROUP_VERSION (1 for engines that do not know of 2);
# false, with the reason in WHY, when no engine answers.
engine_info() {
  if ! have docker; then WHY="the docker client is not installed"; return 1; fi
  _info=$(docker_ "$1" info --format '{{.ServerVersion}} {{.CgroupDriver}} {{.Driver}}' 2>&1) ||
    { WHY=${_info:-no answer}; return 1; }
  read -r VERSION CGROUP_DRIVER STORAGE_DRIVER <<END
$_info
END
  case $VERSION in [0-9]*.*) ;; *) WHY=$_info; return 1 ;; esac
  CGROUP_VERSION=1; [ ! -e /sys/fs/cgroup/cgroup.controllers ] || CGROUP_VERSION=2
}

# engine_parts TIMEOUT: sets CONTAINERD and RUNC to their versions, as the engine knows them or as they say themselves.
engine_parts() {
  CONTAINERD='' RUNC=''
  _parts=$(docker_ "$1" version --format '{{range .Server.Components}}{{.Name}}={{.Version}} {{end}}' 2>/dev/null) || _parts=''
  for _part in $_parts; do
    case $_part in containerd=*) CONTAINERD=${_part#*=} ;; runc=*) RUNC=${_part#*=} ;; esac
  done
  [ -n "$CONTAINERD" ] || read -r _ _ CONTAINERD _ <<END
$(containerd --version 2>/dev/null)
END
  [ -n "$RUNC" ] || read -r _ _ RUNC _ <<END
$(runc --version 2>/dev/null)
END
  CONTAINERD=${CONTAINERD#v}
}

# engine_start PID_FILE: prints when the engine's process was started, in ticks since the boot.
engine_start() {
  _pid=; { read -r _pid <"$1"; } 2>/dev/null || :
  process_start "$_pid"
}

process_start() { # PID
  _stat=; { read -r _stat <"/proc/$1/stat"; } 2>/dev/null || :
  # shellcheck disable=SC2086
  set -- ${_stat##*) }
  echo "${20:-unknown}"
}

# engine_state PID_FILE: prints what a verification is good for: it counts as long as this stays the same.
engine_state() {
  read -r _release </proc/sys/kernel/osrelease
  read -r _boot </proc/sys/kernel/random/boot_id
  echo "engine $VERSION, containerd ${CONTAINERD:-unknown}, runc ${RUNC:-unknown}, cgroup driver $CGROUP_DRIVER, storage driver \
$STORAGE_DRIVER, kernel $_release, boot $_boot, started at $(engine_start "$1")"
}

# no_snap PLACE: ends the check where Docker is a snap, by the fact of that name; an earlier task may have removed it since.
no_snap() {
  [ -n "$1" ] && [ -e "$1" ] || return 0
  cannot "Docker is here as a snap, $1: confined, with a daemon.json and a data root of its own, and no second engine can run beside it; \
snap remove docker (snap save docker before keeps its images and volumes), then docker_engine brings another"
}
