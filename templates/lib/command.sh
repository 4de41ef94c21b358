# What command and shell share. Their templates set $creates, $removes, $unless, $onlyif, $changes and $chdir (empty: not
# given) and the function prepare: what is done in the command's own subshell before it starts. There are no events
# from in there, and neither the event stream nor the functions of this library reach the command.

# not_yet REASON [KIND NAME]: fails for REASON; while planning, defers when any earlier task is going to change.
not_yet() {
  [ "$MODE" != plan ] || [ -z "$LAST_CHANGE" ] || defer "$@"
  cannot "$1"
}

# A shell's text is in no argument list: keep_script TEXT, in the task's own shell, writes it whole or ends the task, and
# run_script [SHELL] prepares and becomes the shell that runs it. What prepare exports may have the name of any variable of
# ours. What is a shell, and no other interpreter, takes a variable that is not set for an error.
keep_script() { put_temp "script.$T" "$1"; }
run_script() {
  set -- "${1:-sh}" "$D/script.$T"
  case ${1##*/} in sh|ash|dash|bash|ksh|ksh93|mksh|lksh|yash|zsh) set -- "$1" -u "$2" ;; esac
  prepare && exec "$@"
}

# unset_named FILE: whether the shell said there that a variable is not set; sets $_unset to its name.
unset_named() {
  _unset=$(grep -e ': parameter not set$' -e ': unbound variable$' -- "$1" | tail -n 1)
  _unset=${_unset%: *} _unset=${_unset##* }
  [ -n "$_unset" ]
}

# holds TEXT: whether a guard's commands succeed.
holds() {
  keep_script "$1"
  put_temp "guard.$T" ''
  ( run_script ) >/dev/null 2>>"$D/guard.$T" 3>&-; _held=$?
  [ "$_held" = 0 ] || ! unset_named "$D/guard.$T" || cannot "a guard uses the shell variable $_unset, which is not set"
  [ "$_held" != 127 ] || [ "$MODE" != plan ] || [ -z "$LAST_CHANGE" ] || defer "a command of the guard is not there"
  return "$_held"
}

# due: whether the guards let the command run. A guard's commands that an earlier planned task is going to satisfy are
# not asked again.
due() {
  if [ "$changes" != never ]; then
    promise anything .
    [ -z "$creates" ] || promise path "$creates"
    [ -z "$removes" ] || promise absent "$removes"
    case $unless$onlyif in *"$NL"*) ;; *)
      [ -z "$unless" ] || promise true "$unless"
      [ -z "$onlyif" ] || promise false "$onlyif" ;;
    esac
  fi
  [ -z "$chdir" ] || [ -d "$chdir" ] || not_yet "the directory $chdir does not exist" path "$chdir"
  [ -z "$creates" ] || [ ! -e "$creates" ] || promised absent "$creates" || return 1
  [ -z "$creates" ] || [ -e "$creates" ] || ! promised path "$creates" || return 1
  [ -z "$removes" ] || [ -e "$removes" ] || promised path "$removes" || return 1
  [ -z "$removes" ] || [ ! -e "$removes" ] || ! promised absent "$removes" || return 1
  [ -z "$unless" ] || ! promised true "$unless" || return 1
  [ -z "$unless" ] || ! holds "$unless" || return 1
  [ -z "$onlyif" ] || ! promised false "$onlyif" || return 1
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
  if [ "$changes" = always ]; then act "$1"; return 0; fi
  [ "$PHASE" != recheck ] || cannot "it ran, but its guard would have it run again: $(open_guard)"
  want run "$1" ''
}

open_guard() {
  if [ -n "$creates" ]; then echo "creates: $creates is still not there"
  elif [ -n "$removes" ]; then echo "removes: $removes is still there"
  elif [ -n "$unless" ]; then echo "unless: these commands still fail"
  else echo "onlyif: these commands still succeed"; fi
}

# names_promised: whether $text names a path that an earlier planned task makes; sets $_named to it.
names_promised() {
  [ "$MODE" = plan ] || return 1
  _rest=$PROMISES
  while :; do
    case $_rest in *"${NL}path "*) ;; *) return 1 ;; esac
    _rest=${_rest#*"${NL}path "} _named=${_rest%%"$NL"*}
    case $text in *"$_named"*) return 0 ;; esac
  done
}

# ended STATUS OK...: the command, which is $text, ended with STATUS; one that is not among OK is a failure. A reading
# command that only lacks what an earlier planned task makes will find it.
ended() {
  _status=$1; shift
  result rc "$_status"
  for _ok do [ "$_status" != "$_ok" ] || return 0; done
  ! unset_named "$D/stderr" || cannot "it ended with status $_status: the shell variable $_unset is not set"
  ! names_promised || { later "reads $_named, which an earlier task makes"; return 0; }
  not_yet "it ended with status $_status"
}
