restart 60 reboot
