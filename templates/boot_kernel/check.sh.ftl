BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""]
loader=[=facts.boot_loader] running=[=facts.kernel.release]
<#if facts.container>
unsupported "the kernel of a container is its host's"
</#if>
once_choose [=facts.kernel.release] [=release] [=facts.kernels] || {
<#if release?has_content>
  cannot "no kernel is "[=release]"; there are: ${CHOICES:-none}; install it first"
<#else>
  cannot "no kernel has the flavour of the running one, $_flavour; there are: ${CHOICES:-none}; install one, or name another in release"
</#if>
}
once_able "$loader"
need_entry "$loader" "$running"
promised kernel "$KERNEL" || need_entry "$loader" "$KERNEL"
want "running kernel" "$KERNEL" "$running"
if [ "$loader" = grub ]; then
  once_files want_boot_file; want_in_menu "$ONCE_PANIC"
  [ -n "$_differs" ] || grep -qF "$ONCE_SAVED" "$BOOT_MENU" || want "boot menu $BOOT_MENU" "GRUB_DEFAULT=saved" ''
fi
once_default "$loader"
want "default kernel" "$KERNEL" "$DEFAULT"
