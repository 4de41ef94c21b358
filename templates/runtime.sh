# The host-side library every program starts with. POSIX sh only (dash, bash, busybox ash).
# The compiler sets before it: MARKER (random, of this program alone), MODE (facts, plan or apply), RUN (the run's name);
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
HIDE=:   # the function that takes secrets out of _t; what a plan tells is not kept on the host

ev() { # KIND TASK TEXT... That nobody listens any more is no failure of what tells.
  _h="$MARKER $1 $2"; shift 2; _b=
  for _t do "$HIDE"; _h="$_h ${#_t}" _b="$_b$_t"; done
  printf '%s\n%s\n' "$_h" "$_b" >&3 || :
}

# --- words for checks -------------------------------------------------------------------------------------------

# want FIELD DESIRED CURRENT: differs -> the task would change. Call it in the check's own shell, not in a pipeline.
want() {
  [ "$2" = "$3" ] && return 0
  _differs=1; ev want "$TASK" "$PHASE" "$1" "$2" "$3"
}

# want_hidden FIELD DESIRED CURRENT: the same for secrets; the values are compared here and never sent.
want_hidden() {
  [ "$2" = "$3" ] && return 0
  _differs=1; ev want "$TASK" "$PHASE" "$1" '(secret)' '(secret)'
}

# want_content PATH TEXT: the file's whole content. A missing file differs from an empty one. Shown as a unified diff.
want_content() {
  _current= _kind=new
  if [ -f "$1" ]; then
    _kind=content _current=$(contents "$1" && echo .) || unreadable "$1"
    _current=${_current%.}
  fi
  [ "$_kind$_current" = "content$2" ] || content_differs "$1" "$_kind" "$2" "$_current"
}

# want_hidden_content PATH TEXT: the same for secrets; no content is sent.
want_hidden_content() {
  _current=
  [ ! -f "$1" ] || _current=$(contents "$1" && echo .) || unreadable "$1"
  [ "$_current" = "$2." ] || hidden_content_differs "$1"
}

unreadable() { cannot "cannot read $1"; }

# content_differs PATH KIND DESIRED CURRENT: KIND is content, or new where there is no file. Large ones are told by their sizes.
content_differs() {
  _differs=1
  if [ "${#3}" -gt 262144 ] || [ "${#4}" -gt 262144 ]; then
    ev want "$TASK" "$PHASE" "$1" "${#3} bytes" "${#4} bytes"
  else
    ev content "$TASK" "$PHASE" "$1" "$2" "$3" "$4"
  fi
}

hidden_content_differs() { _differs=1; ev want "$TASK" "$PHASE" "$1" '(secret content)' '(other content)'; }

# want_meta PATH MODE OWNER GROUP: permission bits (octal), owner and group; empty = as it is. One stat. OF stands before the names of the fields,
# for a task about several files.
OF=''
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
    _m=${2#"${2%%[!0]*}"}; want "${OF}mode" "${_m:-0}" "$5"
  fi
  case $3 in '' | "$6" | "$7") ;; *) want "${OF}owner" "$3" "$7" ;; esac
  case $4 in '' | "$8" | "$9") ;; *) want "${OF}group" "$4" "$9" ;; esac
}

# act WHAT: the task changes something whenever it runs (a restart, an unguarded command); not checked again.
act() { _acts=1; ev act "$TASK" "$PHASE" "$1"; }

# defer REASON [KIND NAME]: cannot be known before an earlier planned task is applied; says which task when that task
# promised KIND NAME, else the last one that is going to change. With no such task it is a failure for that reason. A task
# that differs already is going to change whatever is found later, and is predicted as that.
defer() {
  if [ "$MODE" = plan ] && [ -n "$LAST_CHANGE" ] && [ -n "$_differs" ]; then ending 10; say "more after an earlier task: $1"; keep_promises; end_task 10; fi
  ending 11
  _w=
  if [ $# -gt 1 ]; then
    case $PROMISES in *"
$2 $3
"*) _w=${PROMISES#*"
$2 $3
"}; _w=${_w%%"
"*} ;; esac
  fi
  ev defer "$TASK" "${_w:-${LAST_CHANGE:-0}}" "$1"; keep_promises; end_task 11
}

# missing REASON KIND NAME: fails for REASON; while planning, defers when an earlier planned task may bring KIND NAME:
# it promised it, installs a package or runs a command.
missing() {
  case $PROMISES in
    *"$NL$2 $3$NL"* | *"${NL}package "* | *"${NL}anything "*) defer "$@" ;;
  esac
  cannot "$1"
}

