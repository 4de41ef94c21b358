# A docker whose containers are limited and apart when fate says good, and free when it says bad. told is what its info tells besides the
# versions and drivers; where goes is, it is not there any more after a verification.
cat >bin/docker <<'END'
#!/bin/sh
root=${0%/bin/*} fate=$(cat "${0%/bin/*}/fate")
case $1 in info | version) ;; *) echo "docker $1 $2" >>"$root/calls" ;; esac
run() {
  case $* in
    *-stays*) echo 4711 ;;
    *-memory*) [ "$fate" != good ] && echo survived || exit 137 ;;
    *-cpu*) [ "$fate" != good ] && echo free || echo throttled ;;
    *-pids*) echo 'depth=1'; echo 'depth=2'; [ "$fate" = good ] || echo depth=30 ;;
    *-writes*) ;;
    *-reads*) cat "$root/name" ;;
    *-peer*) echo 'connect: Connection refused' >&2; exit 1 ;;
    *drydock-verify:latest*) cat "$root/name" ;;
  esac
}
case $1 in
  info)
    [ ! -e "$root/goes" ] || [ ! -e "$root/calls" ] || [ "$(grep -c 'docker ps -aq' "$root/calls")" -lt 2 ] || { echo gone >&2; exit 1; }
    echo "27.3.1 systemd overlay2 $(cat "$root/told" 2>/dev/null)" ;;
  version) echo 'Engine=27.3.1 containerd=1.7.22 runc=1.1.14 ' ;;
  import) tar -tf - >"$root/userland"; for last do :; done; echo "$last" >"$root/name" ;;
  run) shift; run "$@" ;;
  inspect) case $3 in *Pid*) echo 1 ;; *OOMKilled*) echo false ;; *) echo 172.18.0.2 ;; esac ;;
esac
END
cat >bin/readlink <<'END'
#!/bin/sh
case $1 in /proc/self/*) echo here ;; *) echo there ;; esac
END
chmod +x bin/docker bin/readlink

# confined TEXT: what the kernel shows of the confinement of a container's process
confined() {
  echo "$1" >profile
  cat >bin/cat <<'END'
#!/bin/sh
root=${0%/bin/*}
case $1 in /proc/1/attr/current) set -- "$root/profile" ;; esac
exec /bin/cat "$@"
END
  chmod +x bin/cat
  echo 'true true name=apparmor name=seccomp,profile=default' >told
}
