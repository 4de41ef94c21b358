# What command and shell share. Their templates set $COMMAND_CREATES, $COMMAND_REMOVES, $COMMAND_UNLESS, $COMMAND_ONLYIF, $COMMAND_CHANGES and $COMMAND_CHDIR (empty: not
# given) and the function prepare: what is done in the command's own subshell before it starts. There are no events
# from in there, and neither the event stream nor the functions of this library reach the command.

# command_not_yet REASON [KIND NAME]: fails for REASON; while planning, defers when any earlier task is going to change.
command_not_yet() {
  [ "$MODE" != plan ] || [ -z "$LAST_CHANGE" ] || defer "$@"
  cannot "$1"
}

# A shell's text is in no argument list: command_keep_script TEXT, in the task's own shell, writes it whole or ends the task, and
# command_run_script [SHELL] prepares and becomes the shell that runs it. What prepare exports may have the name of any variable of
# ours. What is a shell, and no other interpreter, takes a variable that is not set for an error.
command_keep_script() { put_temp "script.$TASK" "$1"; }
command_run_script() {
  set -- "${1:-sh}" "$WORK/script.$TASK"
  case ${1##*/} in sh|ash|dash|bash|ksh|ksh93|mksh|lksh|yash|zsh) set -- "$1" -u "$2" ;; esac
  prepare && exec "$@"
}

# command_unset_named FILE: whether the shell said there that a variable is not set; sets $_unset to its name.
command_unset_named() {
  _unset=$(grep -e ': parameter not set$' -e ': unbound variable$' -- "$1" | tail -n 1)
  _unset=${_unset%: *} _unset=${_unset##* }
  [ -n "$_unset" ]
}

# command_guard_holds TEXT: whether a guard's commands succeed.
command_guard_holds() {
  command_keep_script "$1"
  put_temp "guard.$TASK" ''
  ( command_run_script ) >/dev/null 2>>"$WORK/guard.$TASK" 3>&-; _held=$?
  [ "$_held" = 0 ] || ! command_unset_named "$WORK/guard.$TASK" || cannot "a guard uses the shell variable $_unset, which is not set"
  [ "$_held" != 127 ] || [ "$MODE" != plan ] || [ -z "$LAST_CHANGE" ] || defer "a command of the guard is not there"
  return "$_held"
}

# command_due: whether the guards let the command run. A guard's commands that an earlier planned task is going to satisfy are
# not asked again.
command_due() {
  if [ "$COMMAND_CHANGES" != never ]; then
    promise anything .
    [ -z "$COMMAND_CREATES" ] || promise path "$COMMAND_CREATES"
    [ -z "$COMMAND_REMOVES" ] || promise absent "$COMMAND_REMOVES"
    case $COMMAND_UNLESS$COMMAND_ONLYIF in *"$NL"*) ;; *)
      [ -z "$COMMAND_UNLESS" ] || promise true "$COMMAND_UNLESS"
      [ -z "$COMMAND_ONLYIF" ] || promise false "$COMMAND_ONLYIF" ;;
    esac
  fi
  [ -z "$COMMAND_CHDIR" ] || [ -d "$COMMAND_CHDIR" ] || command_not_yet "the directory $COMMAND_CHDIR does not exist" path "$COMMAND_CHDIR"
  [ -z "$COMMAND_CREATES" ] || [ ! -e "$COMMAND_CREATES" ] || promised absent "$COMMAND_CREATES" || return 1
  [ -z "$COMMAND_CREATES" ] || [ -e "$COMMAND_CREATES" ] || ! promised path "$COMMAND_CREATES" || return 1
  [ -z "$COMMAND_REMOVES" ] || [ -e "$COMMAND_REMOVES" ] || promised path "$COMMAND_REMOVES" || return 1
  [ -z "$COMMAND_REMOVES" ] || [ ! -e "$COMMAND_REMOVES" ] || ! promised absent "$COMMAND_REMOVES" || return 1
  [ -z "$COMMAND_UNLESS" ] || ! promised true "$COMMAND_UNLESS" || return 1
  [ -z "$COMMAND_UNLESS" ] || ! command_guard_holds "$COMMAND_UNLESS" || return 1
  [ -z "$COMMAND_ONLYIF" ] || ! promised false "$COMMAND_ONLYIF" || return 1
  [ -z "$COMMAND_ONLYIF" ] || command_guard_holds "$COMMAND_ONLYIF"
}

# command_need_program NAME: exec finds it, run in $COMMAND_CHDIR. Functions and builtins of this shell do not count.
command_need_program() {
  case $1 in
    /*) [ -d "$1" ] || [ ! -x "$1" ] || return 0 ;;
    */*) [ ! -x "${COMMAND_CHDIR:+$COMMAND_CHDIR/}$1" ] || return 0 ;;
    *)
      _dirs=$PATH:
      while [ -n "$_dirs" ]; do
        _dir=${_dirs%%:*} _dirs=${_dirs#*:}
        [ -d "$_dir/$1" ] || [ ! -x "$_dir/$1" ] || return 0
      done ;;
  esac
  command_not_yet "command not found: $1" command "$1"
}

# command_announce TEXT: that the command is going to run. Unless it always does, its guards must stop it afterwards.
command_announce() {
  if [ "$COMMAND_CHANGES" = always ]; then act "$1"; return 0; fi
  [ "$PHASE" != recheck ] || cannot "it ran, but its guard would have it run again: $(command_open_guard)"
  want run "$1" ''
}

command_open_guard() {
  if [ -n "$COMMAND_CREATES" ]; then echo "creates: $COMMAND_CREATES is still not there"
  elif [ -n "$COMMAND_REMOVES" ]; then echo "removes: $COMMAND_REMOVES is still there"
  elif [ -n "$COMMAND_UNLESS" ]; then echo "unless: these commands still fail"
  else echo "onlyif: these commands still succeed"; fi
}

# command_names_promised: whether $COMMAND_TEXT names a path that an earlier planned task makes; sets $_named to it.
command_names_promised() {
  [ "$MODE" = plan ] || return 1
  _rest=$PROMISES
  while :; do
    case $_rest in *"${NL}path "*) ;; *) return 1 ;; esac
    _rest=${_rest#*"${NL}path "} _named=${_rest%%"$NL"*}
    case $COMMAND_TEXT in *"$_named"*) return 0 ;; esac
  done
}

# command_ended STATUS OK...: the command, which is $COMMAND_TEXT, ended with STATUS; one that is not among OK is a failure. A reading
# command that only lacks what an earlier planned task makes will find it.
command_ended() {
  _status=$1; shift
  result rc "$_status"
  for _ok do [ "$_status" != "$_ok" ] || return 0; done
  ! command_unset_named "$WORK/stderr" || cannot "it ended with status $_status: the shell variable $_unset is not set"
  ! command_names_promised || { later "reads $_named, which an earlier task makes"; return 0; }
  command_not_yet "it ended with status $_status"
}
