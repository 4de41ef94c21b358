BOOT_MENU=[=boot_menu!""]
loader=[=facts.boot_loader]
guard=[=guard] container=[=facts.container?c] init=[=facts.init] confirm=[=confirm]
DEPLOYMENT=; image=[=facts.os.image]
case $image in ostree | bootc | transactional-update) deployment_next "$image" ;; esac
