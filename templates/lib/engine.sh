# uses: version json account package packages service docker
# Setting up a Docker engine.

# engine_specs VERSION PACKAGE...: sets ENGINE_SPECS, the packages, those of the engine itself pinned to the version when there is
# one. Docker counts its own packages for apt in epoch 5. A version of Debian before the client was a package of its own has none: docker.io brings it.
engine_specs() {
  _pin=$1 ENGINE_SPECS=; shift
  case $PKG,$_pin in
    *, | *'*'* | pacman,* | zypper,*) ;;
    apt,*:*) _pin="$_pin*" ;;
    apt,*) case " $* " in *' docker-ce '*) _pin="5:$_pin*" ;; *) _pin="$_pin*" ;; esac ;;
    *) _pin="$_pin*" ;;
  esac
  for _spec do
    case $PKG,$_pin,$_spec in apt,?*,docker-cli) pkg_exists "docker-cli=$_pin" || continue ;; esac
    case $_pin,$_spec in ?*,*=*) ;; ?*,docker* | ?*,moby-engine) _spec="$_spec=$_pin" ;; esac
    ENGINE_SPECS="$ENGINE_SPECS $_spec"
  done
}

# engine_in_the_way PACKAGE...: sets ENGINE_IN_THE_WAY to those that are installed and no earlier task removes.
engine_in_the_way() {
  set -f
  PKG_INSTALLED=$(pkg_installed_version "$@") ENGINE_IN_THE_WAY=
  for _one do
    pkg_version "$_one"; [ -z "$PKG_VERSION" ] || promised removed_package "$_one" || ENGINE_IN_THE_WAY="$ENGINE_IN_THE_WAY $_one"
  done
  set +f
}

# engine_among PACKAGE...: sets ENGINE_SPEC to the one that is an engine, with its version where that is given; false where none is.
engine_among() {
  for ENGINE_SPEC do case ${ENGINE_SPEC%%=*} in docker-ce | docker.io | moby-engine | docker | docker-engine) return 0 ;; esac; done
  return 1
}

# engine_upstream VERSION: sets ENGINE_UPSTREAM to what Docker itself calls it: 5:27.3.1-1~debian.12, 20.10.24+dfsg1-1 and 18.06.3.ce-3.el7 are
# 27.3.1, 20.10.24 and 18.06.3.
engine_upstream() { ENGINE_UPSTREAM=${1#*:}; ENGINE_UPSTREAM=${ENGINE_UPSTREAM%%[!0-9.]*}; ENGINE_UPSTREAM=${ENGINE_UPSTREAM%.}; }

# engine_not_back SOURCE SPEC...: an engine in the way that is newer than the one of SOURCE stays, unless it may go back.
engine_not_back() {
  [ "$PKG_DOWNGRADE" != yes ] && engine_among $ENGINE_IN_THE_WAY || return 0
  _there=$ENGINE_SPEC _source=$1; shift
  engine_among "$@" || return 0
  PKG_INSTALLED=$(pkg_installed_version "$_there"); pkg_version "$_there"; engine_upstream "$PKG_VERSION"; _has=$ENGINE_UPSTREAM
  pkg_spec "$ENGINE_SPEC"; engine_upstream "${PKG_PIN:-$(pkg_candidate "$PKG_NAME")}"
  # a pin may be the beginning of a version
  case $ENGINE_UPSTREAM:$_has. in :* | *:. | *:"$ENGINE_UPSTREAM."*) return 0 ;; esac
  version_at_least "$ENGINE_UPSTREAM" "$_has" ||
    cannot "$_there $_has would go back to $PKG_NAME $ENGINE_UPSTREAM: source: $_source keeps it, and allow_downgrade: true lets it go back"
}

# engine_want_packages STATE SPEC...: what an earlier planned task's repository is going to have is wanted without its version.
# ENGINE_NEW_SPECS is set to those.
engine_want_packages() {
  ENGINE_NEW_SPECS= PKG_MOVES= _state=$1; shift
  if pkg_promised_repository; then
    _known=
    for _spec do
      pkg_spec "$_spec"
      PKG_INSTALLED=$(pkg_installed_version "$PKG_NAME"); pkg_version "$PKG_NAME" "$PKG_PIN"
      if [ -n "$PKG_VERSION$(pkg_candidate "$PKG_NAME")" ]; then _known="$_known $_spec"
      else want "$PKG_NAME" "${PKG_PIN:-the newest} of the repository $PKG_REPOSITORY" ''; promise package "$PKG_NAME"; ENGINE_NEW_SPECS="$ENGINE_NEW_SPECS $_spec"; fi
    done
    # shellcheck disable=SC2086
    set -- $_known
    [ $# -gt 0 ] || return 0
  fi
  packages_want "$_state" "$@"
}

# engine_tell_change PROGRAM HAS VERSION NOTE WHERE UNLESS: the note, when the packages in PKG_MOVES bring the program from what the host has
# past this version, daemon.json has the key WHERE, and it has not the key UNLESS; empty keys ask nothing.
engine_tell_change() {
  [ -n "$2" ] && ! version_at_least "$2" "$3" || return 0
  while read -r _name _ _to; do
    case $1,$_name in
      containerd,containerd | containerd,containerd.io | docker,docker-ce | docker,docker.io | docker,docker | docker,moby-engine | docker,docker-engine) ;;
      *) continue ;;
    esac
    engine_upstream "$_to"
    version_at_least "${ENGINE_UPSTREAM:-0}" "$3" || continue
    { [ -z "$5" ] || engine_daemon_has "$5"; } && { [ -z "$6" ] || ! engine_daemon_has "$6"; } || continue
    say "$1 from $2 to $ENGINE_UPSTREAM: $4"
  done <<END
$PKG_MOVES
END
}

