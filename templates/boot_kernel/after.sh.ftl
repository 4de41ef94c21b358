[ "$loader" != grub ] || boot_menu
running=$(uname -r)
if [ "$running" != "$ONCE_KERNEL" ]; then
  once_trial "$loader" "$ONCE_KERNEL" off
  guard_report
  [ -z "$GUARD_REPORT" ] || cannot "$GUARD_REPORT
the host came back on $running, which stays the default"
  cannot "kernel $ONCE_KERNEL did not start: the host came back on $running, which stays the default; see its console"
fi
once_prove "$loader" [=timeout] [=command] [=verify!""]
