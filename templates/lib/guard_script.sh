# prefix: guarding
# What the guard of a restart is on the host: a program that is there by itself, needs nothing but a POSIX sh, and is started by the init
# in the boot that is tried, before everything else. guard.sh puts it there, in GUARD_HOME, with lines before it that set:
# WANTED (the release that is tried; empty: any), RAN and ASKED (the release and the boot that ask for it), LIMIT (seconds from the
# start of the kernel to the confirmation) and BACK (a command that chooses the old kernel for the next start; empty: it is the default).

guarding_script() { cat <<'END'
# It acts in the boot after ASKED, if that is of the release WANTED, and takes itself away in any other. It keeps time by /proc/uptime, which no
# clock that jumps changes. Words: start (for an init that waits), watch, hold SECONDS, note TEXT, back, ended, confirm, disarm.
LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
home=${0%/*} state=/run/drydock-guard unit=drydock-guard.service
boot=''; read -r boot </proc/sys/kernel/random/boot_id
release=$(uname -r)
have() { command -v "$1" >/dev/null 2>&1; }
tell() { echo "drydock: $1" >/dev/kmsg; } 2>/dev/null

# uptime: sets up. Without /proc it counts its own turns.
uptime() { if { read -r up _ </proc/uptime; } 2>/dev/null; then up=${up%%.*}; else up=$((${up:-0} + 1)); fi; }

note() { echo "$1" >"$home/report.new" && mv -f "$home/report.new" "$home/report"; }
count() { tries=0; { read -r tries <"$home/tries"; } 2>/dev/null; }

# ended: notes that an earlier boot was tried and came to its end before the guard did.
ended() {
  [ -e "$home/started" ] && [ ! -e "$home/report" ] || return 0
  read -r of <"$home/started"; [ "$of" = "$boot" ] ||
    note "kernel ${WANTED:-$RAN} started, and ended before it was confirmed: by a panic, a watchdog or a loss of power"
}

# disarm: no boot will start it again. What it has to report stays.
disarm() {
  rm -f /etc/systemd/system/sysinit.target.d/drydock-guard.conf "/etc/systemd/system/$unit" || return 1
  rmdir /etc/systemd/system/sysinit.target.d 2>/dev/null
  if grep -qsF "$home/run" /etc/inittab; then
    cp -p /etc/inittab /etc/inittab.drydock && grep -vF "$home/run" /etc/inittab >/etc/inittab.drydock &&
      sync && mv -f /etc/inittab.drydock /etc/inittab || return 1
  fi
  rm -f "$home/run" "$home/tries" "$home/started" || return 1
  rmdir "$home" "${home%/*}" 2>/dev/null
  [ ! -d /run/systemd/system ] || systemctl --no-block daemon-reload >/dev/null 2>&1
  return 0
}

# take_dog: a hardware watchdog that nobody else has or would want, and that can be given back. It restarts the host where this program, and
# all else, hangs.
dog=
take_dog() {
  for watchdog in /sys/class/watchdog/watchdog*; do
    [ -e "$watchdog/nowayout" ] || continue
    ! have watchdog && ! have wd_keepalive && ! have watchdogd && ! have sbd && ! have bmc-watchdog || return 0
    read -r is <"$watchdog/state"; read -r stays <"$watchdog/nowayout"; read -r seconds <"$watchdog/timeout"
    case $is,$stays in inactive,0) ;; *) continue ;; esac
    if [ "$seconds" -lt 10 ] || ! [ -c "/dev/${watchdog##*/}" ] || ! command exec 5>"/dev/${watchdog##*/}"; then continue; fi
    dog=${watchdog##*/}; tell "the watchdog $dog restarts this host where it hangs"; return 0
  done
} 2>/dev/null
feed_dog() { [ -z "$dog" ] || printf . >&5; } 2>/dev/null
free_dog() { [ -z "$dog" ] || printf V >&5; } 2>/dev/null

leave() { free_dog; exit 0; }

# open_state: where it and Drydock speak, of this boot alone. /run may be mounted only now.
open_state() {
  { read -r of <"$state/boot" && [ "$of" = "$boot" ]; } || { rm -rf "$state"; mkdir -m 700 "$state" && echo "$boot" >"$state/boot"; }
  { read -r of <"$state/pid" && [ "$of" = $$ ]; } || echo $$ >"$state/pid"
} 2>/dev/null

# due: sets deadline.
due() {
  { read -r deadline <"$state/deadline"; } 2>/dev/null
  uptime; [ "$up" -ge "$deadline" ]
}

watch() {
  [ "$boot" != "$ASKED" ] || exit 0   # the restart is still to come
  count
  if [ -n "$WANTED" ] && [ "$release" != "$WANTED" ] || [ "$tries" -ge "$most" ]; then
    until { ended && disarm; } 2>/dev/null || { uptime; [ "$up" -gt 1800 ]; }; do sleep 5; done   # the disk is read-only at first
    exit 0
  fi
  deadline=$LIMIT began=
  trap leave TERM
  tell "restarts this host ${LIMIT} s after its start, unless Drydock comes back; to keep it running: touch $state/confirmed"
  while :; do
    open_state
    [ -n "$began" ] || { { echo "$boot" >"$home/started"; } 2>/dev/null && began=1; }
    [ ! -e "$state/confirmed" ] || leave
    [ -n "$dog" ] || take_dog
    feed_dog
    ! due || fire
    sleep 1 || { uptime; deadline=$up; }   # there is nothing to run programs from
  done
}

# fire: unless it is confirmed, or held, in this very moment.
fire() {
  mkdir "$state/fired" 2>/dev/null
  if [ -e "$state/confirmed" ] || ! due; then rmdir "$state/fired"; return 0; fi
  tell "nobody has confirmed kernel $release within $deadline s: restarting"
  # One that can lead to the same again is counted before.
  { echo $((tries + 1)) >"$home/tries"; } 2>/dev/null || {
    mount -o remount,rw / 2>/dev/null
    { echo $((tries + 1)) >"$home/tries"; } 2>/dev/null || [ -z "$counts" ] || { tell "it is not: nothing can be written"; leave; }
  }
  look
  note "kernel $release started, and was not confirmed within $deadline s: its guard has restarted the host${found:+
what the host said then: $found}" 2>/dev/null
  [ -z "$BACK" ] || [ "$release" = "$RAN" ] || sh -c "$BACK" >/dev/null 2>&1
  restart
}

# look: sets found to what may tell why, if that is to be had within some seconds.
look() {
  (
    # shellcheck disable=SC2046
    ! have systemctl || set -- $(systemctl list-units --failed --plain --no-legend 2>/dev/null | sed 's/[[:space:]].*//' | head -n 20)
    echo "failed units: ${*:-none}; addresses: $(ip -br addr 2>/dev/null | sed 's/[[:space:]][[:space:]]*/ /g' | head -n 10 | tr '\n' ';')" >"$state/found"
  ) & looking=$!
  for _ in 1 2 3 4 5 6 7 8 9 10; do feed_dog; kill -0 "$looking" 2>/dev/null || break; sleep 1; done
  kill "$looking" 2>/dev/null
  found=; { read -r found <"$state/found"; } 2>/dev/null
}

# restart: in order, and where that does not come to its end within three minutes, at once.
restart() {
  SYSTEMCTL_SKIP_AUTO_KEXEC=1; export SYSTEMCTL_SKIP_AUTO_KEXEC
  ( { [ ! -d /run/systemd/system ] || ! systemctl --no-block reboot; } && reboot ) >/dev/null 2>&1 &
  uptime; until=$((up + 180))
  while [ "$up" -lt "$until" ]; do feed_dog; sleep 1 || break; uptime; done
  sync & sleep 10
  for key in s u b; do echo "$key" >/proc/sysrq-trigger; sleep 2; done 2>/dev/null
  while :; do reboot -f; sleep 10; done >/dev/null 2>&1
}

waits() { [ -e "$state/pid" ] && read -r of <"$state/boot" && [ "$of" = "$boot" ] && read -r pid <"$state/pid" && kill -0 "$pid"; } 2>/dev/null

# hold SECONDS: from now on until it restarts the host. Status 1: it does so already; 3: it does not run.
hold() {
  waits || return 3
  uptime
  echo $((up + $1)) >"$state/deadline.new" && mv -f "$state/deadline.new" "$state/deadline" || return 2
  for _ in 1 2 3; do [ -e "$state/fired" ] || return 0; sleep 1; done
  return 1
}

confirm() {
  disarm || return 1
  waits || return 0
  : >"$state/confirmed"
  for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2>/dev/null || break; sleep 1; done
  rm -rf "$state"
}

# Another kernel is tried again if the boot loader starts it again, up to three times; the same one is started once more.
most=3 counts=
case $WANTED in '' | "$RAN") most=1 counts=1 ;; esac
case ${1:-watch} in
  start) sh "$0" watch </dev/null >/dev/null 2>&1 & ;;
  watch) watch ;;
  hold) hold "$2" ;;
  note) note "$2" ;;
  back) sh -c "$BACK" ;;
  ended) ended ;;
  confirm) confirm ;;
  disarm) disarm ;;
esac
END
}
