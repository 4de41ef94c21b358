svc_want [=name] [=state!""] "$enabled" "$masked" [=daemon_reload?string("yes", "no")]