# engine_fetch_packages STATE SPEC...: a mirror that fails must not leave the host without an engine.
engine_fetch_packages() { PKG_GONE=$ENGINE_IN_THE_WAY; packages_fetch "$@"; PKG_GONE=; }

# engine_put_packages STATE SPEC...: they take the place of those in the way, with apt in one transaction.
engine_put_packages() {
  packages_sort "$@"
  if [ "$PKG" = apt ] && [ -n "$PACKAGES_NEW" ]; then PKG_GONE=$ENGINE_IN_THE_WAY
  elif [ -n "$ENGINE_IN_THE_WAY" ]; then packages_put absent $ENGINE_IN_THE_WAY
  fi
  packages_put "$@"
  PKG_GONE=
}

# --- daemon.json ------------------------------------------------------------------------------------------------

# engine_daemon_text FILE WANTED: sets ENGINE_DAEMON_OLD, what the file holds, and ENGINE_DAEMON_TEXT, what it is to hold.
engine_daemon_text() {
  ENGINE_DAEMON_OLD=
  [ ! -d "$1" ] || cannot "$1 is a directory, as a mount of what is not there makes it: remove it, and the file is written"
  if [ -e "$1" ]; then ENGINE_DAEMON_OLD=$(contents "$1" && echo .) || unreadable "$1"; fi
  ENGINE_DAEMON_OLD=${ENGINE_DAEMON_OLD%.}
  ENGINE_DAEMON_TEXT=$(json_merge "$ENGINE_DAEMON_OLD" "$2"; _status=$?; echo .; exit "$_status") || {
    [ $? -eq 3 ] || cannot "daemon.json cannot be merged: awk does not run here"
    ENGINE_DAEMON_TEXT=${ENGINE_DAEMON_TEXT%.}; cannot "$1 is not valid JSON and stays as it is; mend or remove it: ${ENGINE_DAEMON_TEXT%"$NL"}"
  }
  ENGINE_DAEMON_TEXT=${ENGINE_DAEMON_TEXT%.}
}

engine_want_daemon() { # FILE, after engine_daemon_text
  [ "$ENGINE_DAEMON_TEXT" = "$ENGINE_DAEMON_OLD" ] || { engine_accepts "$ENGINE_DAEMON_TEXT"; want_content "$1" "$ENGINE_DAEMON_TEXT"; }
}

engine_accepts() { # TEXT
  have dockerd && dockerd --help 2>/dev/null | grep -q -e --validate || return 0
  put_temp daemon.json "$1"
  _why=$(dockerd --validate --config-file "$WORK/daemon.json" 2>&1) || cannot "this engine does not accept that daemon.json: $_why"
}

