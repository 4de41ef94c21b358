# What the programs of an apply have besides runtime.sh. Such a program runs in a session of its own and keeps what it tells, so that no lost
# connection and no lost controller ends it: whoever comes for it again joins it, and one that has died goes on where it was.
#
# The compiler sets before it: HOST_ID, which stands for the host's name in the inventory; NUMBER, of the program among the run's on this host;
# HASH, of its text; EPOCH, one more for each controller that has gone on with the run; SEEN, the generation and the length of what the controller
# has read of it already; BY and SINCE, whose run it is and since when; READ, which reads a program from standard input and runs it. p is the
# program's own text.
#
# In $PLACE, a directory of the user's own, so that no other user can take, hold, read or remove anything of it:
#   lock             one apply at a time on a host
#   RUN.HOST_ID.NUMBER/ spool: what the program tells, without secrets; said: what else it says; marker, process, work (its $WORK); finished: it has
#                    told all; stop: somebody wants it to end after the task that runs
# In $STATE, which outlives a restart of the host where that can be had:
#   RUN.HOST_ID.NUMBER.done  HASH; a line for each step that has ended, or that has begun what must not be done twice; "again" for each time it went on
#   RUN.HOST_ID.fence   the lowest epoch that may still come, or "cleared": what the run's last program came to is not known any more
MOST_GENERATIONS=6   # of one program; a task that kills it again and again is not run without end

# --- the shell that a controller starts -------------------------------------------------------------------------

# attach: has the program run, unless it does, and prints what it tells from SEEN on. The program itself passes this by, which nothing in the
# environment can make another one do.
attach() {
  [ "${DETACHED:-}" != "$MARKER" ] || return 0
  exec 3>&1 1>&2
  echo >&3
  places
  _answer=$(launch "DETACHED=$MARKER CONNECTION=$(connection)$NL$p" 3>&-)
  case $_answer in
    begun | joined) follow ;;
    *) ev fatal 0 "${_answer:-the program could not be started}"; exit 1 ;;
  esac
  exit 0
}

# launch TEXT: prints how the program has taken it.
launch() {
  _setsid=; ! have setsid || _setsid=setsid
  # shellcheck disable=SC2086
  printf '#drydock %s\n%s' "${#1}" "$1" | $_setsid sh -c "$READ" 2>&1 &
}

# follow: ends when the program does, or nobody listens any more.
follow() {
  read -r _marker <"$DIR/marker" && read -r _generation <"$DIR/generation" && read -r _process <"$DIR/process" ||
    { ev fatal 0 "what $DIR holds cannot be read"; exit 1; }
  _from=0
  case $SEEN in "$_generation "*) _from=${SEEN#* } ;; esac
  ev attached 0 "$_marker" "$_generation" "$_from"
  if ! lives "$_process"; then
    tail -c "+$((_from + 1))" "$DIR/spool" >&3
  elif tail --version >/dev/null 2>&1; then
    tail -s 0.1 --pid="${_process%%.*}" -c "+$((_from + 1))" -f "$DIR/spool" >&3 2>/dev/null
  else
    exec 6<"$DIR/spool"
    tail -c "+$((_from + 1))" <&6 >&3
    while lives "$_process"; do nap; cat <&6 >&3 || exit 1; done
    cat <&6 >&3
  fi
  [ -e "$DIR/finished" ] || { tail -c 4096 "$DIR/said" >&2; exit 98; }
}

nap() { sleep 0.1 2>/dev/null || sleep 1; }

# --- the program ------------------------------------------------------------------------------------------------

# Of its last generation: AGAIN yes where there was one, KEPT yes where its spool is there, DONE what it has done, UNSURE what it has begun, or
# restarted the host for.
AGAIN='' KEPT='' DONE='' UNSURE=''

# enroll: answers attach on descriptor 3, which is the spool from then on.
enroll() {
  trap '' HUP
  places
  if [ -f "$RECORD" ]; then
    read -r _hash <"$RECORD" || _hash=
    [ "$_hash" = "$HASH" ] || answer "program $NUMBER of run $RUN is another one on this host: what it was made from has changed since; begin anew with: drydock retry $RUN"
  fi
  check_fence
  [ ! -e "$DIR/finished" ] || answer joined
  lock
  trap leave EXIT
  clear_others
  take_up
  exec 2>>"$DIR/said" 1>&2 && : >>"$DIR/spool" || answer "cannot write in $DIR"
  echo begun >&3
  exec 3>>"$DIR/spool"
}

