guard_hold [=timeout]
guard_report
running=$(uname -r)
case $GUARD_REPORT in
  '' | *"kernel $running started"*) ;;
  *) once_default "$loader"
    cannot "$GUARD_REPORT
the host came back on $running${ONCE_DEFAULT:+; the next restart is into $ONCE_DEFAULT, unless boot_kernel makes $running the default}" ;;
esac
[ -z "$GUARD_REPORT" ] || say "$GUARD_REPORT"
boot_wait_for_system [=timeout]
<#if after?has_content>
boot_user_commands [=after] || cannot "the host is back, and the commands after it ended with status $?"
</#if>
:
