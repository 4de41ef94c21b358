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

# make_systemd_boot VERSION: the same host with systemd-boot of this version, which starts what is in boot; the new kernel's entry has a boot counter.
make_systemd_boot() {
  make_host
  mkdir -p boot/loader/entries boot/EFI/Linux firmware/efi/efivars
  printf '\006\000\000\000s\000y\000s\000t\000e\000m\000d\000-\000b\000o\000o\000t\000 \000%s' "$1" >firmware/efi/efivars/LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f
  sed -i '$d' mounts
  echo "mount --bind '$root/boot' /boot && mount --bind '$root/firmware' /sys/firmware" >>mounts
  entry id-$old.conf $old
  entry id-$new+3.conf $new
  echo id-$old.conf >default
  stub bootctl "exec sh '$cases/bootctl' '$root' \"\$@\""
}

# entry FILE RELEASE: an entry as kernel-install writes them.
entry() { printf 'title      OS\nversion    %s\noptions    root=UUID=1 ro quiet\nlinux      /id/%s/linux\n' $2 $2 >"boot/loader/entries/$1"; }

# boot_systemd: as boot; what is chosen once by its id, which before 258 is the name of the file, loses a try. With a second word nothing finds the boot good.
boot_systemd() {
  chosen=$(cat default)
  [ ! -f once ] || {
    chosen=$(cat once)
    rm once
  }
  for file in boot/loader/entries/$chosen; do :; done # the loader takes a pattern, too
  [ -f "$file" ] || { case $(cat firmware/efi/efivars/Loader* | tr -cd '0-9') in 25[0-7]*) ;; *) file=$(ls "boot/loader/entries/${chosen%.conf}+"*.conf) ;; esac }
  [ -f "$file" ] || file=boot/loader/entries/$(cat default)
  sed -n "s,^version *,,p" "$file" | sed "s,.*@,," >release
  sed -n 's/^options *//p' "$file" >>commands
  case $file in *+3.conf) mv "$file" "${file%+3.conf}${1-+2-1}.conf" ;; esac
  cat /proc/sys/kernel/random/uuid >boot_id
  echo '5.00 1.00' >uptime
  rm -rf run/drydock-guard
  cat release >>boots
  start_guard
}

# make_extlinux: the same host with EXTLINUX, which starts what boot/extlinux.conf says.
make_extlinux() {
  make_host
  mkdir boot
  touch boot/ldlinux.sys
  {
    printf 'default l1\nprompt 0\ntimeout 50\n'
    n=0
    for release in $new $old; do
      printf '\nlabel l%s\n\tmenu label Linux %s\n\tlinux /vmlinuz-%s\n\tinitrd /initrd.img-%s\n\tappend root=UUID=1 ro rd.emergency=poweroff\n' $n $release $release $release
      printf '\nlabel l%sr\n\tlinux /vmlinuz-%s\n\tappend root=UUID=1 ro single\n' $n $release
      n=$((n + 1))
    done
  } >boot/extlinux.conf
  stub extlinux "[ \"\$2\" = '$root/boot' ] && echo \"\${1#--once=}\" >'$root/once'"
}

# boot_extlinux: as boot. The words of a trial are there where it takes place.
boot_extlinux() {
  label=$(sed -n 's/^default //p' boot/extlinux.conf)
  [ ! -f once ] || {
    label=$(cat once)
    rm once
  }
  sed -n "/^label $label\$/,/append/p" boot/extlinux.conf | tee -a commands | sed -n 's,.*linux /vmlinuz-,,p' >release
  cat /proc/sys/kernel/random/uuid >boot_id
  echo '5.00 1.00' >uptime
  rm -rf run/drydock-guard
  cat release >>boots
  start_guard
}

# image FILE SIGNATURE [SECTION TEXT]...: an executable for EFI with a signature of so many bytes and these sections.
image() {
  file=$1 size=$2
  shift 2
  python3 - "$file" "$size" "$@" <<'END'
import struct, sys
file, size, sections = sys.argv[1], int(sys.argv[2]), list(zip(sys.argv[3::2], sys.argv[4::2]))
optional = struct.pack('<H', 0x20b).ljust(148, b'\0') + struct.pack('<I', size)
head = b'MZ'.ljust(60, b'\0') + struct.pack('<I', 64) + b'PE\0\0' + struct.pack('<HHIIIHH', 0x8664, len(sections), 0, 0, 0, len(optional), 0) + optional
at, table, texts = len(head) + 40 * len(sections), b'', b''
for name, text in sections:
    table += name.encode().ljust(8, b'\0') + struct.pack('<IIII', len(text), 0, 512, at + len(texts)) + b'\0' * 16
    texts += text.encode().ljust(512, b'\0')
open(file, 'wb').write(head + table + texts)
END
}

# make_image TOOL: a host that ostree deploys, of which this tool can have a newer deployment. Their order is in the file order.
make_image() {
  make_host
  echo 6.11.4-300.fc41.x86_64 >release
  echo '* fcos aaaa.0' >order
  for tool in ostree "$1"; do stub $tool "exec sh '$cases/ostree' '$root' \"\$@\""; done
}

# boot_image: the first of the order is started.
boot_image() {
  sed -i 's/^[*] /  /; s/ (staged)//' order
  sed -i '1s/^ */* /' order
  case $(sed -n 1p order) in *bbbb*) echo 6.12.5-200.fc41.x86_64 ;; *) echo 6.11.4-300.fc41.x86_64 ;; esac >release
  cat /proc/sys/kernel/random/uuid >boot_id
  echo '5.00 1.00' >uptime
  rm -rf run/drydock-guard
  cat release >>boots
  start_guard
}
