running=[=facts.kernel.release]
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
