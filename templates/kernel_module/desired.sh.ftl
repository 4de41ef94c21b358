name=[=name] module=[=name?replace("-", "_")] params=[=params!""]
case $name in '' | -* | *[!A-Za-z0-9_-]*) cannot "this is no name of a kernel module: $name" ;; esac
boot=/etc/modules-load.d/$module.conf options=/etc/modprobe.d/$module.conf
block=/etc/modprobe.d/$module-blocked.conf blocking="install $module /bin/false"