answer() { echo "$1" >&3; exit 0; }

check_fence() {
  _fence=0
  [ ! -f "$STATE/$RUN.$HOST_ID.fence" ] || read -r _fence <"$STATE/$RUN.$HOST_ID.fence"
  if [ "$_fence" = cleared ]; then
    answer "what run $RUN did last on this host is not known any more, for another run came after it; begin anew with: drydock retry $RUN"
  fi
  [ "$_fence" -le "$EPOCH" ] || answer "another controller has gone on with run $RUN, and this one has no say in it any more; look with: drydock status $RUN"
  [ "$EPOCH" = 1 ] || [ "$_fence" = "$EPOCH" ] || echo "$EPOCH" >"$STATE/$RUN.$HOST_ID.fence" || answer "cannot write in $STATE"
}

# clear_others: what earlier programs have left. Those of this run have been read by its controller; those of others have been abandoned.
clear_others() {
  for _left in "$PLACE"/*.[0-9]*/ "$STATE"/*.done; do
    [ -e "$_left" ] || continue
    _left=${_left%/} _left=${_left%.done}; _left=${_left##*/}
    case $_left in
      "$RUN.$HOST_ID.$NUMBER") continue ;;
      "$RUN.$HOST_ID".*) further "${_left##*.}" ;;
      "$RUN".*) continue ;;   # this host under another name of the inventory
      *) echo cleared >"$STATE/${_left%.*}.fence" ;;
    esac
    clear_program "$_left"
  done
}

further() { # NUMBER
  [ "$1" -lt "$NUMBER" ] || answer "run $RUN has come further on this host than its controller knows; begin anew with: drydock retry $RUN"
}

clear_program() { # RUN.HOST_ID.NUMBER
  [ ! -f "$PLACE/$1/work" ] || { read -r _work <"$PLACE/$1/work" && rm -rf "$_work"; }
  rm -rf "${PLACE:?}/$1" "$STATE/$1.done"
}

