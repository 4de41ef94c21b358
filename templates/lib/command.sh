# What command and shell share. Their templates set $creates, $removes, $unless, $onlyif, $changes and $chdir (empty: not
# given) and the function prepare: what is done in the command's own subshell before it starts. There are no events
# from in there, and neither the event stream nor the functions of this library reach the command.

# not_yet REASON [KIND NAME]: fails for REASON; while planning, defers when any earlier task is going to change.
not_yet() {
  [ "$MODE" != plan ] || [ -z "$LAST_CHANGE" ] || defer "$@"
  cannot "$1"
}

# run_shell TEXT [SHELL]: becomes a shell that runs TEXT, which is in no argument list.
run_shell() {
  printf %s "$1" >"$D/script.$T"
  exec "${2:-sh}" "$D/script.$T"
}

# holds TEXT: whether a guard's commands succeed.
holds() {
  ( prepare && run_shell "$1" ) >/dev/null 2>&1 3>&-; _held=$?
  [ "$_held" != 127 ] || [ "$MODE" != plan ] || [ -z "$LAST_CHANGE" ] || defer "a command of the guard is not there"
  return "$_held"
}

# due: whether the guards let the command run.
due() {
  if [ "$changes" != never ]; then
    promise anything .
    [ -z "$creates" ] || promise path "$creates"
  fi
  [ -z "$chdir" ] || [ -d "$chdir" ] || not_yet "the directory $chdir does not exist" path "$chdir"
  [ -z "$creates" ] || [ ! -e "$creates" ] || promised absent "$creates" || return 1
  [ -z "$removes" ] || [ -e "$removes" ] || promised path "$removes" || return 1
  [ -z "$unless" ] || ! holds "$unless" || return 1
  [ -z "$onlyif" ] || holds "$onlyif"
}

# need_program NAME: exec finds it, run in $chdir. Functions and builtins of this shell do not count.
need_program() {
  case $1 in
    /*) [ -d "$1" ] || [ ! -x "$1" ] || return 0 ;;
    */*) [ ! -x "$chdir/$1" ] || return 0 ;;
    *)
      _dirs=$PATH:
      while [ -n "$_dirs" ]; do
        _dir=${_dirs%%:*} _dirs=${_dirs#*:}
        [ -d "$_dir/$1" ] || [ ! -x "$_dir/$1" ] || return 0
      done ;;
  esac
  not_yet "command not found: $1" command "$1"
}

# announce TEXT: that the command is going to run. Unless it always does, its guards must stop it afterwards.
announce() {
  if [ "$changes" = always ]; then act "$1"; else want run "$1" ''; fi
}

# ended STATUS OK...: the command ended with STATUS; one that is not among OK is a failure.
ended() {
  _status=$1; shift
  result rc "$_status"
  for _ok do [ "$_status" != "$_ok" ] || return 0; done
  not_yet "it ended with status $_status"
}
