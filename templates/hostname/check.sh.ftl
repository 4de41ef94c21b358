case $name in
  '' | -* | .* | *- | *. | *..* | *.-* | *-.* | *[!A-Za-z0-9.-]*) cannot "this is no name of a host: $name" ;;
esac
[ "${#name}" -le 64 ] || cannot "the name of a host has at most 64 characters"
read -r live </proc/sys/kernel/hostname || cannot "cannot read /proc/sys/kernel/hostname"
want hostname "$name" "$live"
kept=; [ ! -r /etc/hostname ] || kept=$(sed -n '/^[^#]/{p;q;}' /etc/hostname)
want /etc/hostname "$name" "$kept"
