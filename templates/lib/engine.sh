# Setting up a Docker engine. Needs the libraries for packages, service, json.

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
}

# want_engine_packages SPEC...: what an earlier planned task's repository is going to have is wanted without its version.
# NEW_SPECS is set to those.
want_engine_packages() {
  NEW_SPECS= MOVES=
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
  want_packages present "$@"
}

# --- daemon.json ------------------------------------------------------------------------------------------------

# daemon_text FILE WANTED: sets DAEMON_OLD, what the file holds, and DAEMON_TEXT, what it is to hold.
daemon_text() {
  DAEMON_OLD=
  if [ -e "$1" ]; then DAEMON_OLD=$(cat -- "$1" && echo .) || cannot "cannot read $1"; fi
  DAEMON_OLD=${DAEMON_OLD%.}
  DAEMON_TEXT=$(json_merge "$DAEMON_OLD" "$2"; _status=$?; echo .; exit "$_status") || {
    [ $? -eq 3 ] || cannot "daemon.json cannot be merged: awk does not run here"
    DAEMON_TEXT=${DAEMON_TEXT%.}; cannot "$1 is not valid JSON and stays as it is; mend or remove it: ${DAEMON_TEXT%"$NL"}"
  }
  DAEMON_TEXT=${DAEMON_TEXT%.}
}

want_daemon() { # FILE WANTED
  daemon_text "$@"
  [ "$DAEMON_TEXT" = "$DAEMON_OLD" ] || { accepted_by_engine "$DAEMON_TEXT"; want_content "$1" "$DAEMON_TEXT"; }
}

accepted_by_engine() { # TEXT
  have dockerd && dockerd --help 2>/dev/null | grep -q -e --validate || return 0
  printf %s "$1" >"$D/daemon.json"
  _why=$(dockerd --validate --config-file "$D/daemon.json" 2>&1) || cannot "this engine does not accept that daemon.json: $_why"
}

# PID_FILE is where a running engine has noted its process.
engine_runs() {
  _pid=; { read -r _pid <"$PID_FILE"; } 2>/dev/null
  _comm=; [ -z "$_pid" ] || { read -r _comm <"/proc/$_pid/comm"; } 2>/dev/null
  case $_comm in dockerd*) return 0 ;; esac
  return 1
}

# older_engine FILE: true when an engine runs that was started before the file was written.
older_engine() { engine_runs && [ "$1" -nt "$PID_FILE" ]; }

# --- users ------------------------------------------------------------------------------------------------------

members() { # GROUP: sets MEMBERS, with commas around
  MEMBERS=,
  while IFS=: read -r _group _ _ _list; do
    [ "$_group" != "$1" ] || MEMBERS=,$_list,
  done </etc/group
}

want_members() { # GROUP USER...
  members "$1"; _wanted=$1; shift
  for _user do
    case $MEMBERS in *",$_user,"*) continue ;; esac
    promised user "$_user" || id -u -- "$_user" >/dev/null 2>&1 ||
      cannot "there is no user $_user to be put into the group $_wanted"
    want "$_user" "in group $_wanted" ''
  done
}

put_members() { # GROUP USER...
  members "$1"; _wanted=$1; shift
  grep -q "^$_wanted:" /etc/group || { if have groupadd; then groupadd -r "$_wanted"; else addgroup -S "$_wanted"; fi; }
  for _user do
    case $MEMBERS in *",$_user,"*) continue ;; esac
    if have usermod; then usermod -a -G "$_wanted" -- "$_user"; else addgroup -- "$_user" "$_wanted"; fi
  done
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
  [ "$(cat "$2" && echo .)" != "$3." ] || cannot "the engine does not start again: $_words"
  if [ -n "$3" ]; then put_file "$2" "$3"; else rm -f -- "$2"; fi
  quietly start || cannot "the engine starts neither with the new nor with the old $2: $_words"
  cannot "the engine does not start with the new $2; the old one is in force again: $_words"
}
