have git || missing "command not found: git; install it with package: {name: git}" command git
case $GIT_VERSION in -* | *[[:space:]]* | '') cannot "\"$GIT_VERSION\" is no branch, tag or commit" ;; esac
case $GIT_REPO in -*) cannot "\"$GIT_REPO\" is no repository" ;; esac
! promised absent "$GIT_DEST" || defer "an earlier task removes $GIT_DEST" absent "$GIT_DEST"
<#if update>
! promised checkout "$GIT_DEST" || defer "an earlier task changes what is checked out" checkout "$GIT_DEST"
<#else>
! promised checkout "$GIT_DEST" || return 0
</#if>
promise path "$GIT_DEST"; promise directory "$GIT_DEST"; promise checkout "$GIT_DEST"
head=
if [ -e "$GIT_DEST/.git" ]; then
  git_head; head=$GIT_HEAD
elif [ -d "$GIT_DEST" ]; then
  [ -z "$(ls -A "$GIT_DEST")" ] || cannot "$GIT_DEST is not empty, and no checkout of git"
else
  [ ! -e "$GIT_DEST" ] || cannot "$GIT_DEST is not a directory"
fi
result before "$head"
<#if !update>
[ -z "$head" ] || { result after "$head"; return 0; }
</#if>
if [ "$PHASE" = recheck ] && [ -e "$WORK/commit.$TASK" ]; then { read -r GIT_COMMIT; read -r GIT_BRANCH; } <"$WORK/commit.$TASK" || :
else git_commit; fi
result after "$GIT_COMMIT"
want commit "$GIT_COMMIT" "$head"
if [ -n "$head" ]; then
  changed=$(git_changed)
  [ -z "$changed" ] || {
<#if force>
    want "changed files" '' "$changed"
<#else>
    [ -z "$_differs" ] || cannot "files are changed in $GIT_DEST, which force: true throws away:$NL$changed"
</#if>
  }
fi
