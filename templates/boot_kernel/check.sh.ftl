BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""]
loader=[=facts.boot_loader] running=[=facts.kernel.release]
<#if facts.container>
unsupported "the kernel of a container is its host's"
</#if>
once_choose [=facts.kernel.release] [=release] [=facts.kernels] || {
<#if release?has_content>
  cannot "no kernel is "[=release]"; there are: ${ONCE_CHOICES:-none}; install it first"
<#else>
  cannot "no kernel has the flavour of the running one, $_flavour; there are: ${ONCE_CHOICES:-none}; install one, or name another in release"
</#if>
}
once_able "$loader"
once_need_entry "$loader" "$running"
promised kernel "$ONCE_KERNEL" || once_need_entry "$loader" "$ONCE_KERNEL"
want "running kernel" "$ONCE_KERNEL" "$running"
if [ "$loader" = grub ]; then
  once_files boot_want_file; boot_want_in_menu "$ONCE_PANIC"
  [ -n "$_differs" ] || grep -qF "$ONCE_SAVED" "$BOOT_MENU" || want "boot menu $BOOT_MENU" "GRUB_DEFAULT=saved" ''
fi
once_default "$loader"
want "default kernel" "$ONCE_KERNEL" "$ONCE_DEFAULT"