engine_daemon_holds() { [ "$(json_merge "$ENGINE_DAEMON_TEXT" "$1"; echo .)" = "$ENGINE_DAEMON_TEXT." ]; }   # JSON: whether ENGINE_DAEMON_TEXT holds it

engine_daemon_has() { [ -n "${ENGINE_DAEMON_TEXT-}" ] && ! engine_daemon_holds "{\"$1\":null}"; }   # KEY

# engine_keep_driver SVC_RUNNING: images and containers belong to the storage driver they were made with; another one does not see them.
engine_keep_driver() {
  [ -n "$1" ] || return 0
  # a text in which something changes is printed with a key a line
  _driver=$(json_merge "$ENGINE_DAEMON_TEXT" '{"":0}' | sed -n 's/^[[:space:]]*"storage-driver": "\([^"]*\)".*/\1/p')
  case $_driver in '' | "$1") return 0 ;; esac
  # what containerd's image store makes of overlay2, as long as it is asked for: without that overlay2 is another place
  [ "$1:$_driver" != overlayfs:overlay2 ] || ! engine_daemon_holds '{"features":{"containerd-snapshotter":true}}' || return 0
  cannot "the engine runs with the storage driver $1: with $_driver all its images and containers would be out of sight, though \
they stay on the disk; leave storage-driver out, or change it with allow_driver_change: true"
}

# engine_keep_store STORE: nor does one image store see what is in the other.
engine_keep_store() {
  case $1 in
    containerd) engine_daemon_holds '{"features":{"containerd-snapshotter":false}}' || return 0; _store=classic ;;
    classic) engine_daemon_holds '{"features":{"containerd-snapshotter":true}}' || return 0; _store=containerd ;;
    *) return 0 ;;
  esac
  cannot "the engine runs with the image store $1: with $_store all its images and containers would be out of sight, though \
they stay on the disk; leave features.containerd-snapshotter out (docker_image_store of site.yml), or change it with allow_driver_change: true"
}

# engine_may_forward: with nftables the engine does not switch forwarding on, and does not start without it.
engine_may_forward() {
  engine_daemon_holds '{"firewall-backend":"nftables"}' && ! engine_daemon_holds '{"ip-forward":false}' || return 0
  _now=$(sysctl -n net.ipv4.ip_forward 2>/dev/null) || { read -r _now </proc/sys/net/ipv4/ip_forward; } 2>/dev/null || return 0
  [ "$_now" = 0 ] && ! promised sysctl net.ipv4.ip_forward=1 || return 0
  cannot "with firewall-backend nftables the engine leaves net.ipv4.ip_forward as it is, and does not start while it is 0: a task before \
this one sets it, sysctl: {name: net.ipv4.ip_forward, value: 1}"
}

# engine_no_swarm_with_live_restore: the engine takes only one of them.
engine_no_swarm_with_live_restore() {
  engine_daemon_holds '{"live-restore":true}' && engine_runs && have docker || return 0
  [ "$(docker_client 20 info --format '{{.Swarm.LocalNodeState}}' 2>/dev/null)" != active ] ||
    cannot "this host is in a swarm, whose engines take no live-restore: give live-restore: false in daemon (docker_daemon of site.yml)"
}

# --- flags of its service -----------------------------------------------------------------------------------------

# engine_flags_once INIT: an engine does not start where a key of daemon.json is a flag too.
engine_flags_once() {
  _twice=
  while read -r _flag _place; do
    engine_flag_key "${_flag%%=*}"
    [ -n "$ENGINE_FLAG_KEY" ] && engine_daemon_has "$ENGINE_FLAG_KEY" || continue
    _twice="$_twice${_twice:+, and }$ENGINE_FLAG_KEY, by ${_flag%%=*} in $_place"
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
    systemd) engine_unit_flags ;;
    openrc | sysv)
      for _file in /etc/sysconfig/docker /etc/sysconfig/docker-storage /etc/default/docker /etc/conf.d/docker; do
        for _name in OPTIONS DOCKER_OPTS DOCKER_STORAGE_OPTIONS; do engine_file_flags "$_file" "$_name"; done
      done ;;
  esac
}

