# Setting up a Docker engine. Needs the libraries for packages, service, json, kernel, docker and account.

# engine_specs VERSION PACKAGE...: sets ENGINE_SPECS, the packages, those of the engine itself pinned to the version when there is
# one. Docker counts its own packages for apt in epoch 5.
engine_specs() {
  _pin=$1 ENGINE_SPECS=; shift
  case $PKG,$_pin in
    *, | *'*'* | pacman,* | zypper,*) ;;
    apt,*:*) _pin=$_pin* ;;
    apt,*) case " $* " in *' docker-ce '*) _pin=5:$_pin* ;; *) _pin=$_pin* ;; esac ;;
    *) _pin=$_pin* ;;
  esac
  for _spec do
    case $_pin,$_spec in ?*,*=*) ;; ?*,docker* | ?*,moby-engine) _spec="$_spec=$_pin" ;; esac
    ENGINE_SPECS="$ENGINE_SPECS $_spec"
  done
}

# in_the_way PACKAGE...: sets IN_THE_WAY to those that are installed and no earlier task removes.
in_the_way() {
  set -f
  INSTALLED=$(pkg_installed_version "$@") IN_THE_WAY=
  for _one do
    pkg_version "$_one"; [ -z "$V" ] || promised removed_package "$_one" || IN_THE_WAY="$IN_THE_WAY $_one"
  done
  set +f
}

# the_engine PACKAGE...: sets ENGINE to the one that is an engine, with its version where that is given; false where none is.
the_engine() {
  for ENGINE do case ${ENGINE%%=*} in docker-ce | docker.io | moby-engine | docker | docker-engine) return 0 ;; esac; done
  return 1
}

