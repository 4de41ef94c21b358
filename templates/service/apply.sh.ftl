svc_put [=name] [=state!""] "$enabled" "$masked" [=daemon_reload?string("yes", "no")]
