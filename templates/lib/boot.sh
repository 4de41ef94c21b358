# Parameters of the kernel's command line, kept where the boot loader takes them from at the next start.
# BOOT_FILE and BOOT_MENU may be set before: the file that holds them, and GRUB's generated menu.
# Loaders: grub, grub-bls, systemd-boot, raspberrypi, extlinux (Alpine's update-extlinux).
# For systemd-boot BOOT_MENU is the folder of entries, and BOOT_KERNELS the installed releases, for whose entries an apply sees.

# with_words LINE ADD REMOVE: sets V to LINE without the words REMOVE and with the words ADD. A word NAME= of REMOVE stands for
# all values of NAME that are not in ADD.
with_words() {
  V=" $1 "
  for _word in $3; do
    case $_word in *=) without_values "$_word" "$2"; continue ;; esac
    while :; do
      case $V in *" $_word "*) V="${V%%" $_word "*} ${V#*" $_word "}" ;; *) break ;; esac
    done
  done
  for _word in $2; do
    case $V in *" $_word "*) ;; *) V="$V$_word " ;; esac
  done
  V=${V# }; V=${V% }
}

without_values() { # NAME= KEEP
  _kept=' '
  set -f
  for _old in $V; do
    case $_old in "$1"*) case " $2 " in *" $_old "*) ;; *) continue ;; esac ;; esac
    _kept="$_kept$_old "
  done
  set +f
  V=$_kept
}

# still_has LINE ADD REMOVE: true when with_words would remove something.
still_has() {
  set -f
  for _old in $1; do
    case " $2 " in *" $_old "*) continue ;; esac
    case " $3 " in *" $_old "* | *" ${_old%%=*}= "*) set +f; return 0 ;; esac
  done
  set +f
  return 1
}

has_words() { # LINE WORDS
  for _word in $2; do
    case " $1 " in *" $_word "*) ;; *) return 1 ;; esac
  done
}

# boot_file LOADER: sets BOOT_FILE.
boot_file() {
  [ -z "${BOOT_FILE:-}" ] || return 0
  case $1 in
    grub) BOOT_FILE=/etc/default/grub ;;
    raspberrypi) BOOT_FILE=/boot/firmware/cmdline.txt; [ -f "$BOOT_FILE" ] || BOOT_FILE=/boot/cmdline.txt ;;
    extlinux) BOOT_FILE=/etc/update-extlinux.conf ;;
    systemd-boot) BOOT_FILE=/etc/kernel/cmdline; return ;;
  esac
  [ -f "$BOOT_FILE" ] || cannot "$BOOT_FILE is not there, and the boot loader's parameters belong into it"
}

# boot_text LOADER ADD REMOVE: sets TEXT to what the file is to hold.
boot_text() {
  [ "$1" != systemd-boot ] || { kernel_install_text "$2" "$3"; return; }
  TEXT=$(contents "$BOOT_FILE" && echo .) || unreadable "$?" "$BOOT_FILE"
  TEXT=${TEXT%.}
  case $1 in
    grub)
      assigned GRUB_CMDLINE_LINUX "$2" "$3"
      _line=${TEXT##*"GRUB_CMDLINE_LINUX_DEFAULT="}
      _line=${_line%%"$NL"*}; _line=${_line#[\"\']}; _line=${_line%[\"\']}
      case $TEXT in *GRUB_CMDLINE_LINUX_DEFAULT=*)
        ! still_has "$_line" "$2" "$3" || assigned GRUB_CMDLINE_LINUX_DEFAULT '' "$3" ;;
      esac ;;
    extlinux) assigned default_kernel_opts "$2" "$3" ;;
    raspberrypi) with_words "${TEXT%%"$NL"*}" "$2" "$3"; TEXT=$V$NL ;;   # the firmware reads one line
  esac
}

# kernel_install_text ADD REMOVE: without a file of its own kernel-install takes the distribution's, else the running command line.
kernel_install_text() {
  for _from in "$BOOT_FILE" /usr/lib/kernel/cmdline /proc/cmdline; do [ ! -r "$_from" ] || break; done
  _line=$(contents "$_from") || unreadable "$?" "$_from"
  with_words "$_line" '' 'BOOT_IMAGE= initrd='
  with_words "$V" "$1" "$2"; TEXT=$V$NL
}

