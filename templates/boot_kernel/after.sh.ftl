running=$(uname -r)
if [ -n "$image" ]; then
  [ "$running" = "$ONCE_KERNEL" ] || deployment_came_back "$image" "$ONCE_KERNEL" "$running"
  deployment_prove "$ONCE_KERNEL" [=timeout] [=command] [=verify!""]; return 0
fi
[ "$loader" != grub ] || boot_menu
if [ "$running" != "$ONCE_KERNEL" ]; then
  once_trial "$loader" "$ONCE_KERNEL" off
  boot_written
  guard_report
  [ -z "$GUARD_REPORT" ] || cannot "$GUARD_REPORT
the host came back on $running, which stays the default"
  cannot "kernel $ONCE_KERNEL did not start: the host came back on $running, which stays the default; see its console"
fi
once_prove "$loader" [=timeout] [=command] [=verify!""]
