GIT_DEST=[=dest] GIT_VERSION=[=version] GIT_REMOTE=[=remote] FOLLOW=''
git_from [=repo] [=key_file!""] [=accept_newhostkey?then("yes", "")]