# promise KIND NAME: when this task changes, KIND NAME (path, package, service, user, group, module, command) exists.
promise() { _promises="$_promises
$1 $2
$TASK
"; }

# later REASON: predicted to be ok, but what the task registers is known only after an earlier one has been applied.
later() { ev later "$TASK" "$1"; }

# promised KIND NAME: true while planning, when an earlier task that is going to change promised it.
promised() {
  case $PROMISES in *"
$1 $2
"*) return 0 ;; esac
  return 1
}

# --- words for checks and applies -------------------------------------------------------------------------------

# These end the task, wherever they are called: in a pipeline, in $(...), in any subshell.
unsupported() { ending 12; ev message "$TASK" "$1"; end_task 12; }   # this host cannot have it; says what would be needed
cannot() { ending 14; ev message "$TASK" "$1"; end_task 14; }        # failed, for this reason
say() { ev message "$TASK" "$1"; }
result() { ev result "$TASK" "$1" "$2"; }             # a field of the task's registered result
data() { ev data "$TASK" "$1" "$2"; }                 # the same for a list or a map, as JSON
# restart SECONDS COMMAND: for the apply of an action that restarts the host, which ends here: COMMAND is run when this
# program has ended. The action goes on, with after.sh.ftl and its check, when the host is back, within SECONDS.
restart() {
  ending 17
  read -r _boot </proc/sys/kernel/random/boot_id || cannot "the host does not tell one boot from the next"
  put_temp restart "$2"
  put_temp restarts "$_boot $1"
  ev restart "$TASK" "$_boot" "$1"; end_task 17
}

# try COMMAND...: runs it in a shell of its own, in which these words end that alone; its status is what they would end the task with.
try() {
  { ( begin_shell "$ENDING.try"; "$@" 2>&9 9>&- ); _tried=$?; } 9>&2 2>/dev/null   # a shell that is ended is told of
  ended "$ENDING.try" "$_tried"
}

# finally COMMAND: COMMAND is run when the task's shell ends, whatever ends it.
# shellcheck disable=SC2064
finally() { trap "$1" EXIT; trap 'exit 1' HUP INT TERM; }

have() { command -v "$1" >/dev/null 2>&1; }

# --- files ------------------------------------------------------------------------------------------------------
# All that is written on a host, or into the private directory $WORK, is written by these words. They end the task with
# what went wrong and where, unless all of it is there. Others may own a directory on the way, or watch what happens in
# it: what they can exchange is looked at only after it has been held.
#
# A link that belongs to another user than root and the run's is refused, for it may lead anywhere. FOLLOW says what
# follow says (empty: an action without it); OWNER is the wanted owner of the file, empty to leave it.
FOLLOW='' OWNER='' MY_UID=$(id -u)
STAT_FORMAT='%f %u %g %a %h %d:%i'   # of stat: kind and rights in hexadecimal, owner, group, rights, number of names, identity

# put_temp NAME TEXT: $WORK/NAME holds TEXT.
put_temp() { printf %s "$2" >"$WORK/$1" || cannot_write "$WORK"; }

# put_temp_bytes NAME BASE64: $WORK/NAME holds the bytes.
put_temp_bytes() {
  have base64 || cannot "a file that is no text cannot be unpacked: base64 is not here"
  printf %s "$2" | base64 -d >"$WORK/$1" || cannot_write "$WORK"
}

cannot_write() { why_not "$1"; cannot "cannot write in $1: $WHY_NOT"; }

# why_not DIRECTORY: sets WHY_NOT to what keeps one from writing there.
why_not() {
  WHY_NOT="it is read-only, or belongs to another user"
  writable "$1" || return 0
  WHY_NOT="the file system does not take it"
  free_of -Pk "$1" || WHY_NOT="no space is left on the device"
  free_of -Pi "$1" || WHY_NOT="no inodes are left on the device"
}

# writable DIRECTORY: one may write there. In busybox, root may by -w everywhere; of a directory to remove, the kernel first says whether
# the file system is read-only.
writable() { [ -w "$1" ] && case $(rmdir "$1/.drydock" 2>&1) in *Read-only*) return 1 ;; esac; }

free_of() { # OPTION DIRECTORY
  # shellcheck disable=SC2046
  set -- $(df "$1" -- "$2" 2>/dev/null | tail -n 1)
  [ "${4:-}" != 0 ] || [ "${2:-0}" = 0 ]   # no inodes at all: a file system that does not count them
}

# put_file PATH TEXT [MODE]: the file PATH, or the one it leads to, holds TEXT; one that is there keeps its owner and group, and
# its mode unless MODE is given. Missing directories are made.
put_file() { _text=$2 _mode=${3:-}; replace "$1" put_file_text keep_rights; }
put_file_text() { printf %s "$_text"; }