# upstream VERSION: sets V to what Docker itself calls it: 5:27.3.1-1~debian.12, 20.10.24+dfsg1-1 and 18.06.3.ce-3.el7 are
# 27.3.1, 20.10.24 and 18.06.3.
upstream() { V=${1#*:}; V=${V%%[!0-9.]*}; V=${V%.}; }

# not_back SOURCE SPEC...: an engine in the way that is newer than the one of SOURCE stays, unless it may go back.
not_back() {
  [ "$PKG_DOWNGRADE" != yes ] && the_engine $IN_THE_WAY || return 0
  _there=$ENGINE _source=$1; shift
  the_engine "$@" || return 0
  INSTALLED=$(pkg_installed_version "$_there"); pkg_version "$_there"; upstream "$V"; _has=$V
  pkg_spec "$ENGINE"; upstream "${PIN:-$(pkg_candidate "$NAME")}"
  # a pin may be the beginning of a version
  case $V:$_has. in :* | *:. | *:"$V."*) return 0 ;; esac
  at_least "$V" "$_has" ||
    cannot "$_there $_has would go back to $NAME $V: source: $_source keeps it, and allow_downgrade: true lets it go back"
}

# want_engine_packages STATE SPEC...: what an earlier planned task's repository is going to have is wanted without its version.
# NEW_SPECS is set to those.
want_engine_packages() {
  NEW_SPECS= MOVES= _state=$1; shift
  if pkg_promised_repository; then
    _known=
    for _spec do
      pkg_spec "$_spec"
      INSTALLED=$(pkg_installed_version "$NAME"); pkg_version "$NAME" "$PIN"
      if [ -n "$V$(pkg_candidate "$NAME")" ]; then _known="$_known $_spec"
      else want "$NAME" "${PIN:-the newest} of the repository $REPOSITORY" ''; promise package "$NAME"; NEW_SPECS="$NEW_SPECS $_spec"; fi
    done
    # shellcheck disable=SC2086
    set -- $_known
    [ $# -gt 0 ] || return 0
  fi
  want_packages "$_state" "$@"
}

# fetch_engine_packages STATE SPEC...: a mirror that fails must not leave the host without an engine.
fetch_engine_packages() { PKG_GONE=$IN_THE_WAY; fetch_packages "$@"; PKG_GONE=; }

# put_engine_packages STATE SPEC...: they take the place of those in the way, with apt in one transaction.
put_engine_packages() {
  pkg_sort "$@"
  if [ "$PKG" = apt ] && [ -n "$NEW" ]; then PKG_GONE=$IN_THE_WAY
  elif [ -n "$IN_THE_WAY" ]; then put_packages absent $IN_THE_WAY
  fi
  put_packages "$@"
  PKG_GONE=
}

# --- daemon.json ------------------------------------------------------------------------------------------------

# daemon_text FILE WANTED: sets DAEMON_OLD, what the file holds, and DAEMON_TEXT, what it is to hold.
daemon_text() {
  DAEMON_OLD=
  [ ! -d "$1" ] || cannot "$1 is a directory, as a mount of what is not there makes it: remove it, and the file is written"
  if [ -e "$1" ]; then DAEMON_OLD=$(contents "$1" && echo .) || unreadable "$?" "$1"; fi
  DAEMON_OLD=${DAEMON_OLD%.}
  DAEMON_TEXT=$(json_merge "$DAEMON_OLD" "$2"; _status=$?; echo .; exit "$_status") || {
    [ $? -eq 3 ] || cannot "daemon.json cannot be merged: awk does not run here"
    DAEMON_TEXT=${DAEMON_TEXT%.}; cannot "$1 is not valid JSON and stays as it is; mend or remove it: ${DAEMON_TEXT%"$NL"}"
  }
  DAEMON_TEXT=${DAEMON_TEXT%.}
}

want_daemon() { # FILE, after daemon_text
  [ "$DAEMON_TEXT" = "$DAEMON_OLD" ] || { accepted_by_engine "$DAEMON_TEXT"; want_content "$1" "$DAEMON_TEXT"; }
}

accepted_by_engine() { # TEXT
  have dockerd && dockerd --help 2>/dev/null | grep -q -e --validate || return 0
  put_temp daemon.json "$1"
  _why=$(dockerd --validate --config-file "$D/daemon.json" 2>&1) || cannot "this engine does not accept that daemon.json: $_why"
}

daemon_holds() { [ "$(json_merge "$DAEMON_TEXT" "$1"; echo .)" = "$DAEMON_TEXT." ]; }   # JSON: whether DAEMON_TEXT holds it

# keep_driver RUNNING: images and containers belong to the storage driver they were made with; another one does not see them.
keep_driver() {
  [ -n "$1" ] || return 0
  # a text in which something changes is printed with a key a line
  _driver=$(json_merge "$DAEMON_TEXT" '{"":0}' | sed -n 's/^[[:space:]]*"storage-driver": "\([^"]*\)".*/\1/p')
  case $_driver in '' | "$1") return 0 ;; esac
  # what containerd's image store makes of overlay2, as long as it is asked for: without that overlay2 is another place
  [ "$1:$_driver" != overlayfs:overlay2 ] || ! daemon_holds '{"features":{"containerd-snapshotter":true}}' || return 0
  cannot "the engine runs with the storage driver $1: with $_driver all its images and containers would be out of sight, though \
they stay on the disk; leave storage-driver out, or change it with allow_driver_change: true"
}

# no_swarm_with_live_restore: the engine takes only one of them.
no_swarm_with_live_restore() {
  daemon_holds '{"live-restore":true}' && engine_runs && have docker || return 0
  [ "$(docker_ 20 info --format '{{.Swarm.LocalNodeState}}' 2>/dev/null)" != active ] ||
    cannot "this host is in a swarm, whose engines take no live-restore: give live-restore: false in daemon (docker_daemon of site.yml)"
}

# --- flags of its service -----------------------------------------------------------------------------------------

# flags_once INIT: an engine does not start where a key of daemon.json is a flag too.
flags_once() {
  _twice=
  while read -r _flag _place; do
    flag_key "${_flag%%=*}"
    [ -n "$KEY" ] && ! daemon_holds "{\"$KEY\":null}" || continue
    _twice="$_twice${_twice:+, and }$KEY, by ${_flag%%=*} in $_place"
  done <<END
$(engine_flags "$1")
END
  [ -z "$_twice" ] || cannot "the engine does not start with what is both in daemon.json and a flag: $_twice; \
remove the flag there (of a file as by the action line, of the unit by a drop-in in /etc/systemd/system/docker.service.d with ExecStart= and then the \
command without it), or give the key as null in daemon (docker_daemon of site.yml)"
}

# engine_flags INIT: prints the flags that the service gives the engine, lines "FLAG PLACE".
engine_flags() {
  case $1 in
    systemd) unit_flags ;;
    openrc | sysv)
      for _file in /etc/sysconfig/docker /etc/sysconfig/docker-storage /etc/default/docker /etc/conf.d/docker; do
        for _name in OPTIONS DOCKER_OPTS DOCKER_STORAGE_OPTIONS; do file_flags "$_file" "$_name"; done
      done ;;
  esac
}