# clear_run: at the end of a run, whose controller has read all.
clear_run() {
  for _left in "$PLACE/$RUN.$HOST_ID".[0-9]*/ "$STATE/$RUN.$HOST_ID".*.done; do
    [ -e "$_left" ] || continue
    _left=${_left%/} _left=${_left%.done}
    clear_program "${_left##*/}"
  done
  # shellcheck disable=SC2046
  set -- $(readlink "$PLACE/lock")
  [ "${3:-}" != "$RUN.$HOST_ID" ] || lives "$1" || rm -f "$PLACE/lock"
  rm -f "$STATE/$RUN.$HOST_ID.fence"
  set -- "$STATE"/*.fence
  [ ! -e "$1" ] || find "$STATE" -name '*.fence' -mtime +7 -exec rm -f {} + 2>/dev/null || :
}

# take_up: what is known of the program's earlier generations.
take_up() {
  _generation=1
  mkdir -m 700 "$DIR" 2>/dev/null || [ -d "$DIR" ] || answer "cannot write in $PLACE"
  if [ -f "$RECORD" ]; then
    AGAIN=yes
    _generation=$(grep -c '^again$' "$RECORD"); _generation=$((_generation + 2))
    [ "$_generation" -le "$MOST_GENERATIONS" ] || answer "the program has ended $MOST_GENERATIONS times before it was done; look on the host for what ends it"
    UNSURE="$NL$(grep -E ' (begun|restart )' "$RECORD")$NL"
    if [ -f "$DIR/marker" ] && [ -f "$DIR/spool" ]; then
      KEPT=yes; read -r MARKER <"$DIR/marker"
      DONE="$NL$(whole_events <"$DIR/spool")$NL"
      _size=${DONE##*"${NL}size "}; _size=${_size%"$NL"}
      head -c "$_size" "$DIR/spool" >"$DIR/spool.whole" || answer "cannot write in $DIR"
      [ "$(wc -c <"$DIR/spool.whole")" -ge "$_size" ] || echo >>"$DIR/spool.whole"
      mv -f "$DIR/spool.whole" "$DIR/spool"
    else
      DONE="$NL$(cat "$RECORD")$NL"
    fi
    [ ! -f "$DIR/work" ] || { read -r _work <"$DIR/work" && rm -rf "$_work"; }
    echo again >>"$RECORD" || answer "cannot write in $STATE"
  else
    rm -rf "${DIR:?}"/*
    echo "$HASH" >"$RECORD" || answer "cannot write in $STATE"
  fi
  rm -f "$DIR/stop"
  echo "$MARKER" >"$DIR/marker" && echo "$_generation" >"$DIR/generation" && process $$ >"$DIR/process" || answer "cannot write in $DIR"
}

# whole_events: of a spool, a line "STEP OUTCOME" for each step that it tells the end of, and "size BYTES" of all events that are whole.
whole_events() {
  LC_ALL=C awk -v marker="$MARKER" '
    need > 0 {
      if (first) { how = substr($0, 1, first); first = 0 }
      at += length($0) + 1; need -= length($0) + 1
      if (need < 0) exit
      if (need == 0) { good = at; if (kind == "end") print step, how; if (kind == "failed" || kind == "unsupported") print step, "failed" }
      next
    }
    {
      at += length($0) + 1
      if ($1 != marker) { good = at; next }
      if ($2 == "halted") exit   # it goes on now
      kind = $2; step = $3; first = $4 + 0; need = 1
      for (i = 4; i <= NF; i++) need += $i
    }
    END { print "size", good + 0 }'
}

record() { echo "$1 $2" >>"$RECORD"; [ "$2" != begun ] || sync "$RECORD"; } 2>/dev/null

# behind STEP [IGNORE NOTIFY]: true where the step has been done, or must not be done again; what follows from it holds from here on.
behind() {
  [ ! -e "$DIR/stop" ] || { rm -f "$DIR/stop"; ev halted 0; exit 0; }
  [ -n "$AGAIN" ] || return 1
  case $DONE$UNSURE in *"$NL$1 "*) _how=${DONE##*"$NL$1 "}; [ "$_how" != "$DONE" ] || _how=${UNSURE##*"$NL$1 "}; _how=${_how%%"$NL"*} ;; *) return 1 ;; esac
  case $_how in
    ok | skipped) retell "$1" "$_how" ;;
    change) retell "$1" change; LAST_CHANGE=$1 NOTIFIED="$NOTIFIED ${3:-}" ;;
    failed) retell "$1" failed; stop "$1" "${2:-}" ;;
    begun)
      TASK=$1 PHASE=apply; ev begin "$1"
      say "it was interrupted while it ran; whether it came to its end is not known, so it is not run again"
      failed "${2:-}" reason ;;
    restart*)
      read -r _boot </proc/sys/kernel/random/boot_id
      # shellcheck disable=SC2086
      set -- "$1" $_how
      [ "$3" != "$_boot" ] || return 1   # it has not come to that
      ev begin "$1"; ev restart "$1" "$3" "$4" ;;
    *) return 1 ;;
  esac
}

# retell STEP OUTCOME: of what has been told before the host restarted, no more than that is known.
retell() {
  [ -z "$KEPT" ] || return 0
  [ "$2" = skipped ] || ev begin "$1"
  case $2 in
    failed) ev message "$1" "it failed before the host restarted; why is not known any more"; ev failed "$1" reason 0 apply ;;
    skipped) ev end "$1" skipped ;;
    *) ev lost "$1"; ev end "$1" "$2" ;;
  esac
}

# finished: the lock stays for the run's next program, if there is one: "again" asks for handlers that this one has passed.
finished() {
  if { [ -n "$LAST" ] || is_failed p; } && ! notified again && ! perhaps again; then leave; else keep_lock; fi
}

# --- secrets ----------------------------------------------------------------------------------------------------

# conceal NUMBER SECRET: in _t a reference, which the controller resolves, stands for the secret.
conceal() {
  case $_t in *"$2"*) ;; *) return 0 ;; esac
  _shown=
  while :; do
    case $_t in *"$2"*) _shown=$_shown${_t%%"$2"*}$MARKER.$1\; _t=${_t#*"$2"} ;; *) break ;; esac
  done
  _t=$_shown$_t
}

# --- one apply at a time ----------------------------------------------------------------------------------------

# The lock is a link whose target names its owner: the program's process, the boot, the run, the process that serves the run's connection (each
# process with the time it started), the program's number, the run's epoch, since when, and whose it is. It is free when neither process is
# there any more, or after a restart of the host.
LOCK=
lock() {
  read -r _boot </proc/sys/kernel/random/boot_id 2>/dev/null || _boot=none
  _tries=0
  while [ "$_tries" -lt 100 ]; do
    _tries=$((_tries + 1))
    if ln -s "$(process $$) $_boot $RUN.$HOST_ID ${CONNECTION:--} $NUMBER $EPOCH $SINCE $BY" "$PLACE/lock" 2>/dev/null; then LOCK=$PLACE/lock; return 0; fi
    _owner=$(readlink "$PLACE/lock") || { [ -e "$PLACE/lock" ] || [ -d "$PLACE" ] && writable "$PLACE" || break; continue; }
    # shellcheck disable=SC2086
    set -- $_owner
    if [ "${2:-}" = "$_boot" ] && [ "${3%.*}" = "$RUN" ] && lives "$1"; then
      [ "$3 ${5:-}" != "$RUN.$HOST_ID $NUMBER" ] || answer joined
      [ "$3" = "$RUN.$HOST_ID" ] || _tries=0   # this host under another name of the inventory: it takes its time
      nap; continue                         # the one before it is about to end
    fi
    if [ "${2:-}" = "$_boot" ] && [ "${3%.*}" != "$RUN" ] && { lives "$1" || lives "$4"; }; then
      [ "$1" != - ] || set -- "$4" "$2" "$3" - '' '' "${7:-}" "${8:-}"
      answer "another run is applying to this host: ${3%.*}${8:+ of $8}${7:+, begun at $7} (process ${1%.*}); wait for it to end, or look where it was started with: drydock status ${3%.*}"
    fi
    # Whoever renames it removes it; what another one has put there meanwhile goes back.
    mv "$PLACE/lock" "$PLACE/lock.$$" 2>/dev/null || continue
    [ "$(readlink "$PLACE/lock.$$")" = "$_owner" ] || mv -n "$PLACE/lock.$$" "$PLACE/lock"
    rm -f "$PLACE/lock.$$"
  done
  why_not "$PLACE"
  answer "the lock $PLACE/lock cannot be taken: $WHY_NOT"
}

leave() { [ -z "$LOCK" ] || rm -f "$LOCK"; }

# keep_lock: for the run's next program, which may come while this one's process is still ending.
keep_lock() {
  [ -n "$LOCK" ] && _owner=$(readlink "$LOCK") && ln -s -- "- ${_owner#* }" "$LOCK.$$" && mv "$LOCK.$$" "$LOCK"
}

# places: sets PLACE, STATE, DIR and RECORD. Others could make a directory in /tmp, so it lies there only where the user has no home.
places() {
  if [ "$MY_UID" = 0 ] && writable /run; then PLACE=/run/drydock
  elif [ -n "${HOME:-}" ] && [ -d "$HOME" ] && writable "$HOME"; then mkdir -p "$HOME/.cache" 2>/dev/null; PLACE=$HOME/.cache/drydock
  else PLACE=${TMPDIR:-/tmp}/drydock-$MY_UID; fi
  [ -d "$PLACE" ] || mkdir -m 700 "$PLACE" 2>/dev/null
  own "$PLACE" || { ev fatal 0 "no lock can be made: $PLACE is no directory that only user $MY_UID may enter"; exit 1; }
  STATE=$PLACE
  if [ "$MY_UID" = 0 ]; then
    [ -d /var/lib/drydock/programs ] || { mkdir -p /var/lib/drydock; mkdir -m 700 /var/lib/drydock/programs; } 2>/dev/null
    ! own /var/lib/drydock/programs || ! writable /var/lib/drydock/programs || STATE=/var/lib/drydock/programs
  fi
  DIR=$PLACE/$RUN.$HOST_ID.$NUMBER RECORD=$STATE/$RUN.$HOST_ID.$NUMBER.done
}

own() { [ "$(stat -c '%F %u %a' "$1" 2>/dev/null)" = "directory $MY_UID 700" ]; }

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