# want_in_entries ADD REMOVE: the file may have been changed by a run that did not get to the entries.
want_in_entries() {
  have kernel-install || cannot "the boot entries need a new command line; kernel-install, which writes them, is not installed"
  [ -z "$_differs" ] || return 0
  for _entry in "${BOOT_MENU:-/boot/loader/entries}"/*.conf /efi/loader/entries/*.conf /boot/efi/loader/entries/*.conf; do
    [ -f "$_entry" ] || continue
    while read -r _key _line || [ -n "$_key" ]; do
      [ "$_key" = options ] || continue
      has_words "$_line" "$1" && ! still_has "$_line" "$1" "$2" || { with_words "$_line" "$1" "$2"; want "$_entry" "$V" "$_line"; }
    done <"$_entry"
  done
}

# assigned NAME ADD REMOVE: edits the words of the last assignment to NAME in TEXT, adding one where there is none.
assigned() {
  _head= _assigned= _tail=
  while IFS= read -r _line; do
    case $_line in
      "$1="*) _head=$_head$_assigned$_tail _assigned=$_line$NL _tail= ;;
      *) _tail=$_tail$_line$NL ;;
    esac
  done <<END
${TEXT%"$NL"}
END
  [ -n "$_assigned" ] || { _head=$_tail _assigned="$1=\"\"" _tail=; }
  _value=${_assigned#*=}; _value=${_value%"$NL"} _quote='"'
  case $_value in
    \"*\" | \'*\') _quote=${_value%"${_value#?}"}; _value=${_value#?}; _value=${_value%?} ;;
    *[!A-Za-z0-9_=.,:/-]*) cannot "$BOOT_FILE: $1=$_value is not a plain quoted string; add the parameters $2 by hand" ;;
  esac
  case $_value in *"$_quote"*) cannot "$BOOT_FILE: the quotes of $1 are not plain; add the parameters $2 by hand" ;; esac
  with_words "$_value" "$2" "$3"
  TEXT=$_head$1=$_quote$V$_quote$NL$_tail
}

boot_menu() { find_boot_menu || cannot "GRUB's menu is not found under /boot"; }

# find_boot_menu: sets BOOT_MENU. Where EFI starts the host, /etc/grub2-efi.cfg is a link to the menu that GRUB reads (RHEL 7 has it
# on the EFI partition); the target counts, since GRUB's environment is next to it.
find_boot_menu() {
  [ -z "${BOOT_MENU:-}" ] || return 0
  _menu=; [ ! -d /sys/firmware/efi ] || _menu=$(readlink -f /etc/grub2-efi.cfg) || _menu=
  for BOOT_MENU in "$_menu" /boot/grub2/grub.cfg /boot/grub/grub.cfg /boot/efi/EFI/*/grub.cfg; do [ ! -f "$BOOT_MENU" ] || return 0; done
  BOOT_MENU=; return 1
}

# want_boot_parameters LOADER ADD REMOVE: for checks.
want_boot_parameters() {
  case $1 in
    grub | raspberrypi | extlinux | systemd-boot)
      boot_file "$1"; boot_text "$@"; want_content "$BOOT_FILE" "$TEXT"
      case $1 in
        grub) want_in_menu "$2"; want_out_of_menu "$2" "$3" ;;
        systemd-boot) want_in_entries "$2" "$3" ;;
      esac ;;
    grub-bls)
      have grubby || ! have rpm-ostree ||
        unsupported "the boot entries need these parameters: $2; this system is an image, whose entries rpm-ostree writes: rpm-ostree kargs --append=PARAMETER there"
      have grubby || cannot "the boot entries need these parameters: $2; grubby, which edits them, is not installed"
      _lines=$(grubby --info=ALL) || cannot "grubby does not list the boot entries"
      while IFS= read -r _line; do
        case $_line in args=*) _line=${_line#*\"}; want_words "${_line%\"*}" "$2" "$3" ;; esac
      done <<END
$_lines
END
      ;;
    *) cannot "the kernel's command line needs $2; editing that of this boot loader ($1) is not known" ;;
  esac
}

want_words() { with_words "$1" "$2" "$3"; want "boot parameters" "$V" "$1"; }

# The file may have been changed by a run that did not get to the menu.
want_in_menu() {
  boot_menu
  [ -z "$_differs" ] || return 0
  for _word in $1; do
    grep -q "^[[:space:]]*linux.* $_word\( \|\$\)" "$BOOT_MENU" || want "boot menu $BOOT_MENU" "$_word" ''
  done
}

# Entries for recovery have words of their own.
want_out_of_menu() { # ADD REMOVE
  [ -z "$_differs" ] && [ -n "$2" ] || return 0
  while read -r _command _line || [ -n "$_command" ]; do
    case $_command,$_line in *' single'* | *' recovery'*) continue ;; linux*) ;; *) continue ;; esac
    ! still_has "$_line" "$1" "$2" || { want "boot menu $BOOT_MENU" "without $2" "$_line"; return 0; }
  done <"$BOOT_MENU"
}

