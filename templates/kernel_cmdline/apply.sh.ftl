boot_set_parameters [=facts.boot_loader] "$add" "$remove"
