add=[=(add + replace)?join(" ")] remove=[=(remove + replace?map(p -> p?keep_before("=") + "="))?join(" ")]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""] BOOT_KERNELS=[=facts.kernels?join(" ")]
boot_set_parameters [=facts.boot_loader] "$add" "$remove"