# set_boot_parameters LOADER ADD REMOVE: for applies.
set_boot_parameters() {
  case $1 in
    grub-bls)
      _gone=
      for _word in $3; do _gone="$_gone${_gone:+ }${_word%=}"; done   # to grubby a bare name stands for all its values
      grubby --update-kernel=ALL --args="$2" --remove-args="$_gone"; return ;;
  esac
  boot_file "$1"; boot_text "$@"
  put_boot_file
  case $1 in
    grub) boot_menu; update_menu ;;
    extlinux) update-extlinux ;;
    systemd-boot)
      for _release in $BOOT_KERNELS; do
        _image=/lib/modules/$_release/vmlinuz; [ -f "$_image" ] || _image=/boot/vmlinuz-$_release
        kernel-install add "$_release" "$_image"
      done ;;
  esac
}

# put_boot_file: for applies: puts TEXT in place. What the file was before its first change stays next to it.
put_boot_file() {
  if [ -f "$BOOT_FILE" ] && [ ! -e "$BOOT_FILE.before-drydock" ]; then
    _was=$(contents "$BOOT_FILE" && echo .) || unreadable "$?" "$BOOT_FILE"
    [ "$_was" = "$TEXT." ] || put_copy "$BOOT_FILE" "$BOOT_FILE.before-drydock"
  fi
  put_file "$BOOT_FILE" "$TEXT"
}

update_menu() {
  if have update-grub; then update-grub
  elif have grub2-mkconfig; then grub2-mkconfig -o "$BOOT_MENU"
  else grub-mkconfig -o "$BOOT_MENU"
  fi
}

# pending_parameters LOADER: sets PENDING to the differences between the boot parameters configured for the running kernel and
# those it was started with: -removed +added. Empty too where the loader's configuration cannot be read.
pending_parameters() {
  PENDING= _release= _configured=
  read -r _release </proc/sys/kernel/osrelease && read -r _now </proc/cmdline || return 0
  case $1 in
    grub) _configured=$(menu_parameters "$_release") ;;
    grub-bls)
      have grubby || return 0
      _configured=$(grubby --info="/boot/vmlinuz-$_release" 2>/dev/null) || return 0
      case $_configured in *args=\"*) _configured=${_configured#*args=\"}; _configured=${_configured%%\"*} ;; *) return 0 ;; esac ;;
    *) return 0 ;;
  esac
  [ -n "$_configured" ] || return 0
  set -f; _variables=
  # shellcheck disable=SC2086
  for _word in $_configured; do
    case $_word in *'$'*) _variables=yes; continue ;; esac   # of the boot loader, as $tuned_params: its words are not known here
    case " $_now " in *" $_word "*) ;; *) PENDING="$PENDING +$_word" ;; esac
  done
  [ -n "$_variables" ] || for _word in $_now; do
    case $_word in BOOT_IMAGE=* | root=* | initrd=* | rhgb | quiet | ro | rw) continue ;; esac
    case " $_configured " in *" $_word "*) ;; *) PENDING="$PENDING -$_word" ;; esac
  done
  set +f
  PENDING=${PENDING# }
}

# menu_parameters RELEASE: prints the parameters of the first entry of GRUB's menu that boots it.
menu_parameters() {
  find_boot_menu && [ -r "$BOOT_MENU" ] || return 0
  while read -r _command _kernel _words || [ -n "$_command" ]; do
    case $_command in linux | linuxefi | linux16) ;; *) continue ;; esac
    case $_kernel in *"/vmlinuz-$1") printf %s "$_words"; return 0 ;; esac
  done <"$BOOT_MENU"
}

# before_restart COMMANDS: the user's own; where they fail the host is not restarted.
before_restart() { user_commands "$1" || cannot "not restarted: the commands before it ended with status $?"; }

# user_commands TEXT: runs them in a shell of their own, which has neither the functions of this program nor its event stream.
user_commands() { put_temp "commands.$T" "$1" && sh "$D/commands.$T" 3>&-; }

# system_started SECONDS: waits, after a restart, until systemd has started everything, or failed to.
system_started() {
  [ -d /run/systemd/system ] || return 0
  _left=$1
  while [ "$_left" -gt 0 ]; do
    case $(systemctl is-system-running 2>/dev/null) in initializing | starting) sleep 1 ;; *) return 0 ;; esac
    _left=$((_left - 1))
  done
}