# keep_rights FILE: MODE, else those of KEPT_RIGHTS, else 0644.
keep_rights() {
  [ -z "$KEPT_RIGHTS" ] || chown -- "${KEPT_RIGHTS#* }" "$1" || return 1
  _kept=${KEPT_RIGHTS%% *}
  chmod -- "${_mode:-${_kept:-644}}" "$1"
}

# put_copy FROM PATH [MODE]: PATH holds what FROM, a file that nobody else can exchange, does; a new one has its owner and rights.
put_copy() { _from=$1 _mode=${3:-}; replace "$2" put_copy_bytes like_from; }
put_copy_bytes() { cat -- "$_from"; }
like_from() {
  [ -n "$_mode$KEPT_RIGHTS" ] || KEPT_RIGHTS=$(stat -c '%a %u:%g' -- "$_from") || return 1
  keep_rights "$1"
}

# replace PATH WRITE RIGHTS [KEEP]: the file PATH becomes what the command WRITE prints, with the rights that RIGHTS FILE gives it:
# whole and on the disk before it has its name. KEPT_RIGHTS is "MODE UID:GID" of the one that was there, or empty. KEEP NAME may keep that
# one, ../NAME, and puts what it makes next to it by `mv -f -- ./FILE ..`.
replace() {
  (
    reach "$1" make
    case $ENTRY_STAT in '' | 8*) ;; *) cannot "$(where_it_is) is not a regular file" ;; esac
    kept $ENTRY_STAT
    box
    set -C   # never what is there already
    umask 077
    if "$2" >"./$ENTRY" && set +C && "$3" "./$ENTRY" && sync "./$ENTRY" &&
      { [ -z "$ENTRY_STAT" ] || [ -z "${4:-}" ] || "$4" "$ENTRY"; } && mv -f -- "./$ENTRY" ..; then
      unbox
    else
      why_not .; unbox; cannot "cannot replace $(where_it_is): $WHY_NOT"
    fi
    [ ! -e /sys/fs/selinux/enforce ] || ! have restorecon || restorecon -- "$(where_it_is)" || cannot "cannot label $(where_it_is)"
  ) || exit "$?"
}

kept() { KEPT_RIGHTS=''; [ $# -eq 0 ] || KEPT_RIGHTS="$4 $2:$3"; }

# hold PATH COMMAND [link]: runs COMMAND with a name of what is at PATH that nobody can give to something else meanwhile: a directory
# is entered. With link, PATH may be a link itself.
hold() {
  (
    reach "$1" '' "${3:-}"
    kept $ENTRY_STAT
    case $ENTRY_STAT in
      '') cannot "$(where_it_is) is not there any more" ;;
      4*) enter && "$2" . ;;
      *) if foreign $HERE_STAT; then in_box "$2"; else "$2" "./$ENTRY"; fi ;;
    esac || cannot "cannot set the rights of $(where_it_is)"
  ) || exit "$?"
}

in_box() { # COMMAND: the file has a name in there, too; it is what it was, and not also something of somebody else
  _was=$ENTRY_STAT
  box
  ln -- "../$ENTRY" "./$ENTRY" && ENTRY_STAT=$(stat_of "./$ENTRY") && [ "${_was%"${_was#?}"}" = "${ENTRY_STAT%"${ENTRY_STAT#?}"}" ] && ! many_names 2 &&
    "$1" "./$ENTRY"; _done=$?
  unbox
  return "$_done"
}

# contents PATH [NAME]: prints the regular file. Its identity is left in $WORK/NAME.
contents() (
  reach "$1"
  case $ENTRY_STAT in 8*) ;; *) exit 1 ;; esac
  [ -z "${2:-}" ] || put_temp "$2" "$ENTRY_STAT"
  foreign $HERE_STAT || { cat "./$ENTRY"; exit "$?"; }   # in a trap, exit alone is with the trap's status
  exec 4<"./$ENTRY" && same "$ENTRY_STAT" "$(stat -L -c "$STAT_FORMAT" /proc/self/fd/4)" && cat <&4
)

# make_directory PATH [MODE]: it is one; a new one gets MODE, and the new ones above it 0755.
make_directory() {
  (
    reach "$1" make
    case $ENTRY_STAT in '') mkdir -m "${2:-755}" "./$ENTRY" || { why_not .; cannot "cannot make $(where_it_is): $WHY_NOT"; } ;; 4*) ;;
      *) cannot "$(where_it_is) is not a directory" ;; esac
  ) || exit "$?"
}

# remove PATH...: none is there, with all that a directory holds.
remove() {
  for _gone do
    ( reach "$_gone" '' link; rm -rf -- "./$ENTRY" || { why_not .; cannot "cannot remove $(where_it_is): $WHY_NOT"; } ) || exit "$?"
  done
}

