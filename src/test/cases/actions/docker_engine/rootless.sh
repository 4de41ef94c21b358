# Stand-ins for what engines of users need, over apt.sh: users of an etc of the case's own, and a systemd, whose engines have files engine.UID. With a file
# broken none starts.
host() {
  tables
  mkdir -p systemd/linger
  printf '%s\n' "mount --bind '$root/etc' /etc" "mount --bind '$root/systemd' /var/lib/systemd" >mounts
  cat >bin/runuser <<'END'
#!/bin/sh
[ "$1 $3" = '-u --' ] || exit 1
shift 3; exec "$@"
END
  cat >bin/loginctl <<'END'
#!/bin/sh
echo "loginctl $*" >>"$root/calls"; : >"/var/lib/systemd/linger/$2"
END
  cat >bin/systemctl <<'END'
#!/bin/sh
for word do case $word in show | enable | start | restart | reset-failed | is-enabled | daemon-reload) verb=$word ;; esac; done
[ "$verb" = show ] || echo "systemctl $*" >>"$root/calls"
case "$*" in
  --user*)
    units=$HOME/.config/systemd/user
    case $verb in
      enable) mkdir -p "$units/default.target.wants"; ln -s ../docker.service "$units/default.target.wants/docker.service" ;;
      restart) [ ! -e "$root/broken" ] || { echo 'Job for docker.service failed because the control process exited with error code.' >&2; exit 1; }
        : >"$root/engine.${XDG_RUNTIME_DIR##*/}" ;;
    esac
    exit ;;
  *user@*) exit ;;
esac
case $verb in
  show)
    grep -q '^docker' "$root/installed" && load=loaded || load=not-found
    [ -e "$root/started" ] && active=active || active=inactive
    [ -e "$root/enabled" ] && file=enabled || file=disabled
    printf '%s\n' Type=notify LoadState=$load ActiveState=$active Result=success UnitFileState=$file NeedDaemonReload=no ;;
  enable) : >"$root/enabled" ;;
  start | restart) : >"$root/started" ;;
esac
END
  cat >bin/docker <<'END'
#!/bin/sh
uid=${2%/docker.sock}
[ -e "$root/engine.${uid##*/}" ] || { echo 'Cannot connect to the Docker daemon' >&2; exit 1; }
echo '[name=seccomp,profile=builtin name=rootless name=cgroupns]'
END
  cat >bin/journalctl <<'END'
#!/bin/sh
echo '[rootlesskit:parent] error: failed to setup UID/GID map: newuidmap: write to uid_map failed: Operation not permitted'
END
  chmod +x bin/*
}
# person NAME UID: a user of the host with a home directory.
person() {
  echo "$1:x:$2:$2::$root/$1:/bin/sh" >>etc/passwd
  echo "$1:x:$2:" >>etc/group
  mkdir "$1"
}
