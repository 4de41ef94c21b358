boot_want_parameters [=facts.boot_loader] "$add" "$remove"
command_line=[=facts.command_line]
boot_has_words "$command_line" "$add" && ! boot_still_has "$command_line" "$add" "$remove" || kernel_needs_reboot "the kernel's command line"