# reach PATH [make] [link]: for a subshell: goes to the directory where PATH is at the end of its links, or, with link, is itself.
# HERE_STAT tells of that directory. ENTRY is the name in it, and ENTRY_STAT tells of what has it: empty where nothing does. With make, missing
# directories are made; without, ENTRY holds the rest of the way.
reach() {
  _left=${1#/} _links=0 LINK_UID='' LINK_PATH=''
  cd / && HERE_STAT=$(stat_of .) || cannot "cannot enter /"
  while :; do
    ENTRY=${_left%%/*}
    case $_left in */*) _left=${_left#*/} ;; *) _left= ;; esac
    case $ENTRY in
      '' | .) [ -z "$_left" ] || continue; ENTRY=. ENTRY_STAT=$HERE_STAT; break ;;
      ..) cd -P .. && HERE_STAT=$(stat_of .) || cannot "cannot enter $PWD/.."; _left=${_left:-.}; continue ;;
    esac
    ENTRY_STAT=$(stat_of "./$ENTRY") || { ENTRY_STAT=; [ ! -e "./$ENTRY" ] && [ ! -L "./$ENTRY" ] || cannot "cannot stat $(where_it_is)"; }
    case $ENTRY_STAT in
      a*) [ -z "$_left" ] && [ -n "${3:-}" ] && break; led; continue ;;
    esac
    [ -n "$_left" ] || break
    case $ENTRY_STAT in
      4*) ;;
      '') [ -n "${2:-}" ] || { ENTRY=$ENTRY/$_left; break; }
        mkdir -m 755 "./$ENTRY" || cannot_write "$PWD"
        ENTRY_STAT=$(stat_of "./$ENTRY") ;;
      *) cannot "$(where_it_is) is not a directory" ;;
    esac
    enter || cannot "cannot enter $(where_it_is)"
  done
  [ -z "$LINK_UID" ] || [ "$FOLLOW" = true ] || harmless $ENTRY_STAT || refuse_link
  [ -n "${3:-}" ] || ! foreign $HERE_STAT || ! many_names 1 || cannot "$(where_it_is) is a hard link to a file of $(stat -c %U "./$ENTRY")"
}

stat_of() { stat -c "$STAT_FORMAT" -- "$1" 2>/dev/null; }
where_it_is() { printf %s "${PWD%/}/$ENTRY"; }
same() { [ -n "$1" ] && [ "${1##* }" = "${2##* }" ]; }   # LOOKED LOOKED: are of one thing
ours() { [ "$1" = 0 ] || [ "$1" = "$MY_UID" ]; }

# foreign LOOKED: of a directory: others than root and us can exchange what is in it.
foreign() { ! ours "$2" || [ $((0x$1 & 0x12)) != 0 ]; }

# enter: goes to the directory ENTRY, which ENTRY_STAT tells of.
enter() {
  cd -P "./$ENTRY" || return 1
  if foreign $HERE_STAT; then same "$ENTRY_STAT" "$(stat_of .)" || cannot "$PWD was exchanged on the way"; fi
  HERE_STAT=$ENTRY_STAT
}

# led: the way goes on where the link ENTRY leads, which belongs to its owner; one of root's in a directory of somebody else, who
# can give it any name, to that one.
led() {
  set -- $ENTRY_STAT "./$ENTRY" $HERE_STAT .
  ! ours "$2" || shift 7
  if ! ours "$2" && [ "$FOLLOW" != true ]; then
    [ -n "$LINK_PATH" ] || LINK_PATH=$(where_it_is) LINK_OWNER=$(stat -c %U -- "$7")
    [ "$LINK_OWNER" != UNKNOWN ] || LINK_OWNER=$2
    [ -z "$LINK_UID" ] || [ "$LINK_UID" = "$2" ] || refuse_link
    LINK_UID=$2
  fi
  _links=$((_links + 1)); [ "$_links" -le 40 ] || cannot "$(where_it_is) is a link that leads nowhere"
  _to=$(readlink -- "./$ENTRY" && echo .) || cannot "$(where_it_is) was exchanged on the way"
  _to=${_to%"$NL".}
  _left=$_to${_left:+/$_left}
  case $_to in /*) cd / && HERE_STAT=$(stat_of .) || cannot "cannot enter /" ;; esac
}

# harmless [LOOKED]: the file belongs to the user of the links, and the directory it is in, too.
harmless() {
  set -- $HERE_STAT "$@"
  [ "$2" = "$LINK_UID" ] || return 1
  case $OWNER in "$LINK_UID" | "$LINK_OWNER") return 0 ;; '') [ "${8:-}" = "$LINK_UID" ] ;; *) return 1 ;; esac
}

refuse_link() { cannot "$LINK_PATH is a link owned by $LINK_OWNER${FOLLOW:+; follow: true follows it}"; }

# many_names NUMBER: the file ENTRY_STAT has more than these, and another owner than its directory.
many_names() {
  case $ENTRY_STAT in 8*) ;; *) return 1 ;; esac
  set -- "$1" $ENTRY_STAT $HERE_STAT
  [ "$6" -gt "$1" ] && [ "$3" != "$9" ]
}

# box: goes to a new directory of ours in this one, in which nobody else can do anything. Its .. stays what it is: who has no rights to
# a directory can give it another name, but no other place.
box() {
  case $ENTRY in */*) cannot "the directory ${PWD%/}/${ENTRY%/*} does not exist" ;; esac
  BOX=$(mktemp -d ./.drydock.XXXXXX) && cd -P "$BOX" || cannot_write "$PWD"
  ! foreign $HERE_STAT || { ! foreign $(stat_of .) && same "$HERE_STAT" "$(stat_of ..)"; } || cannot "$PWD was exchanged"
}

