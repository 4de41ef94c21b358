# uses: command http
# Checkouts of git. GIT_REPO is the repository without a login, GIT_DEST the checkout, GIT_VERSION what is wanted of it, GIT_REMOTE its name there.

# git_from REPO KEY-FILE ACCEPT: sets GIT_REPO, and GIT_LOGIN, empty without a login in REPO, to a setting by which git reads it from a file of the
# task. The login is for the server of REPO alone, not for those of submodules.
git_from() {
  GIT_REPO=$1 GIT_LOGIN=
  GIT_TERMINAL_PROMPT=0; export GIT_TERMINAL_PROMPT
  _ssh='ssh -o BatchMode=yes'
  case $2 in *[!A-Za-z0-9/._+@,:-]*) cannot "the path of key_file has characters that ssh would not take for a part of it" ;; esac
  [ -z "$2" ] || _ssh="$_ssh -o IdentitiesOnly=yes -i $2"
  [ -z "$3" ] || _ssh="$_ssh -o StrictHostKeyChecking=accept-new"
  GIT_SSH_COMMAND=$_ssh; export GIT_SSH_COMMAND
  case $1 in http://*@* | https://*@*) ;; *) return 0 ;; esac
  _place=${1#*://}; _login=${_place%%/*}
  case $_login in *@*) ;; *) return 0 ;; esac
  GIT_REPO=${1%%://*}://${_login##*@}${_place#"$_login"} _login=${_login%@*}
  http_decode "${_login%%:*}"; _user=$HTTP_DECODED
  http_decode "${_login#*:}"
  put_temp "login.$TASK" "username=$_user${NL}password=$HTTP_DECODED$NL"
  # A command, and no file to be run: many hosts run nothing that is below /run or /tmp. The quotes are for the shell that git starts.
  # shellcheck disable=SC2089
  GIT_LOGIN="credential.$(http_server "$GIT_REPO").helper=!cat '$WORK/login.$TASK' #"
}

# git_in ARGUMENT...: git in the checkout, whoever owns it.
git_in() { git_alone -c safe.directory='*' -C "$GIT_DEST" "$@"; }

# git_alone ARGUMENT...: git with no other login than GIT_LOGIN.
# shellcheck disable=SC2090
git_alone() { git -c credential.helper= ${GIT_LOGIN:+-c "$GIT_LOGIN"} "$@"; }

# git_commit: sets GIT_COMMIT to the commit of GIT_VERSION, and GIT_BRANCH to its branch, where it is one.
git_commit() {
  GIT_BRANCH='' GIT_COMMIT=$GIT_VERSION
  case $GIT_VERSION in
    *[!0-9a-f]*) ;;
    ????????????????????????????????????????) return 0 ;;
  esac
  case $GIT_VERSION in HEAD) set -- HEAD ;; *) set -- "refs/heads/$GIT_VERSION" "refs/tags/$GIT_VERSION^{}" "refs/tags/$GIT_VERSION" ;; esac
  _refs=$(git_alone ls-remote --symref -- "$GIT_REPO" "$@" 2>"$WORK/said.$TASK") || git_failed "cannot be asked"
  _tab=$(printf '\t')
  for _ref do
    _found=$(printf '%s\n' "$_refs" | grep -F -x -e "$(printf '%s\n' "$_refs" | grep -v '^ref:' | awk -v ref="$_ref" '$2 == ref' | head -n 1)" | head -n 1)
    [ -n "$_found" ] || continue
    GIT_COMMIT=${_found%%"$_tab"*}
    case $_ref in refs/heads/*) GIT_BRANCH=$GIT_VERSION ;; HEAD) GIT_BRANCH=$(printf '%s\n' "$_refs" | sed -n 's,^ref: refs/heads/\(.*\)	HEAD$,\1,p' | head -n 1) ;; esac
    return 0
  done
  cannot "$GIT_REPO has no branch and no tag $GIT_VERSION; a commit is written with all its 40 digits"
}

git_failed() { command_not_yet "$GIT_REPO $1: $(grep . "$WORK/said.$TASK" | tail -n 1)"; }

git_head() { GIT_HEAD=$(git_in rev-parse -q --verify HEAD 2>/dev/null) || GIT_HEAD=; }

# git_changed: prints what is changed in files that git knows.
git_changed() { git_in status --porcelain --untracked-files=no --ignore-submodules=none 2>/dev/null; }

# git_run ARGUMENT...: fails with what git says.
git_run() { git_in "$@" >"$WORK/said.$TASK" 2>&1 || git_failed "cannot be brought to $GIT_DEST"; }

# git_check_out DEPTH RECURSIVE: GIT_DEST is at GIT_COMMIT, on GIT_BRANCH where there is one.
git_check_out() {
  [ -d "$GIT_DEST" ] || make_directory "$GIT_DEST"
  [ -e "$GIT_DEST/.git" ] || git_run init -q
  if git_in config --get "remote.$GIT_REMOTE.url" >/dev/null; then git_run remote set-url "$GIT_REMOTE" "$GIT_REPO"; else git_run remote add "$GIT_REMOTE" "$GIT_REPO"; fi
  git_in cat-file -e "$GIT_COMMIT^{commit}" 2>/dev/null || {
    if [ -n "$1" ]; then git_run fetch -q --depth "$1" "$GIT_REMOTE" "${GIT_BRANCH:-$GIT_VERSION}"
    else git_run fetch -q --tags "$GIT_REMOTE" "+refs/heads/*:refs/remotes/$GIT_REMOTE/*"; fi
  }
  git_in cat-file -e "$GIT_COMMIT^{commit}" 2>/dev/null || cannot "$GIT_REPO has no commit $GIT_COMMIT on its branches and tags"
  if [ -n "$GIT_BRANCH" ]; then git_run checkout -q --force -B "$GIT_BRANCH" "$GIT_COMMIT"; else git_run checkout -q --force --detach "$GIT_COMMIT"; fi
  [ -z "$2" ] || [ ! -f "$GIT_DEST/.gitmodules" ] || git_run submodule update -q --init --recursive ${1:+--depth "$1"}
}
