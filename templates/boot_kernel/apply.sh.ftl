running=[=facts.kernel.release]
if [ -n "$image" ]; then
  if [ "$ONCE_KERNEL" = "$running" ]; then deployment_prove "$running" [=timeout] [=command] [=verify!""]; return 0; fi   # of a trial whose controller is gone
<#if before?has_content>
  boot_before_restart [=before]
</#if>
  deployment_try required "$container" "$init" "$confirm" "$ONCE_KERNEL"
  patience=[=timeout]; restart "$((patience + confirm))" [=command]
fi
[ "$loader" != grub ] || boot_menu
if [ "$ONCE_KERNEL" = "$running" ] && guard_waits; then once_prove "$loader" [=timeout] [=command] [=verify!""]; fi   # of a trial whose controller is gone
# From here on the kernel that runs is what the host falls back to.
once_set_default "$loader" "$running"
[ "$loader" != grub ] || { once_menu; once_set_default "$loader" "$running"; }   # a new menu may call it by another name
[ "$ONCE_KERNEL" != "$running" ] || return 0
<#if before?has_content>
boot_before_restart [=before]
</#if>
put_file /var/lib/drydock/fallback_kernel "$running$NL"   # for those that remove old kernels
guard_put "$guard" "$container" "$init" "$confirm" "$ONCE_KERNEL"
try once_next "$loader" "$ONCE_KERNEL" || { guard_confirm; cannot "the boot loader does not take kernel $ONCE_KERNEL for the next boot"; }
boot_written
patience=[=timeout]; [ -n "$GUARD_NOT" ] || patience=$((patience + confirm))
restart "$patience" "export SYSTEMCTL_SKIP_AUTO_KEXEC=1$NL"[=command]   # a kernel that kexec has ready would pass by the boot loader
