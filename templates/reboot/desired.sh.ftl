BOOT_MENU=[=boot_menu!""]
loader=[=facts.boot_loader]
guard=[=guard] container=[=facts.container?c] init=[=facts.init] confirm=[=confirm]
