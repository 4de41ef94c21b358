git_commit
put_temp "commit.$TASK" "$GIT_COMMIT$NL$GIT_BRANCH$NL"
git_check_out [=(depth?c)!""] [=recursive?then("yes", "")]
