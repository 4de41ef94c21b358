[ "$loader" != grub ] || boot_menu
running=$(uname -r)
if [ "$running" != "$ONCE_KERNEL" ]; then
  cannot "kernel $ONCE_KERNEL did not start: the host came back on $running, which stays the default; see its console"
fi
<#if verify?has_content>
boot_wait_for_system [=timeout]
boot_user_commands [=verify] || { status=$?
  once_default "$loader"
  cannot "kernel $ONCE_KERNEL runs, and the commands that verify it ended with status $status; it is not made the default: the next restart is into ${ONCE_DEFAULT:-the old one}"; }
</#if>
once_set_default "$loader" "$ONCE_KERNEL"