unbox() { rm -f -- "./$ENTRY"; cd -P .. && rmdir -- "$BOX"; }   # not by its name, which may be of another by now

# --- the engine -------------------------------------------------------------------------------------------------

TASK=0 PHASE=check TIMEOUT= LAST_CHANGE= PROMISES= STOPPED= FAILED= NOTIFIED= PERHAPS=
WORK= # a private directory for the output of tasks
NL='
'

emit_output() { # STREAM
  [ -s "$WORK/$1" ] || return 0
  _o=$(head -c "$OUTPUT_LIMIT" "$WORK/$1" && echo .) && _size=$(wc -c <"$WORK/$1") || return 1
  ev output "$TASK" "$1" "$_size" "${_o%.}"
}

# emit_outputs: a task whose output is lost has failed.
emit_outputs() {
  emit_output stdout && emit_output stderr || { say "what it printed, in $WORK, cannot be read"; _st=14; }
}

# attempt COMMAND: runs a step of a task in a subshell, its output into files. Status 14 where that cannot be had: what it would
# print, and what programs leave in temporary files, would be cut or missing.
attempt() {
  has_room stdout && has_room stderr && has_room room || return 14
  _attempts=$((${_attempts:-0} + 1)); _ending=$WORK/ended.$_attempts
  { ( begin_shell "$_ending"; trap : PIPE; [ -z "$TIMEOUT" ] || watch; "$@" ) >"$WORK/stdout" 2>"$WORK/stderr" </dev/null; _end=$?; } 2>/dev/null   # as try does
  [ -z "$TIMEOUT" ] || end_watch
  ended "$_ending" "$_end"; _end=$?
  [ "$_end" = 17 ] || has_room room || return 14
  return "$_end"
}

# --- the end of a shell -----------------------------------------------------------------------------------------
# A word that ends the task may be called in a process below the task's shell: it leaves the status in the file ENDING, and ends
# all these processes. SHELL_PROCESS is that of the task's shell, or of `try`, as /proc names it; without /proc the status counts
# when that shell has come to its end.
ENDING='' SHELL_PROCESS=''

# begin_shell FILE: what such a shell does first. Its parent asks `ended`.
begin_shell() { ENDING=$1 SHELL_PROCESS=; { read -r SHELL_PROCESS _ </proc/self/stat; } 2>/dev/null || :; }

# ended FILE STATUS: the status of such a shell, which has ended with STATUS.
ended() {
  [ -e "$1" ] || return "$2"
  read -r _ended <"$1" || _ended=14
  rm -f "$1"
  return "$_ended"
}

# ending STATUS: before a word tells why it ends the task. Only the first one does: what still runs then, ends here.
ending() {
  ! its_own || return 0
  set -C; { echo "$1" >"$ENDING"; } 2>/dev/null || [ ! -e "$ENDING" ] || exit "$1"
  set +C
}

end_task() { # STATUS
  its_own || [ -z "$_me" ] || end_processes
  exit "$1"
}

# its_own: this is the process of the shell to be ended. Sets _me to it.
its_own() { _me=; { read -r _me _ </proc/self/stat; } 2>/dev/null && [ "$_me" = "$SHELL_PROCESS" ]; }

# end_processes: the shell's, and all that come of it, but for this one. They are stopped first, for one that runs may start another.
end_processes() {
  unset IFS; set +ef
  for _signal in STOP STOP TERM CONT; do process_tree; below "$SHELL_PROCESS"; done
}

# process_tree: sets _tree to PARENT>PROCESS of all there are.
process_tree() {
  _tree=; for _stat in /proc/[0-9]*/stat; do
    { read -r _line <"$_stat"; } 2>/dev/null || continue
    _rest=${_line##*) }; _rest=${_rest#* }
    _tree="$_tree ${_rest%% *}>${_line%% *}"
  done
}

# watch: ends the shell that calls it, and all that comes of it, when TIMEOUT seconds are over; end_watch ends that.
watch() { late >/dev/null 2>&1 & echo $! >"$WORK/watch"; }
end_watch() { { read -r _watch <"$WORK/watch" && kill "$_watch"; } 2>/dev/null; rm -f "$WORK/watch"; }
late() {
  trap 'kill "$_sleep"; exit 0' TERM
  sleep "$TIMEOUT" & _sleep=$!
  wait "$_sleep"
  trap - TERM
  ending 18
  unset IFS; set +ef
  _signal=STOP _found=; process_tree; below "$SHELL_PROCESS"
  _found=; process_tree; below "$SHELL_PROCESS"
  for _signal in TERM CONT; do but_the_shell $_found; done
  for _ in 1 2 3 4 5; do ! any_runs $_found || sleep 1; done
  _signal=KILL; but_the_shell $_found
  signal "$SHELL_PROCESS"   # the last one, for whoever waits for it ends this
}
but_the_shell() { for _one do [ "$_one" = "$SHELL_PROCESS" ] || signal "$_one"; done; }

# any_runs PROCESS...: one of them, other than the task's shell, which stands still, has not ended.
any_runs() {
  for _one do
    [ "$_one" != "$SHELL_PROCESS" ] && { read -r _line <"/proc/$_one/stat"; } 2>/dev/null || continue
    case ${_line##*) } in Z*) ;; *) return 0 ;; esac
  done
  return 1
}

below() { # PROCESS: sends it and what comes of it _signal, from the top; adds them to _found
  while [ $# -gt 0 ]; do
    [ "$1" = "$_me" ] || { signal "$1"; _found="$_found $1"; }
    for _pair in $_tree; do case $_pair in "$1>"*) set -- "$@" "${_pair#*>}" ;; esac; done
    shift
  done
}

# signal PROCESS: in a process namespace of a plan's own it has another number than in /proc: the last of NSpid.
signal() {
  _number=$1
  if [ "$NUMBERED" != same ]; then
    _number=
    while _name=; read -r _name _rest || [ -n "$_name" ]; do [ "$_name" != NSpid: ] || _number=${_rest##*[!0-9]}; done <"/proc/$1/status"
  fi 2>/dev/null
  [ -z "$_number" ] || kill -"$_signal" "$_number" 2>/dev/null
}

has_room() { # FILE: it is made, empty
  { printf %4096s '' >"$WORK/$1" && printf '' >"$WORK/$1"; } 2>/dev/null && return 0
  why_not "$WORK"; say "cannot write in $WORK: $WHY_NOT"; return 1
}

# run_check: status 0 as wanted, 10 differs, 13 acts, 11 deferred, 12 unsupported, else failed.
run_check() { attempt check_it; }
check_it() {
  _differs= _acts= _promises=
  "$DESIRED"
  "check_$TASK"
  keep_promises
  [ -z "$_differs" ] || exit 10
  [ -z "$_acts" ] || exit 13
  exit 0
}
apply_it() { "$DESIRED"; set -e; "apply_$TASK"; }
go_on_with_it() { "$DESIRED"; set -e; "after_$TASK"; }

# FAILED: where tasks have failed: p in the play, b3 in the tasks that block 3 tries, r3 in those of its rescue, a3 in its always.
# going FIRST [SECTION...]: a task is run: the play has not failed, and no SECTION but one with a plus, which must have. The other items of the task
# that has failed, of which FIRST is the first, are still tried.
going() {
  [ "${STOPPED:-0}" -lt "$1" ] || return 0
  shift
  for _section in p "$@"; do
    case $_section in +*) is_failed "${_section#+}" ;; *) ! is_failed "$_section" ;; esac || return 1
  done
}
is_failed() { case " $FAILED " in *" $1 "*) return 0 ;; esac; return 1; }
# may_go SECTION...: as going, where a section may also have failed in which a plan could not tell whether a task succeeds.
may_go() {
  for _section in p "$@"; do
    case $_section in +*) may_have_failed "${_section#+}" ;; *) ! is_failed "$_section" ;; esac || return 1
  done
}
may_have_failed() { is_failed "$1" || is_failed "?$1"; }
stop() { [ "$2" = ignore ] || STOPPED=$1 FAILED="$FAILED ${2:-p}"; }   # STEP SECTION
# may_fail SECTION: what becomes of a rescue is not looked at: it may not even be run.
may_fail() { case $1 in [ab]*) FAILED="$FAILED ?$1" ;; esac; }
# left BLOCK SECTION [RESCUES]: past a block: what has failed there, and was not rescued, has failed in SECTION around it.
left() {
  _body=b$1
  [ -z "${3:-}" ] || _body=r$1
  if is_failed "$_body" || is_failed "a$1"; then FAILED="$FAILED $2"
  elif may_have_failed "$_body" || may_have_failed "a$1"; then may_fail "$2"; fi
}
# Handlers also run after a failure: the change that asked for them has been made.
notified() { case " $NOTIFIED " in *" $1 "*) return 0 ;; esac; return 1; }
perhaps() { case " $PERHAPS " in *" $1 "*) return 0 ;; esac; return 1; }   # a deferred task may ask for it
# handled HANDLER: it has been run, or need not be, and may be asked for again.
handled() {
  for _of in NOTIFIED PERHAPS; do
    eval "_all=\$$_of"; _rest=
    for _one in $_all; do [ "$_one" = "$1" ] || _rest="$_rest $_one"; done
    eval "$_of=\$_rest"
  done
}

