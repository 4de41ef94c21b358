# What the given sections of states share. They run on a host as root, with sh -eu.

# deb NAME VERSION [DEPENDS [POSTINST]]: makes a package with one file and adds it to /srv/packages.
deb() {
  d=$(mktemp -d)
  mkdir -p "$d/DEBIAN" "$d/usr/share/$1" /srv/packages
  printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: %s\n' "$1" "$2" "$1" >"$d/DEBIAN/control"
  [ -z "${3:-}" ] || echo "Depends: $3" >>"$d/DEBIAN/control"
  if [ -n "${4:-}" ]; then
    printf '#!/bin/sh\n%s\n' "$4" >"$d/DEBIAN/postinst"
    chmod 755 "$d/DEBIAN/postinst"
  fi
  echo "$2" >"$d/usr/share/$1/version"
  chmod 755 "$d"
  dpkg-deb -b "$d" "/srv/packages/$1_$2.deb" >/dev/null
  rm -r "$d"
}

# deb_service NAME: a package that brings a System V script, which keeps a process running.
deb_service() {
  d=$(mktemp -d)
  mkdir -p "$d/DEBIAN" "$d/etc/init.d" /srv/packages
  printf 'Package: %s\nVersion: 1.0\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: a service\n' "$1" >"$d/DEBIAN/control"
  script "$1" >"$d/etc/init.d/$1"
  chmod 755 "$d" "$d/etc/init.d/$1"
  dpkg-deb -b "$d" "/srv/packages/$1_1.0.deb" >/dev/null
  rm -r "$d"
}

# script NAME: prints a System V script.
script() {
  sed "s/NAME/$1/g" <<'END'
#!/bin/sh
### BEGIN INIT INFO
# Provides: NAME
# Required-Start:
# Required-Stop:
# Default-Start: 2 3 4 5
# Default-Stop: 0 1 6
### END INIT INFO
running() { [ -s /run/NAME.pid ] && kill -0 "$(cat /run/NAME.pid)" 2>/dev/null; }
case $1 in
  start) running || { setsid sleep 100000 >/dev/null 2>&1 </dev/null & echo $! >/run/NAME.pid; } ;;
  stop) ! running || kill "$(cat /run/NAME.pid)"; rm -f /run/NAME.pid ;;
  restart) "$0" stop; "$0" start ;;
  status) running || exit 3 ;;
esac
END
}

# service_script NAME: installs it.
service_script() {
  script "$1" >"/etc/init.d/$1"
  chmod 755 "/etc/init.d/$1"
}

# index: writes the index of /srv/packages.
index() {
  cd /srv/packages || return
  for f in *.deb; do
    dpkg-deb -f "$f"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$f" "$(wc -c <"$f")" "$(sha256sum <"$f" | cut -d' ' -f1)"
  done >Packages
  cd /
}

# only_local: apt knows /srv/packages alone, and has read its index.
only_local() {
  index
  rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*
  echo 'deb [trusted=yes] file:/srv/packages ./' >/etc/apt/sources.list.d/local.list
  apt-get update -qq
}
