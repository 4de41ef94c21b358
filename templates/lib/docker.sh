# Talking to a Docker engine.

# docker_ TIMEOUT ARGUMENT...: calls the client, for at most so many seconds where `timeout` is there.
docker_() {
  _seconds=$1; shift
  if have timeout; then timeout "$_seconds" docker "$@"; else docker "$@"; fi
}

# engine_info TIMEOUT: sets VERSION, CGROUP_DRIVER and STORAGE_DRIVER; false, with the reason in WHY, when no engine answers.
engine_info() {
  if ! have docker; then WHY="the docker client is not installed"; return 1; fi
  _info=$(docker_ "$1" info --format '{{.ServerVersion}} {{.CgroupDriver}} {{.Driver}}' 2>&1) ||
    { WHY=${_info:-no answer}; return 1; }
  read -r VERSION CGROUP_DRIVER STORAGE_DRIVER <<END
$_info
END
  case $VERSION in [0-9]*.*) ;; *) WHY=$_info; return 1 ;; esac
}

# engine_state: prints what a verification is good for: it counts as long as this stays the same.
engine_state() {
  read -r _release </proc/sys/kernel/osrelease
  read -r _boot </proc/sys/kernel/random/boot_id
  echo "engine $VERSION, cgroup driver $CGROUP_DRIVER, storage driver $STORAGE_DRIVER, kernel $_release, boot $_boot"
}

# userland DIRECTORY: copies this host's shell and the libraries it loads there, as a root for containers.
userland() {
  mkdir -p "$1/bin" "$1/proc" "$1/sys" "$1/dev" "$1/tmp"
  cp -L /bin/sh "$1/bin/sh" || cannot "the shell cannot be copied"
  for _library in $(libraries); do
    mkdir -p "$1${_library%/*}" && cp -L "$_library" "$1$_library" || cannot "the shell's library $_library cannot be copied"
  done
}

# The loader lists what it would load: glibc's when a variable says so, musl's when asked; a static shell needs nothing.
libraries() {
  _loader=
  for _path in /lib/ld-musl-*.so.1; do [ ! -e "$_path" ] || _loader=$_path; done
  if [ -n "$_loader" ]; then echo "$_loader"; "$_loader" --list /bin/sh
  else LD_TRACE_LOADED_OBJECTS=1 /bin/sh </dev/null
  fi 2>/dev/null | while read -r _line; do
    for _word in $_line; do case $_word in /*) echo "$_word" ;; esac; done
  done
}
