loader=[=facts.boot_loader] running=[=facts.kernel.release]
<#if facts.container>
unsupported "the kernel of a container is its host's"
</#if>
once_choose [=facts.kernel.release] [=release] [=facts.kernels] ||
  cannot "no such kernel is installed; there are: "[=facts.kernels?join(", ", "none")]"; install it first"
once_able "$loader"
want "running kernel" "$KERNEL" "$running"
if [ "$loader" = grub ]; then
  once_text; want_content "$BOOT_FILE" "$TEXT"; want_in_menu "$ONCE_PANIC"
fi
once_default "$loader"
want "default kernel" "$KERNEL" "$DEFAULT"
