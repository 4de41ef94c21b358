<#if !when_required>
act "restart the host"
guard_plan "$guard" "$container" "$init" "$confirm"
<#else>
REBOOT_RUNNING=[=facts.kernel.release] REBOOT_REASONS= REBOOT_ELSEWHERE=
once_default "$loader"
<#list facts.reboot.reasons as reason>
reboot_due [=reason]
</#list>
[ -z "$DEPLOYMENT" ] || reboot_due "$DEPLOYMENT is staged, with kernel $DEPLOYMENT_KERNEL"
reboot_by_packages
reboot_by_needrestart
boot_pending_parameters "$loader"
[ -z "$BOOT_PENDING" ] || reboot_due "boot parameters: $BOOT_PENDING"
if [ -z "$REBOOT_REASONS" ] && promised reboot required; then REBOOT_REASONS="an earlier task"; fi
put_temp "due.$TASK" "$REBOOT_REASONS"
want "restart due" no "${REBOOT_REASONS:-no}"
guard_want_gone
[ -z "$REBOOT_REASONS" ] || guard_plan "$guard" "$container" "$init" "$confirm"
</#if>