# What the compiler knows without the host: skip ID, pass ID, end_host ID, refuse ID IGNORE REASON, wait_for ID REASON NOTIFY IGNORE.
skip() { behind "$1" || end "$1" skipped; }
pass() { behind "$1" || { ev begin "$1"; end "$1" ok; }; }
end_host() { pass "$1"; stop "$1" p; }
refuse() { behind "$1" "$2" || { TASK=$1 PHASE=check; ev begin "$1"; ev message "$1" "$3"; failed "$2" reason; }; }
wait_for() { ev defer "$1" 0 "$2"; end "$1" deferred; may_fail "${4:-}"; PERHAPS="$PERHAPS ${3:-}"; }

# run ID IGNORE NOTIFY [DESIRED TIMEOUT TRIES ACCEPT PAUSE]: plans or applies one task. IGNORE: "ignore": the rest goes on after its failure; else the section that fails. NOTIFY: the
# handlers a change asks for. DESIRED: the function that computes what is wanted, before the check and before the apply. TIMEOUT: seconds that
# each of these may take; empty: as long as it likes. TRIES: "RETRIES DELAY": it is tried again so often while it fails, and after so many seconds. ACCEPT: "accept": its
# failure is none. PAUSE: seconds that an apply waits before.
run() {
  ! behind "$1" "$2" "$3" || return 0
  [ "$MODE" = plan ] || [ -z "${8:-}" ] || sleep "$8"
  TASK=$1 DESIRED=${4:-:} TIMEOUT=${5:-} RETRIES=0 DELAY=0 ACCEPT=${7:-}
  [ -z "${6:-}" ] || RETRIES=${6% *} DELAY=${6#* }
  ev begin "$TASK"
  try_it
  while [ "$RETRIES" -gt 0 ] && has_failed; do
    # A plan does not wait for what may come later.
    if [ "$MODE" = plan ]; then _st=19; break; fi
    RETRIES=$((RETRIES - 1))
    ev retry "$TASK" "$RETRIES"
    sleep "$DELAY"
    try_it
  done
  emit_outputs
  [ -z "$ACCEPT" ] || accept
  conclude "$2" "$3"
}

try_it() {
  PHASE=check
  run_check; _st=$?
  if [ "$MODE" = apply ]; then
    case $_st in 10 | 13) apply_and_recheck ;; esac
  fi
}
has_failed() { case $_st in 0 | 10 | 11 | 12 | 13 | 17) return 1 ;; esac; }
# accept: a failure counts as what it has come to: a change, once something may have been changed.
accept() {
  case $_st in 18 | 19) return 0 ;; esac
  ! has_failed || if [ "$PHASE" = check ]; then _st=0; else _st=10; fi
}

# conclude IGNORE NOTIFY: tells what became of the task, by _st.
conclude() {
  read_promises || { say "cannot read $WORK/promises"; _st=14; }
  case $_st in
    0) end "$TASK" ok ;;
    10 | 13)
      LAST_CHANGE=$TASK NOTIFIED="$NOTIFIED $2"
      believe_promises
      end "$TASK" change ;;
    11)
      # A deferred task may change what it promised: what needs that is not lost.
      if [ "$MODE" = plan ] && [ -n "$LAST_CHANGE" ]; then believe_promises; may_fail "$1"; PERHAPS="$PERHAPS $2"; end "$TASK" deferred
      else failed "$1" deferred; fi ;;
    12) ev unsupported "$TASK" "$PHASE"; record "$TASK" failed; stop "$TASK" "$1" ;;
    14) failed "$1" reason ;;
    15) failed "$1" converge ;;
    16) failed "$1" apply "$_rc" ;;
    17) record "$TASK" "restart $(cat "$WORK/restarts")" ;;   # the host restarts, and the task goes on when it is back
    18) failed "$1" timeout "$TIMEOUT" ;;
    19) ev defer "$TASK" 0 "it does not succeed yet, and an apply tries again (retries: $RETRIES)"; may_fail "$1"; PERHAPS="$PERHAPS $2"; end "$TASK" deferred ;;
    *) failed "$1" check "$_st" ;;
  esac
}

