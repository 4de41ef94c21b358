# Booting a kernel once, and making it the default once it has proven itself. Uses boot.sh.
#
# For GRUB: next_entry of its environment is taken by the next boot alone, saved_entry by all others where GRUB_DEFAULT is
# "saved". On a panic the kernel restarts the host after panic=10 seconds: into the default, which is the old kernel.

ONCE_PANIC=panic=10

# once_choose RUNNING PATTERN RELEASE...: sets KERNEL to the last of the releases, and then of the kernels that earlier planned tasks
# bring, that matches the shell pattern; without a pattern, that is of the running kernel's flavour.
once_choose() {
  KERNEL= _pattern=$2; once_flavour "$1"; _flavour=$FLAVOUR; shift 2
  for _kernel do once_consider "$_kernel"; done
  _left=$PROMISES
  while :; do
    case $_left in *"${NL}kernel "*) _left=${_left#*"${NL}kernel "} ;; *) break ;; esac
    once_consider "${_left%%"$NL"*}"
  done
  [ -n "$KERNEL" ]
}

once_consider() {
  if [ -z "$_pattern" ]; then once_flavour "$1"; [ "$FLAVOUR" != "$_flavour" ] || KERNEL=$1; return; fi
  # shellcheck disable=SC2254
  case $1 in $_pattern) KERNEL=$1 ;; esac
}

# once_flavour RELEASE: sets FLAVOUR to the release without its version and revision: -amd64 of 6.1.0-50-amd64.
once_flavour() {
  FLAVOUR=${1#"${1%%[!0-9.]*}"}
  _revision=${FLAVOUR#-}; _revision=${_revision%%[!0-9.]*}
  [ -z "$_revision" ] || FLAVOUR=${FLAVOUR#-"$_revision"}
}

# once_able LOADER: fails where the boot loader cannot boot a kernel once.
once_able() {
  case $1 in
    grub)
      boot_menu; have grub-reboot || have grub2-reboot || cannot "grub-reboot is not installed; it comes with GRUB's tools (grub2-common)"
      _file=$(grep -ls '^[[:space:]]*GRUB_DEFAULT=' /etc/default/grub.d/*.cfg | head -n 1)
      [ -z "$_file" ] || cannot "$_file sets GRUB_DEFAULT, which is stronger than the saved default that a trial needs: remove it there"
      once_writable ;;
    grub-bls)
      have grubby || cannot "grubby, which knows the boot entries, is not installed"
      have grub2-reboot || cannot "grub2-reboot is not installed; it comes with grub2-tools"
      once_writable ;;
    systemd-boot)
      have bootctl || cannot "bootctl is not installed"
      [ -d /sys/firmware/efi/efivars ] || cannot "a kernel is booted once by an EFI variable, and there are none here" ;;
    *) unsupported "this boot loader ($1) cannot boot a kernel once, so a bad kernel would cost the host; known: GRUB, systemd-boot" ;;
  esac
}

# GRUB must be able to write its environment, or a kernel that fails would be booted again and again.
once_writable() {
  _probe=grub-probe; have $_probe || _probe=grub2-probe
  _env=${BOOT_MENU%/*}; [ -d "$_env" ] || _env=/boot/grub2
  have "$_probe" || return 0
  _fs=$("$_probe" --target=fs "$_env" 2>/dev/null) _abstraction=$("$_probe" --target=abstraction "$_env" 2>/dev/null)
  case $_fs in
    btrfs | cpiofs | newc | odc | romfs | squash4 | tarfs | zfs)
      unsupported "GRUB cannot write its environment on $_fs, so a kernel cannot be booted just once; put /boot on ext4" ;;
  esac
  case $_abstraction in
    *lvm* | *diskfilter* | *mdraid*)
      unsupported "GRUB cannot write its environment on LVM or RAID, so a kernel cannot be booted just once; put /boot on a plain partition" ;;
  esac
}

# once_entry LOADER RELEASE: sets ENTRY to what the boot loader calls the kernel's normal entry.
once_entry() {
  ENTRY=
  case $1 in
    grub) once_grub_entry "$2" ;;
    grub-bls)
      _entry=$(grubby --info="/boot/vmlinuz-$2" 2>/dev/null) || _entry=
      case $_entry in *id=\"*) _entry=${_entry#*id=\"}; ENTRY=${_entry%%\"*} ;; esac ;;
    systemd-boot)
      for _entry in /boot/efi/loader/entries/*"$2".conf /efi/loader/entries/*"$2".conf /boot/loader/entries/*"$2".conf; do
        [ ! -f "$_entry" ] || { ENTRY_FILE=$_entry ENTRY=${_entry##*/}; break; }
      done ;;
  esac
  [ -n "$ENTRY" ]
}

once_grub_entry() {
  _menu=
  while read -r _line; do
    case $_line in
      "submenu "*menuentry_id_option*) _menu=${_line#*menuentry_id_option \'}; _menu=${_menu%%\'*} ;;
      "menuentry "*"'gnulinux-$1-advanced-"*)
        ENTRY=${_line#*menuentry_id_option \'}; ENTRY=${_menu:+$_menu>}${ENTRY%%\'*}; return 0 ;;
    esac
  done <"$BOOT_MENU"
}

# once_default LOADER: sets DEFAULT to the release that boots when nothing else is asked for; empty when that is not known.
once_default() {
  DEFAULT=
  case $1 in
    grub)
      _saved=
      [ ! -r "${BOOT_MENU%/*}/grubenv" ] || while IFS= read -r _line; do
        case $_line in saved_entry=*) _saved=${_line#saved_entry=} ;; esac
      done <"${BOOT_MENU%/*}/grubenv"
      if [ "$(grub_default)" = saved ] && [ -n "$_saved" ]; then
        case ${_saved##*>} in gnulinux-*-advanced-*) _saved=${_saved##*>gnulinux-}; _saved=${_saved#gnulinux-}; DEFAULT=${_saved%%-advanced-*} ;; esac
        return 0
      fi
      while read -r _command _kernel _; do
        case $_command,$_kernel in linux*,*/vmlinuz-*) DEFAULT=${_kernel##*/vmlinuz-}; return 0 ;; esac
      done <"$BOOT_MENU" ;;
    grub-bls) _default=$(grubby --default-kernel 2>/dev/null) && DEFAULT=${_default##*/vmlinuz-} ;;
    systemd-boot)
      _default=$(bootctl status 2>/dev/null) || return 0
      case $_default in *"Default Boot Loader Entry"*"id: "*) _default=${_default#*Default Boot Loader Entry}; _default=${_default#*id: }; DEFAULT=${_default%%.conf*} ;; esac
      for _kernel in /lib/modules/*; do case $DEFAULT in *"${_kernel##*/}") DEFAULT=${_kernel##*/} ;; esac; done ;;
  esac
}

