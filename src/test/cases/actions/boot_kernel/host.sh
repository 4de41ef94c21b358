# A host with two kernels and GRUB for the cases of guards, of which the boot is what the files boot_id, uptime and release say. Its restarts are played
# by boot; nothing here can restart the machine of the tests, or see its init.
old=6.1.0-40-amd64 new=6.1.0-50-amd64
make_host() {
  mkdir -p etc/systemd/system run lib bin
  cp -a /etc/alternatives etc
  echo 'root:x:0:0::/:/bin/sh' >etc/passwd
  echo 'root:x:0:' >etc/group
  echo $old >release
  echo 1b94dd4b-0000-4000-8000-000000000001 >boot_id
  echo '5000.00 1.00' >uptime
  : >trigger
  : >kmsg
  for pair in etc:/etc run:/run lib:/var/lib boot_id:/proc/sys/kernel/random/boot_id uptime:/proc/uptime trigger:/proc/sysrq-trigger kmsg:/dev/kmsg bin:/usr/local/sbin; do
    [ ! -e "${pair#*:}" ] || echo "mount --bind '$root/${pair%%:*}' '${pair#*:}' &&"
  done >mounts
  echo : >>mounts
  stub uname "[ \"\$*\" = -r ] && exec cat '$root/release'; exec /usr/bin/uname \"\$@\""
  stub reboot "echo reboot >>'$root/restarts'"
  stub systemctl "exit 1"
  stub ip "echo 'lo UNKNOWN 127.0.0.1/8'"
  stub grub-set-default "echo \"saved_entry=\$1\" >'$root/grubenv'"
  stub grub-reboot "echo \"next_entry=\$1\" >>'$root/grubenv'"
  stub grub-probe "echo ext2"
  {
    echo 'set default="${saved_entry}"'
    for release in $new $old; do
      printf "menuentry 'OS, with Linux %s' \$menuentry_id_option 'gnulinux-%s-advanced-1' {\n\tlinux\t/boot/vmlinuz-%s ro panic=10\n}\n" $release $release $release
    done
  } >grub.cfg
  cp grub.cfg grub.before
  printf 'GRUB_DEFAULT=saved\nGRUB_CMDLINE_LINUX="panic=10"\n' >grub
  echo "saved_entry=gnulinux-$old-advanced-1" >grubenv
}

stub() {
  printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
  chmod +x "bin/$1"
}

# boot: what the boot loader does, and the init that starts the guard.
boot() {
  entry=$(sed -n 's/^next_entry=//p' grubenv)
  [ -n "$entry" ] || entry=$(sed -n 's/^saved_entry=//p' grubenv)
  sed -i '/^next_entry=/d' grubenv
  entry=${entry#gnulinux-}
  echo "${entry%-advanced-1}" >release
  cat /proc/sys/kernel/random/uuid >boot_id
  echo '5.00 1.00' >uptime
  rm -rf run/drydock-guard
  cat release >>boots
  start_guard
}

start_guard() {
  line=
  [ ! -f etc/systemd/system/drydock-guard.service ] || line=$(sed -n 's/^ExecStart=//p' etc/systemd/system/drydock-guard.service)
  [ ! -f etc/inittab ] || line=$(sed -n 's/^[^:]*:[^:]*:sysinit:\(.*drydock.*\)/\1/p' etc/inittab)
  line=$(echo "$line" | sed "s,^/bin/sh,$(command -v dash || command -v bash),") # busybox has a reboot of its own, and would not take the one of this host
  [ -z "$line" ] || { timeout 100 unshare -m sh -c ". '$root/mounts'; exec $line" </dev/null >>guard.log 2>&1 3>&- & }
}

# left_guard: the host has been restarted into the new kernel, and nobody has confirmed that.
left_guard() {
  echo $new >release
  echo '50.00 1.00' >uptime
  mkdir -p etc/drydock/guard
  chmod 700 etc/drydock/guard
  {
    echo "WANTED=$new RAN=$old ASKED=earlier LIMIT=300 BACK=''"
    . "${cases%/src/test/*}/templates/lib/guard_script.sh"
    guarding_script
  } >etc/drydock/guard/run
  printf 'ExecStart=/bin/sh /etc/drydock/guard/run watch\n' >etc/systemd/system/drydock-guard.service
  start_guard
  until_there run/drydock-guard/pid
}

# until_there FILE...: waits until one of them is there.
until_there() {
  for _ in $(seq 100); do
    for one; do [ ! -e "$one" ] || return 0; done
    sleep 0.2
  done
  echo "no $*"
  cat guard.log
  return 1
}

# fired: time passes, and the guard restarts the host.
fired() {
  until_there run/drydock-guard/pid
  echo '400.00 1.00' >uptime
  until_there restarts
  kill "$(cat run/drydock-guard/pid)"
  boot
}

nothing_left() {
  ls -A etc etc/systemd/system run
  [ ! -e etc/drydock ] && [ -z "$(ls -A etc/systemd/system)" ] && [ ! -e run/drydock-guard ]
}