# engine_unit_flags: of the unit that there is, or that the packages will have brought: then of a drop-in that gives the command anew, else those
# in ENGINE_OWN_FLAGS.
engine_unit_flags() {
  _files= _words= _environment=
  while _line=; IFS= read -r _line || [ -n "$_line" ]; do
    case $_line in
      EnvironmentFile*=*) _line=${_line#*=}; _files="$_files ${_line%% *}" ;;
      Environment=*) _environment=" ${_line#*=} " ;;
      ExecStart=*) _words=${_line#*'argv[]='}; _words=${_words%% ;*} ;;
    esac
  done <<END
$(systemctl show -p ExecStart -p EnvironmentFiles -p Environment -- docker 2>/dev/null)
END
  if [ -z "$_words" ] || [ -n "$ENGINE_IN_THE_WAY" ]; then engine_coming_words; fi
  for _word in $_words; do
    case $_word in
      -*) echo "$_word the unit docker.service" ;;
      '$'*)
        _word=${_word#?}; _word=${_word#'{'}; _word=${_word%'}'}
        engine_environment_flags "$_word"
        for _file in $_files; do engine_file_flags "$_file" "$_word"; done ;;
    esac
  done
}

engine_coming_words() { # sets _words
  _words=$ENGINE_OWN_FLAGS
  case $PROMISES in *docker.service*) _words= ;; esac   # an earlier task writes one; what it will say is not known here
  for _file in /etc/systemd/system/docker.service /etc/systemd/system/docker.service.d/*.conf; do
    [ -r "$_file" ] || continue
    while _line=; IFS= read -r _line || [ -n "$_line" ]; do
      case $_line in ExecStart=?*) _words=${_line#*=} ;; esac
    done <"$_file"
  done
}

# engine_environment_flags NAME: those in a variable that the unit or a drop-in sets, and no file of _files sets anew. systemd quotes an assignment
# that has a blank.
engine_environment_flags() {
  ! grep -qs -e "^$1=" -e "^export $1=" /dev/null $_files || return 0
  case $_environment in
    *" \"$1="*) _value=${_environment#*" \"$1="}; _value=${_value%%\"*} ;;
    *" $1="*) _value=${_environment#*" $1="}; _value=${_value%% *} ;;
    *) return 0 ;;
  esac
  for _one in $_value; do case $_one in -*) echo "$_one the unit docker.service" ;; esac; done
}

# engine_file_flags FILE NAME: those in the last value of a variable; without -r the lines that end in a backslash go on.
engine_file_flags() {
  [ -r "$1" ] || return 0
  _value=
  # shellcheck disable=SC2162
  while _line=; read _line || [ -n "$_line" ]; do
    _line=${_line#export }
    case $_line in "$2="*) _value=${_line#*=} ;; esac
  done <"$1"
  for _one in $(printf %s "$_value" | tr -d "\"'"); do case $_one in -*) echo "$_one $1" ;; esac; done
}

# engine_flag_key FLAG: sets ENGINE_FLAG_KEY to its key in daemon.json.
engine_flag_key() {
  case $1 in
    -b) ENGINE_FLAG_KEY=bridge ;; -D) ENGINE_FLAG_KEY=debug ;; -G) ENGINE_FLAG_KEY=group ;; -g) ENGINE_FLAG_KEY=graph ;; -H | --host) ENGINE_FLAG_KEY=hosts ;;
    -l) ENGINE_FLAG_KEY=log-level ;; -p) ENGINE_FLAG_KEY=pidfile ;; -s) ENGINE_FLAG_KEY=storage-driver ;;
    --add-runtime) ENGINE_FLAG_KEY=runtimes ;;
    --insecure-registry) ENGINE_FLAG_KEY=insecure-registries ;;
    --authorization-plugin | --cluster-store-opt | --default-address-pool | --default-ulimit | --dns-opt | --exec-opt | --label | \
      --log-opt | --node-generic-resource | --registry-mirror | --storage-opt) ENGINE_FLAG_KEY=${1#--}s ;;
    --*) ENGINE_FLAG_KEY=${1#--} ;;
    *) ENGINE_FLAG_KEY= ;;
  esac
  case $ENGINE_FLAG_KEY in *[!a-z0-9-]*) ENGINE_FLAG_KEY= ;; esac
}

# --- its process --------------------------------------------------------------------------------------------------

# ENGINE_PID_FILE is where a running engine has noted its process.
engine_runs() {
  _pid=; { read -r _pid <"$ENGINE_PID_FILE"; } 2>/dev/null
  _comm=; [ -z "$_pid" ] || { read -r _comm <"/proc/$_pid/comm"; } 2>/dev/null
  case $_comm in dockerd*) return 0 ;; esac
  return 1
}

# engine_is_older FILE: true when an engine runs that was started before the file was written.
engine_is_older() { engine_runs && [ "$1" -nt "$ENGINE_PID_FILE" ]; }

# engine_is_replaced INIT: true when an engine runs whose program has been replaced since; not every package restarts it.
engine_is_replaced() {
  [ "$1" != none ] && engine_runs || return 1
  case " ${REPLACED:-} " in *" $_pid "*) return 0 ;; esac   # in a sealed plan nobody can look for themselves
  case $(readlink "/proc/$_pid/exe" 2>/dev/null) in *' (deleted)') return 0 ;; esac
  return 1
}

# --- users ------------------------------------------------------------------------------------------------------

engine_want_members() { # GROUP USER...
  _wanted=$1; shift
  for _user do
    account_stays user "$_user"
    promised user "$_user" || account_exists user "$_user" ||
      cannot "there is no user $_user to be put into the group $_wanted"
    account_in_group "$_user" "$_wanted" || { account_need_own group "$_wanted" "add $_user to it there"; want "$_user" "in group $_wanted" ''; }
  done
}

engine_put_members() { # GROUP USER...
  _wanted=$1; shift
  account_exists group "$_wanted" || { if have groupadd; then groupadd -r "$_wanted"; else addgroup -S "$_wanted"; fi; }
  for _user do account_in_group "$_user" "$_wanted" || account_join_group "$_user" "$_wanted"; done
}

# --- its service ------------------------------------------------------------------------------------------------

# engine_want_service INIT: started now and at boot. Without an init system nothing would look after an engine.
# ENGINE_STOPPED is set where it is going to be started.
engine_want_service() {
  svc_use "$1"
  if [ "$SVC" = none ]; then
    [ "$PHASE" = recheck ] || say "no init system runs here: the engine is installed, and nothing starts it"
    return 0
  fi
  svc_look docker
  [ "$SVC_MASKED" = no ] || cannot "the service docker is masked: unmask it, or give service: false"
  [ "$SVC_ENABLED" = fixed ] || want "docker at boot" started "$([ "$SVC_ENABLED" = yes ] && echo started || echo "not started")"
  if [ "$SVC_RUNNING" = no ]; then ENGINE_STOPPED=yes; want "docker now" running stopped; fi
}

engine_put_service() { # INIT
  svc_use "$1"
  [ "$SVC" != none ] || return 0
  svc_look docker
  case $SVC_ENABLED in no) svc_do enable docker ;; esac
  [ "$SVC_RUNNING" = yes ] || engine_quietly start || cannot "the engine does not start: $(engine_words)"
}

# engine_quietly VERB: what fails here is told by the caller.
engine_quietly() {
  [ "$SVC" != systemd ] || systemctl reset-failed docker.service 2>/dev/null || :
  try engine_serve "$1" 3>/dev/null
}
engine_serve() { svc_do "$1" docker; svc_settled docker; }

engine_words() { # the last it said
  case $SVC in
    systemd) journalctl -u docker.service -t dockerd -n 3 -o cat --no-pager 2>/dev/null ;;
    *) tail -n 5 /var/log/docker.log 2>/dev/null ;;
  esac
}

# engine_restart INIT FILE OLD: an engine that does not come up with FILE gets the text OLD back, when it is another one.
engine_restart() {
  svc_use "$1"
  engine_quietly restart && return 0
  _words=$(engine_words)
  _now=$(contents "$2" && echo .) || unreadable "$2"
  [ "$_now" != "$3." ] || cannot "the engine does not start again: $_words"
  if [ -n "$3" ]; then put_file "$2" "$3"; else remove "$2"; fi
  engine_quietly start || cannot "the engine starts neither with the new nor with the old $2: $_words"
  cannot "the engine does not start with the new $2; the old one is in force again: $_words"
}