grub_default() {
  [ -r /etc/default/grub ] || return 0
  while IFS= read -r _line; do
    case $_line in GRUB_DEFAULT=*) _value=${_line#GRUB_DEFAULT=}; _value=${_value#[\"\']}; printf '%s\n' "${_value%[\"\']}" ;; esac
  done </etc/default/grub | tail -n 1
}

# once_text: sets TEXT to /etc/default/grub with a saved default and with panic=10.
once_text() {
  boot_file grub; boot_text grub "$ONCE_PANIC" ''
  _text= _seen=
  while IFS= read -r _line; do
    case $_line in GRUB_DEFAULT=*) _line=GRUB_DEFAULT=saved _seen=1 ;; esac
    _text=$_text$_line$NL
  done <<END
${TEXT%"$NL"}
END
  TEXT=$_text; [ -n "$_seen" ] || TEXT=${TEXT}GRUB_DEFAULT=saved$NL
}

# once_menu: for applies: puts that file in place, and the menu made from it.
once_menu() {
  once_text
  if [ "$TEXT" = "$(cat -- "$BOOT_FILE")$NL" ]; then
    grep -q "^[[:space:]]*linux.* $ONCE_PANIC\( \|\$\)" "$BOOT_MENU" && return 0
  else
    put_file "$BOOT_FILE" "$TEXT"
  fi
  update_menu
}

# once_set_default LOADER RELEASE
once_set_default() {
  once_entry "$1" "$2" || cannot "the boot loader has no entry for kernel $2"
  case $1 in
    grub) if have grub-set-default; then grub-set-default "$ENTRY"; else grub2-set-default "$ENTRY"; fi ;;
    grub-bls) grubby --set-default="/boot/vmlinuz-$2" ;;
    systemd-boot) bootctl set-default "$ENTRY" ;;
  esac
}

# once_next LOADER RELEASE: the next boot, and no other, is of this kernel.
once_next() {
  once_entry "$1" "$2" || cannot "the boot loader has no entry for kernel $2"
  case $1 in
    grub) if have grub-reboot; then grub-reboot "$ENTRY"; else grub2-reboot "$ENTRY"; fi ;;
    grub-bls) grubby --update-kernel="/boot/vmlinuz-$2" --args="$ONCE_PANIC" && grub2-reboot "$ENTRY" ;;
    systemd-boot)
      grep -q "^options.*$ONCE_PANIC" "$ENTRY_FILE" || put_file "$ENTRY_FILE" "$(sed "s/^options.*/& $ONCE_PANIC/" "$ENTRY_FILE")$NL"
      bootctl set-oneshot "$ENTRY" ;;
  esac
}
