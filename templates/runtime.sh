# The host-side library every program starts with. POSIX sh only (dash, bash, busybox ash).
# The compiler sets before it: M (the program's random marker), MODE (facts, plan or apply), RUN (the run's name);
# and LAST (yes in the program that is the last of its run on this host, as far as the compiler can tell).
#
# Events are written to fd 3 as one header line "MARKER KIND TASK LENGTH..." and then exactly the texts whose
# lengths the header states. Output of commands never reaches fd 3, and no text is parsed for markers, so nothing a
# command prints can forge an event. LC_ALL=C makes ${#x} count bytes.
LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin
export LC_ALL PATH
unset CDPATH ENV IFS
set +eu
OUTPUT_LIMIT=65536   # bytes kept of each of a task's two output streams

ev() { # KIND TASK TEXT... That nobody listens any more is no failure of what tells.
  _h="$M $1 $2"; shift 2; _b=
  for _t do _h="$_h ${#_t}" _b="$_b$_t"; done
  printf '%s\n%s\n' "$_h" "$_b" >&3 || :
}

# --- words for checks -------------------------------------------------------------------------------------------

# want FIELD DESIRED CURRENT: differs -> the task would change. Call it in the check's own shell, not in a pipeline.
want() {
  [ "$2" = "$3" ] && return 0
  _differs=1; ev want "$T" "$PHASE" "$1" "$2" "$3"
}

# want_hidden FIELD DESIRED CURRENT: the same for secrets; the values are compared here and never sent.
want_hidden() {
  [ "$2" = "$3" ] && return 0
  _differs=1; ev want "$T" "$PHASE" "$1" '(secret)' '(secret)'
}

# want_content PATH TEXT: the file's whole content. A missing file differs from an empty one. Shown as a unified diff.
want_content() {
  _current= _kind=new
  if [ -f "$1" ]; then
    _kind=content _current=$(cat -- "$1" && echo .) || cannot "cannot read $1"
    _current=${_current%.}
  fi
  [ "$_kind$_current" = "content$2" ] || content_differs "$1" "$_kind" "$2" "$_current"
}

# want_hidden_content PATH TEXT: the same for secrets; no content is sent.
want_hidden_content() {
  [ -f "$1" ] && [ "$(cat -- "$1" && echo .)" = "$2." ] || hidden_content_differs "$1"
}

# content_differs PATH KIND DESIRED CURRENT: KIND is content, or new where there is no file. Large ones are told by their sizes.
content_differs() {
  _differs=1
  if [ "${#3}" -gt 262144 ] || [ "${#4}" -gt 262144 ]; then
    ev want "$T" "$PHASE" "$1" "${#3} bytes" "${#4} bytes"
  else
    ev content "$T" "$PHASE" "$1" "$2" "$3" "$4"
  fi
}

hidden_content_differs() { _differs=1; ev want "$T" "$PHASE" "$1" '(secret content)' '(other content)'; }

# want_meta PATH MODE OWNER GROUP: permission bits (octal), owner and group; empty = as it is. One stat.
want_meta() {
  [ -n "$2$3$4" ] || return 0
  if [ -e "$1" ] || [ -L "$1" ]; then
    _s=$(stat -c '%a %u %U %g %G' -- "$1") || cannot "cannot stat $1"
  else
    _s='- - - - -'
  fi
  # shellcheck disable=SC2086
  set -- "$1" "$2" "$3" "$4" $_s
  if [ -n "$2" ]; then
    _m=${2#"${2%%[!0]*}"}; want mode "${_m:-0}" "$5"
  fi
  case $3 in '' | "$6" | "$7") ;; *) want owner "$3" "$7" ;; esac
  case $4 in '' | "$8" | "$9") ;; *) want group "$4" "$9" ;; esac
}

# act WHAT: the task changes something whenever it runs (a restart, an unguarded command); not checked again.
act() { _acts=1; ev want "$T" "$PHASE" action "$1" ''; }

