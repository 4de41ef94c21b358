<#if !when_required>
act "restart the host"
<#else>
BOOT_MENU=[=boot_menu!""]
RUNNING=[=facts.kernel.release] LOADER=[=facts.boot_loader] REASONS= ELSEWHERE=
once_default "$LOADER"
<#list facts.reboot.reasons as reason>
restart_due [=reason]
</#list>
due_by_packages
due_by_needrestart
pending_parameters "$LOADER"
[ -z "$PENDING" ] || restart_due "boot parameters: $PENDING"
if [ -z "$REASONS" ] && promised reboot required; then REASONS="an earlier task"; fi
want "restart due" no "${REASONS:-no}"
</#if>