# A check runs in a subshell; its promises come out of it through a file, and hold for the later tasks of a plan.
keep_promises() { put_temp promises "$_promises"; }
read_promises() {
  _new=
  [ "$MODE" = plan ] || return 0
  case $_st in 10 | 11 | 13) [ ! -s "$WORK/promises" ] || _new=$(cat "$WORK/promises") ;; esac
}
believe_promises() {
  [ -n "$_new" ] || return 0
  _new=$_new$NL PROMISES=$PROMISES$NL$_new; ev promises "$TASK" "$_new"
}

# Sets _st to the status of check, apply, check again; 15: a difference remains, 16: the apply ended with status _rc.
apply_and_recheck() {
  PHASE=apply
  [ "$_st" != 13 ] || record "$TASK" begun
  attempt apply_it; _rc=$?
  case $_rc in
    0) [ "$_st" = 10 ] || return 0 ;;
    12 | 14 | 17 | 18) _st=$_rc; return 0 ;;
    *) _st=16; return 0 ;;
  esac
  emit_outputs
  [ "$_st" = 14 ] || recheck
}

# recheck: leaves _st as it is where nothing differs any more.
recheck() {
  PHASE=recheck
  run_check; _again=$?
  case $_again in 0 | 13) ;; 10) _st=15 ;; *) _st=$_again ;; esac
}

# rejoin ID IGNORE NOTIFY [DESIRED TIMEOUT]: what is left of a task that has restarted the host.
rejoin() {
  ! behind "$1" "$2" "$3" || return 0
  TASK=$1 PHASE=recheck DESIRED=${4:-:} TIMEOUT=${5:-} _st=10
  attempt go_on_with_it; _rc=$?
  emit_outputs
  case $_rc in
    0) [ "$_st" = 14 ] || recheck ;;
    12 | 14 | 17 | 18) _st=$_rc ;;
    *) _st=16 ;;
  esac
  conclude "$2" "$3"
}

end() { ev end "$1" "$2"; record "$1" "$2"; }   # STEP OUTCOME

# behind STEP IGNORE NOTIFY, record STEP OUTCOME: what an apply knows of a step after its program has died; see apply.sh.
behind() { return 1; }
record() { :; }

failed() { # IGNORE WHY [STATUS]: with the phase, for an apply that was begun may have changed something
  ev failed "$TASK" "$2" "${3:-0}" "$PHASE"
  record "$TASK" failed
  stop "$TASK" "$1"
}

# start_reading: what a program of facts does first. Output of the runner itself goes to standard error. What a login shell
# has printed may lack its newline.
start_reading() { exec 3>&1 1>&2; echo >&3; ev start 0 reading; }

# start: what a program of tasks does first. An apply's keeps what it tells, see apply.sh.
start() {
  exec 3>&1 1>&2
  trap : PIPE   # the controller may be gone; the run goes on
  umask 022
  [ "${SEALED:-}" = yes ] || SEALED=   # yes: a plan's program was started where nothing can be written, without the powers of its parent
  if [ "$MODE" = apply ]; then enroll; else echo >&3; fi
  WORK=$(umask 077; mktemp -d "${TMPDIR:-/tmp}/drydock.XXXXXXXX") || { ev fatal 0 "no temporary directory can be made in ${TMPDIR:-/tmp}"; exit 1; }
  trap 'rm -rf "$WORK"; [ "$MODE" != apply ] || leave' EXIT
  [ "$MODE" != apply ] || echo "$WORK" >"$DIR/work"
  NUMBERED=; { read -r _process _ </proc/self/stat && [ "$_process" != $$ ] || NUMBERED=same; } 2>/dev/null
  ev start 0 "${SEALED:-none}"
}

# finish: what it does last. The controller may end the connection, and a plan's program with it, as soon as it reads of the end.
finish() {
  trap - EXIT
  if [ -s "$WORK/restart" ]; then
    # Leaves the controller the time to read of the end.
    (sleep 2; sh "$WORK/restart"; rm -rf "$WORK") >/dev/null 2>&1 3>&- </dev/null &
  elif [ -n "$WORK" ]; then
    rm -rf "$WORK"
  fi
  [ "$MODE" != apply ] || finished
  ev finish 0
  [ "$MODE" != apply ] || : >"$DIR/finished"
}
