# uses: guard_script
# The guard of a restart: unless Drydock comes back to the host in time and confirms the boot that is tried, the host restarts by itself.
# It is put in place before the restart, is started by the init in the boot that is tried alone, and is gone with the confirmation, or when
# another kernel than that starts.

GUARD_HOME=/etc/drydock/guard GUARD_UNIT=/etc/systemd/system/drydock-guard.service GUARD_WANTS=/etc/systemd/system/sysinit.target.d/drydock-guard.conf

# guard_possible GUARD CONTAINER INIT LIMIT: sets GUARD_NOT to why there is none, or to nothing. GUARD is required, auto or none.
guard_possible() {
  GUARD_NOT=
  case $1,$2,$3 in
    none,*) GUARD_NOT="none is wanted" ;;
    *,true,*) GUARD_NOT="a container has no kernel of its own" ;;
    *,*,systemd) guard_in_time "$4" ;;
    *,*,openrc | *,*,sysv) grep -qs '^[^#:]*:[^:]*:sysinit:' /etc/inittab || GUARD_NOT="/etc/inittab starts nothing here" ;;
    *) GUARD_NOT="the init that runs here is not known" ;;
  esac
  [ -n "$GUARD_NOT" ] || [ "$MY_UID" = 0 ] || GUARD_NOT="it takes root"
  [ -n "$GUARD_NOT" ] || guard_kept
}

# guard_kept: what is written to /etc must be there in the next boot. In a plan all is read-only but as the init sees it.
guard_kept() {
  _deepest=/
  while _at=; read -r _ _at _type _options _ || [ -n "$_at" ]; do
    case $_at in /etc) _deepest=$_at ;; "$_deepest") ;; *) continue ;; esac
    case $_type,$_options, in
      *,ro,*) GUARD_NOT="/etc is read-only" ;;
      tmpfs,* | ramfs,*) GUARD_NOT="/etc is in memory, and gone with the restart" ;;
      *) GUARD_NOT= ;;
    esac
  done </proc/1/mounts
}

# guard_in_time LIMIT: how long this boot took to its network tells what the next one may take.
guard_in_time() {
  _took=$(systemctl show --property=ActiveEnterTimestampMonotonic network.target 2>/dev/null) || return 0
  _took=${_took#*=}; _took=${_took%??????}
  case $_took in '' | *[!0-9]*) return 0 ;; esac
  [ "$_took" -lt "$1" ] || cannot "this boot took $_took s to its network, and confirm is $1 s: the guard would end a good one, too; give it more"
}

# guard_plan GUARD CONTAINER INIT LIMIT: for checks that come to a restart: tells that nothing guards it, and what came of the last one where
# nobody was there to be told.
guard_plan() {
  [ "$PHASE" = check ] || return 0
  [ -e "$GUARD_HOME/run" ] || [ ! -e "$GUARD_HOME/report" ] || say "an earlier restart: $(contents "$GUARD_HOME/report" | head -c 4000)"
  [ "$1" != none ] || return 0
  guard_possible "$@"
  [ -n "$GUARD_NOT" ] || return 0
  [ "$1" != required ] || cannot "no guard can be put in place: $GUARD_NOT; guard: auto goes without one where that is so"
  say "restarts without a guard: $GUARD_NOT; a host that does not come back needs its console"
}

# guard_want_gone: for checks: in a boot that nobody has confirmed, there is something to do.
guard_want_gone() { ! guard_waits || want "guard of this boot" "gone" "restarts the host unless it is confirmed"; }

# guard_waits: true in a boot that is still to be confirmed.
guard_waits() { [ -e /run/drydock-guard/pid ] && [ -e "$GUARD_HOME/run" ]; }

# guard_put GUARD CONTAINER INIT LIMIT WANTED [BACK]: for applies, before the restart. WANTED is the release of the kernel that is tried, or empty; BACK a
# command that makes the running one the next that starts, where it is not the default, in a boot of another. Sets GUARD_NOT as guard_possible does.
guard_put() {
  guard_confirm; guard_clear
  guard_possible "$@"
  [ -z "$GUARD_NOT" ] || return 0
  read -r _boot </proc/sys/kernel/random/boot_id || cannot "the host does not tell one boot from the next"
  _head="# Drydock's guard of a restart of this host. docs/reboot.md$NL"
  guard_line WANTED "$5"; guard_line RAN "$(uname -r)"; guard_line ASKED "$_boot"; guard_line LIMIT "$4"; guard_line BACK "${6:-}"
  make_directory "$GUARD_HOME" 700
  put_file "$GUARD_HOME/run" "$_head$(guarding_script)$NL" 600
  case $3 in
    systemd)
      put_file "$GUARD_UNIT" "[Unit]
Description=Drydock's guard: restarts this host unless the boot is confirmed
DefaultDependencies=no
IgnoreOnIsolate=yes
StartLimitIntervalSec=0

[Service]
ExecStart=/bin/sh $GUARD_HOME/run watch
Restart=on-failure
RestartSec=1
OOMScoreAdjust=-1000
StandardInput=null
StandardOutput=null
StandardError=null
" 644
      put_file "$GUARD_WANTS" "[Unit]${NL}Wants=${GUARD_UNIT##*/}$NL" 644 ;;
    *)
      _inittab=$(contents /etc/inittab && echo .) || unreadable /etc/inittab
      guard_inittab_line "$3"
      put_file /etc/inittab "$_line$NL${_inittab%.}" ;;
  esac
}

# guard_inittab_line: busybox takes the first field for a terminal.
guard_inittab_line() {
  _line="::sysinit:/bin/sh $GUARD_HOME/run start"
  case $(readlink -f /sbin/init) in */busybox) ;; *) _line=dg$_line ;; esac
}

guard_line() { _head="$_head$1=$(guard_quoted "$2")$NL"; }

guard_quoted() { printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")"; }   # one word for a shell

# guard_hold SECONDS: for what follows the restart. The guard leaves that much time from now on. One that has decided already, has it.
guard_hold() {
  [ -e "$GUARD_HOME/run" ] || return 0
  sh "$GUARD_HOME/run" hold "$1" && return 0; _status=$?
  case $_status in
    1) say "the host came back too late for its guard, which restarts it"; restart 900 : ;;
    3) say "the guard does not run in this boot" ;;
    *) cannot "the guard does not take more time" ;;
  esac
}

guard_note() { sh "$GUARD_HOME/run" note "$1" || :; }   # what guard_report is to tell after the next restart

guard_back() { sh "$GUARD_HOME/run" back; }   # as the guard would before it restarts the host

# guard_confirm: the boot has proven itself, or nobody asks that of it any more.
guard_confirm() {
  [ ! -e "$GUARD_HOME/run" ] || sh "$GUARD_HOME/run" confirm || cannot "the guard in $GUARD_HOME cannot be removed, and will restart the host"
}

guard_clear() { remove "$GUARD_HOME"; rmdir "${GUARD_HOME%/*}" 2>/dev/null || :; }

# guard_report: sets GUARD_REPORT to what the guard tells of the boot that was tried, and removes that; empty where it did not come so far.
guard_report() {
  GUARD_REPORT=
  [ ! -e "$GUARD_HOME/run" ] || sh "$GUARD_HOME/run" ended 2>/dev/null || :   # where Drydock is here before the guard
  [ ! -e "$GUARD_HOME/report" ] || GUARD_REPORT=$(contents "$GUARD_HOME/report" | head -c 4000)
  guard_confirm; guard_clear
}
