if [ -d /run/systemd/system ] && have hostnamectl; then
  hostnamectl set-hostname -- "$name"
else
  put_file /etc/hostname "$name$NL"
  if have hostname; then hostname "$name"; else printf %s "$name" >/proc/sys/kernel/hostname; fi || cannot "the kernel does not take the name: that needs root, and in a container is up to the machine it runs on"
fi
