<#if !when_required>
act "restart the host"
<#else>
BOOT_MENU=[=boot_menu!""]
reasons=[=facts.reboot.reasons?join("; ")]
pending_parameters [=facts.boot_loader]
reasons=$reasons${PENDING:+${reasons:+; }boot parameters: $PENDING}
if [ -z "$reasons" ] && promised reboot required; then reasons="an earlier task"; fi
want "restart due" no "${reasons:-no}"
</#if>
