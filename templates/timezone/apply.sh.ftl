file_put_link /etc/localtime "../usr/share/zoneinfo/$zone"
[ ! -f /etc/timezone ] || put_file /etc/timezone "$zone$NL"
