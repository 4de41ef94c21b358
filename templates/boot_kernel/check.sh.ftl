running=[=facts.kernel.release]
once_able "$loader"
once_need_entry "$loader" "$running"
once_fit "$loader" "$running" "$ONCE_KERNEL" [=facts.secure_boot?c]
want "running kernel" "$ONCE_KERNEL" "$running"
if [ "$loader" = grub ]; then
  once_files boot_want_file; boot_want_in_menu "$ONCE_PANIC"
  [ -n "$_differs" ] || grep -qF "$ONCE_SAVED" "$BOOT_MENU" || want "boot menu $BOOT_MENU" "GRUB_DEFAULT=saved" ''
fi
once_default "$loader"
want "default kernel" "$ONCE_KERNEL" "$ONCE_DEFAULT"
guard_want_gone
[ "$ONCE_KERNEL" = "$running" ] || guard_plan "$guard" "$container" "$init" "$confirm"