# defer REASON [KIND NAME]: cannot be known before an earlier planned task is applied; says which task when that task
# promised KIND NAME, else the last one that is going to change. With no such task it is a failure for that reason. A task
# that differs already is going to change whatever is found later, and is predicted as that.
defer() {
  if [ "$MODE" = plan ] && [ -n "$LAST_CHANGE" ] && [ -n "$_differs" ]; then say "more after an earlier task: $1"; keep_promises; exit 10; fi
  _w=
  if [ $# -gt 1 ]; then
    case $PROMISES in *"
$2 $3
"*) _w=${PROMISES#*"
$2 $3
"}; _w=${_w%%"
"*} ;; esac
  fi
  ev defer "$T" "${_w:-$LAST_CHANGE}" "$1"; keep_promises; exit 11
}

# promise KIND NAME: when this task changes, KIND NAME (path, package, service, user, group, module, command) exists.
promise() { _promises="$_promises
$1 $2
$T
"; }

# later REASON: predicted to be ok, but what the task registers is known only after an earlier one has been applied.
later() { ev later "$T" "$1"; }

# promised KIND NAME: true while planning, when an earlier task that is going to change promised it.
promised() {
  case $PROMISES in *"
$1 $2
"*) return 0 ;; esac
  return 1
}

# --- words for checks and applies -------------------------------------------------------------------------------

unsupported() { ev message "$T" "$1"; exit 12; }   # this host cannot have it; says what would be needed
cannot() { ev message "$T" "$1"; exit 14; }        # failed, for this reason
say() { ev message "$T" "$1"; }
result() { ev result "$T" "$1" "$2"; }             # a field of the task's registered result
# restart SECONDS COMMAND: for the apply of an action that restarts the host, which ends here: COMMAND is run when this
# program has ended. The action goes on, with after.sh.ftl and its check, when the host is back, within SECONDS.
restart() {
  read -r _boot </proc/sys/kernel/random/boot_id || cannot "the host does not tell one boot from the next"
  printf %s "$2" >"$D/restart"
  ev restart "$T" "$_boot" "$1"; exit 17
}

have() { command -v "$1" >/dev/null 2>&1; }

# put_file PATH TEXT [MODE]: replaces the file (the target, for a symbolic link) atomically and durably; a file that is
# there keeps its owner and group, and its mode unless MODE is given.
put_file() {
  _path=$1; [ ! -L "$1" ] || _path=$(readlink -f -- "$1") || cannot "cannot follow the link $1"
  _dir=${_path%/*}; [ "$_dir" != "$_path" ] || _dir=.
  _tmp=$(mktemp "${_dir:-/}/.drydock.XXXXXX") || cannot "cannot write in ${_dir:-/}"
  printf %s "$2" >"$_tmp" && keep_rights "$_tmp" "$_path" "${3:-}" && put_in_place "$_tmp" "$_path" && return 0
  rm -f -- "$_tmp"; cannot "cannot replace $1"
}

# keep_rights FILE PATH [MODE]: gives FILE the owner, group and mode of PATH, which is no link, or root's and 0644.
keep_rights() {
  [ -f "$2" ] || { chmod -- "${3:-644}" "$1"; return; }
  chown -- "$(stat -c %u:%g -- "$2")" "$1" 2>/dev/null
  chmod -- "${3:-$(stat -c %a -- "$2")}" "$1"
}

# put_in_place TEMPORARY PATH: renames a finished temporary file of the same directory over PATH, which is no link, durably.
put_in_place() {
  sync "$1" 2>/dev/null || sync
  mv -f -- "$1" "$2" || return 1
  [ ! -e /sys/fs/selinux/enforce ] || ! have restorecon || restorecon -- "$2"
}

# --- the engine -------------------------------------------------------------------------------------------------

T=0 PHASE=check LAST_CHANGE= PROMISES= STOPPED= NOTIFIED= PERHAPS=
D= # a private directory for the output of tasks
NL='
'

emit_output() { # STREAM FILE
  [ -s "$2" ] || return 0
  _o=$(head -c "$OUTPUT_LIMIT" "$2"; echo .)
  ev output "$T" "$1" "$(wc -c <"$2")" "${_o%.}"
}

# Runs check_$T in a subshell. Status: 0 as wanted, 10 differs, 13 acts, 11 deferred, 12 unsupported, else failed.
run_check() {
  (
    trap : PIPE
    _differs= _acts= _promises=
    "check_$T"
    keep_promises
    [ -z "$_differs" ] || exit 10
    [ -z "$_acts" ] || exit 13
    exit 0
  ) >"$D/out" 2>"$D/err" </dev/null
}

going() { [ -z "$STOPPED" ]; }
# Handlers also run after a failure: the change that asked for them has been made.
notified() { case " $NOTIFIED " in *" $1 "*) return 0 ;; esac; return 1; }
perhaps() { case " $PERHAPS " in *" $1 "*) return 0 ;; esac; return 1; }   # a deferred task may ask for it

# What the compiler knows without the host: skip ID, refuse ID IGNORE REASON, wait_for ID REASON NOTIFY.
skip() { ev end "$1" skipped; }
refuse() { T=$1; ev begin "$1"; ev message "$1" "$3"; failed "$2" reason; }
wait_for() { ev defer "$1" 0 "$2"; ev end "$1" deferred; PERHAPS="$PERHAPS ${3:-}"; }

# run ID IGNORE NOTIFY: plans or applies one task. IGNORE "ignore": the rest goes on after its failure. NOTIFY: the
# handlers a change asks for.
run() {
  T=$1 PHASE=check
  : >"$D/promises"
  ev begin "$T"
  run_check; _st=$?
  if [ "$MODE" = apply ]; then
    case $_st in 10 | 13) apply_and_recheck ;; esac
  fi
  emit_output stdout "$D/out"; emit_output stderr "$D/err"
  conclude "$2" "$3"
}

# conclude IGNORE NOTIFY: tells what became of the task, by _st.
conclude() {
  case $_st in
    0) ev end "$T" ok ;;
    10 | 13)
      LAST_CHANGE=$T NOTIFIED="$NOTIFIED $2"
      believe_promises
      ev end "$T" change ;;
    11)
      # A deferred task may change what it promised: what needs that is not lost.
      if [ "$MODE" = plan ] && [ -n "$LAST_CHANGE" ]; then believe_promises; PERHAPS="$PERHAPS $2"; ev end "$T" deferred
      else failed "$1" deferred; fi ;;
    12) ev end "$T" unsupported; [ "$1" = ignore ] || STOPPED=$T ;;
    14) failed "$1" reason ;;
    15) failed "$1" converge ;;
    16) failed "$1" apply "$_rc" ;;
    17) ;;   # the host restarts, and the task goes on when it is back
    *) failed "$1" check "$_st" ;;
  esac
}

# A check runs in a subshell; its promises come out of it through a file, and hold for the later tasks of a plan.
keep_promises() { [ -z "$_promises" ] || printf %s "$_promises" >"$D/promises"; }
believe_promises() {
  [ "$MODE" = plan ] && [ -s "$D/promises" ] || return 0
  _new=$(cat "$D/promises")$NL PROMISES=$PROMISES$NL$_new; ev promises "$T" "$_new"
}

# Sets _st to the status of check, apply, check again; 15: a difference remains, 16: the apply ended with status _rc.
apply_and_recheck() {
  PHASE=apply
  ( trap : PIPE; set -e; "apply_$T" ) >"$D/out" 2>"$D/err" </dev/null; _rc=$?
  case $_rc in
    0) [ "$_st" = 10 ] || return 0 ;;
    12 | 14 | 17) _st=$_rc; return 0 ;;
    *) _st=16; return 0 ;;
  esac
  emit_output stdout "$D/out"; emit_output stderr "$D/err"
  recheck
}

# recheck: leaves _st as it is where nothing differs any more.
recheck() {
  PHASE=recheck
  run_check; _again=$?
  case $_again in 0 | 13) ;; 10) _st=15 ;; *) _st=$_again ;; esac
}

# rejoin ID IGNORE NOTIFY: what is left of a task that has restarted the host.
rejoin() {
  T=$1 PHASE=recheck _st=10
  : >"$D/promises"
  ( trap : PIPE; set -e; "after_$T" ) >"$D/out" 2>"$D/err" </dev/null; _rc=$?
  emit_output stdout "$D/out"; emit_output stderr "$D/err"
  case $_rc in
    0) recheck ;;
    12 | 14) _st=$_rc ;;
    *) _st=16 ;;
  esac
  conclude "$2" "$3"
}

failed() { # IGNORE WHY [STATUS]
  ev end "$T" failed "$2" "${3:-}"
  [ "$1" = ignore ] || STOPPED=$T
}

# start_reading: what a program of facts does first. Output of the runner itself goes to standard error. What a login shell
# has printed may lack its newline.
start_reading() { exec 3>&1 1>&2; echo >&3; ev start 0 reading; }

# start: what a program of tasks does first.
start() {
  exec 3>&1 1>&2
  echo >&3
  trap : PIPE   # the controller may be gone; the run goes on
  umask 022
  : "${SEALED:=}"   # yes: a plan's program was started where nothing can be written, without the powers of its parent
  D=$(umask 077; mktemp -d "${TMPDIR:-/tmp}/drydock.XXXXXXXX") || { ev fatal 0 "no temporary directory can be made"; exit 1; }
  trap 'rm -rf "$D"; unlock' EXIT
  [ "$MODE" != apply ] || lock
  ev start 0 "$SEALED"
}

# One apply at a time on a host, from its first program to its last. The lock is a link whose target names its owner: the
# program's process, the boot, the run, and the process that serves the run's connection, each process with the time it
# started. It is free when neither process is there any more, or after a restart of the host. It lies in a directory of
# the user's own, so that no other user can take it, hold it or remove it.
LOCK=
lock() {
  read -r _boot </proc/sys/kernel/random/boot_id 2>/dev/null || _boot=none
  lock_place
  for _ in 1 2 3; do
    if ln -s "$(process $$) $_boot $RUN $(connection)" "$_place/lock" 2>/dev/null; then LOCK=$_place/lock; return 0; fi
    _owner=$(readlink "$_place/lock") || continue
    # shellcheck disable=SC2086
    set -- $_owner
    if [ "${2:-}" = "$_boot" ] && { lives "$1" || { [ "$3" != "$RUN" ] && lives "$4"; }; }; then
      ev fatal 0 "another run is applying to this host: $3 (process ${1%.*}); wait for it to end"; exit 1
    fi
    # Whoever renames it removes it; what another one has put there meanwhile goes back.
    mv "$_place/lock" "$_place/lock.$$" 2>/dev/null || continue
    [ "$(readlink "$_place/lock.$$")" = "$_owner" ] || mv -n "$_place/lock.$$" "$_place/lock"
    rm -f "$_place/lock.$$"
  done
  ev fatal 0 "the lock $_place/lock cannot be taken"; exit 1
}

# lock_place: sets _place to a directory of this user's own. Others could make one in /tmp, so it lies there only where
# the user has no home.
lock_place() {
  _me=$(id -u)
  if [ "$_me" = 0 ] && [ -w /run ]; then _place=/run/drydock
  elif [ -n "${HOME:-}" ] && [ -d "$HOME" ] && [ -w "$HOME" ]; then mkdir -p "$HOME/.cache" 2>/dev/null; _place=$HOME/.cache/drydock
  else _place=${TMPDIR:-/tmp}/drydock-$_me; fi
  mkdir -m 700 "$_place" 2>/dev/null
  [ "$(stat -c '%F %u %a' "$_place" 2>/dev/null)" = "directory $_me 700" ] ||
    { ev fatal 0 "no lock can be made: $_place is no directory that only user $_me may enter"; exit 1; }
}

# process PID: the process with the time it started, which tells it from a later one of that number.
process() {
  _stat=; { read -r _stat <"/proc/$1/stat"; } 2>/dev/null
  # shellcheck disable=SC2086
  set -- "$1" ${_stat##*) }   # the name in brackets may hold spaces
  echo "$1.${21:-}"
}

# lives PROCESS: it is there, as the function process named it.
lives() { [ "$1" != - ] && [ -d "/proc/${1%%.*}" ] && [ "$(process "${1%%.*}")" = "$1" ]; }

# connection: the process that serves the connection this program came over, or - where none is known.
connection() {
  _pid=$PPID
  while [ "${_pid:-0}" -gt 1 ]; do
    _stat=; { read -r _stat <"/proc/$_pid/stat"; } 2>/dev/null
    case ${_stat#*\(} in sshd* | dropbear* | java*) process "$_pid"; return ;; esac
    _stat=${_stat##*) } _stat=${_stat#* } _pid=${_stat%% *}
  done
  echo -
}

unlock() { [ -z "$LOCK" ] || rm -f "$LOCK"; }

# finish: the controller may end the connection, and this program with it, as soon as it reads of the end. The lock
# stays for the run's next program, if there is one.
finish() {
  trap - EXIT
  if [ -s "$D/restart" ]; then
    # Leaves the controller the time to read of the end.
    (sleep 2; eval "$(cat "$D/restart")"; rm -rf "$D") >/dev/null 2>&1 3>&- </dev/null &
  elif [ -n "$D" ]; then
    rm -rf "$D"
  fi
  [ -z "$LAST$STOPPED" ] || unlock
  ev finish 0
}