# unit_flags: of the unit that there is, or that the packages will have brought: then of a drop-in that gives the command anew, else those
# in OWN_FLAGS.
unit_flags() {
  _files= _words=
  while IFS= read -r _line || [ -n "$_line" ]; do
    case $_line in
      EnvironmentFile*=*) _line=${_line#*=}; _files="$_files ${_line%% *}" ;;
      ExecStart=*) _words=${_line#*'argv[]='}; _words=${_words%% ;*} ;;
    esac
  done <<END
$(systemctl show -p ExecStart -p EnvironmentFiles -- docker 2>/dev/null)
END
  if [ -z "$_words" ] || [ -n "$IN_THE_WAY" ]; then coming_words; fi
  for _word in $_words; do
    case $_word in
      -*) echo "$_word the unit docker.service" ;;
      '$'*)
        _word=${_word#?}; _word=${_word#'{'}
        for _file in $_files; do file_flags "$_file" "${_word%'}'}"; done ;;
    esac
  done
}

coming_words() { # sets _words
  _words=$OWN_FLAGS
  case $PROMISES in *docker.service*) _words= ;; esac   # an earlier task writes one; what it will say is not known here
  for _file in /etc/systemd/system/docker.service /etc/systemd/system/docker.service.d/*.conf; do
    [ -r "$_file" ] || continue
    while IFS= read -r _line || [ -n "$_line" ]; do
      case $_line in ExecStart=?*) _words=${_line#*=} ;; esac
    done <"$_file"
  done
}

# file_flags FILE NAME: those in the last value of a variable; without -r the lines that end in a backslash go on.
file_flags() {
  [ -r "$1" ] || return 0
  _value=
  # shellcheck disable=SC2162
  while read _line || [ -n "$_line" ]; do
    _line=${_line#export }
    case $_line in "$2="*) _value=${_line#*=} ;; esac
  done <"$1"
  for _one in $(printf %s "$_value" | tr -d "\"'"); do case $_one in -*) echo "$_one $1" ;; esac; done
}

# flag_key FLAG: sets KEY to its key in daemon.json.
flag_key() {
  case $1 in
    -b) KEY=bridge ;; -D) KEY=debug ;; -G) KEY=group ;; -g) KEY=graph ;; -H | --host) KEY=hosts ;;
    -l) KEY=log-level ;; -p) KEY=pidfile ;; -s) KEY=storage-driver ;;
    --add-runtime) KEY=runtimes ;;
    --insecure-registry) KEY=insecure-registries ;;
    --authorization-plugin | --cluster-store-opt | --default-address-pool | --default-ulimit | --dns-opt | --exec-opt | --label | \
      --log-opt | --node-generic-resource | --registry-mirror | --storage-opt) KEY=${1#--}s ;;
    --*) KEY=${1#--} ;;
    *) KEY= ;;
  esac
  case $KEY in *[!a-z0-9-]*) KEY= ;; esac
}

# --- its process --------------------------------------------------------------------------------------------------

# PID_FILE is where a running engine has noted its process.
engine_runs() {
  _pid=; { read -r _pid <"$PID_FILE"; } 2>/dev/null
  _comm=; [ -z "$_pid" ] || { read -r _comm <"/proc/$_pid/comm"; } 2>/dev/null
  case $_comm in dockerd*) return 0 ;; esac
  return 1
}

# older_engine FILE: true when an engine runs that was started before the file was written.
older_engine() { engine_runs && [ "$1" -nt "$PID_FILE" ]; }

# replaced_engine INIT: true when an engine runs whose program has been replaced since; not every package restarts it.
replaced_engine() {
  [ "$1" != none ] && engine_runs || return 1
  case " ${REPLACED:-} " in *" $_pid "*) return 0 ;; esac   # in a sealed plan nobody can look for themselves
  case $(readlink "/proc/$_pid/exe" 2>/dev/null) in *' (deleted)') return 0 ;; esac
  return 1
}

# --- users ------------------------------------------------------------------------------------------------------

want_members() { # GROUP USER...
  _wanted=$1; shift
  for _user do
    staying user "$_user"
    promised user "$_user" || has_account user "$_user" ||
      cannot "there is no user $_user to be put into the group $_wanted"
    in_group "$_user" "$_wanted" || { need_own group "$_wanted" "add $_user to it there"; want "$_user" "in group $_wanted" ''; }
  done
}

put_members() { # GROUP USER...
  _wanted=$1; shift
  has_account group "$_wanted" || { if have groupadd; then groupadd -r "$_wanted"; else addgroup -S "$_wanted"; fi; }
  for _user do in_group "$_user" "$_wanted" || join_group "$_user" "$_wanted"; done
}

# --- its service ------------------------------------------------------------------------------------------------

# want_engine_service INIT: started now and at boot. Without an init system nothing would look after an engine.
# ENGINE_STOPPED is set where it is going to be started.
want_engine_service() {
  svc_use "$1"
  if [ "$SVC" = none ]; then
    [ "$PHASE" = recheck ] || say "no init system runs here: the engine is installed, and nothing starts it"
    return 0
  fi
  svc_look docker
  [ "$MASKED" = no ] || cannot "the service docker is masked: unmask it, or give service: false"
  [ "$ENABLED" = fixed ] || want "docker at boot" started "$([ "$ENABLED" = yes ] && echo started || echo "not started")"
  if [ "$RUNNING" = no ]; then ENGINE_STOPPED=yes; want "docker now" running stopped; fi
}

put_engine_service() { # INIT
  svc_use "$1"
  [ "$SVC" != none ] || return 0
  svc_look docker
  case $ENABLED in no) svc_do enable docker ;; esac
  [ "$RUNNING" = yes ] || quietly start || cannot "the engine does not start: $(engine_words)"
}

# quietly VERB: what fails here is told by the caller.
quietly() {
  [ "$SVC" != systemd ] || systemctl reset-failed docker.service 2>/dev/null || :
  ( svc_do "$1" docker; svc_settled docker ) 3>/dev/null
}

engine_words() { # the last it said
  case $SVC in
    systemd) journalctl -u docker.service -t dockerd -n 3 -o cat --no-pager 2>/dev/null ;;
    *) tail -n 5 /var/log/docker.log 2>/dev/null ;;
  esac
}

# restart_engine INIT FILE OLD: an engine that does not come up with FILE gets the text OLD back, when it is another one.
restart_engine() {
  svc_use "$1"
  quietly restart && return 0
  _words=$(engine_words)
  _now=$(contents "$2" && echo .) || unreadable "$?" "$2"
  [ "$_now" != "$3." ] || cannot "the engine does not start again: $_words"
  if [ -n "$3" ]; then put_file "$2" "$3"; else remove "$2"; fi
  quietly start || cannot "the engine starts neither with the new nor with the old $2: $_words"
  cannot "the engine does not start with the new $2; the old one is in force again: $_words"
}
