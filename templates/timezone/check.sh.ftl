case $zone in '' | /* | *..* | *[!A-Za-z0-9/_+-]*) cannot "this is no name of a time zone: $zone" ;; esac
[ -f "/usr/share/zoneinfo/$zone" ] ||
  missing "there is no time zone $zone in /usr/share/zoneinfo; check the spelling, or install tzdata" path "/usr/share/zoneinfo/$zone"
is=; [ ! -L /etc/localtime ] || is=$(readlink /etc/localtime)
case $is in */zoneinfo/*) is=${is#*/zoneinfo/} ;; *) [ ! -e /etc/localtime ] || is="another file" ;; esac
want /etc/localtime "$zone" "$is"
if [ -f /etc/timezone ]; then
  read -r named </etc/timezone || named=
  want /etc/timezone "$zone" "$named"
fi
[ -z "$_differs" ] || file_can_change /etc
