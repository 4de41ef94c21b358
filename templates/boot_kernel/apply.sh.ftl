BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""]
loader=[=facts.boot_loader] running=[=facts.kernel.release]
once_choose [=facts.kernel.release] [=release] [=facts.kernels]
[ "$loader" != grub ] || boot_menu
# From here on the kernel that runs is what the host falls back to.
once_set_default "$loader" "$running"
[ "$loader" != grub ] || { once_menu; once_set_default "$loader" "$running"; }   # a new menu may call it by another name
[ "$ONCE_KERNEL" != "$running" ] || return 0
<#if before?has_content>
boot_before_restart [=before]
</#if>
once_next "$loader" "$ONCE_KERNEL"
put_file /var/lib/drydock/fallback_kernel "$running$NL"   # for those that remove old kernels
restart [=timeout] [=command]
