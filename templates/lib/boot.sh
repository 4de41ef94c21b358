# Parameters of the kernel's command line, kept where the boot loader takes them from at the next start.
# BOOT_FILE and BOOT_MENU may be set before: the file that holds them, and GRUB's generated menu.
# Loaders: grub, grub-bls, systemd-boot, proxmox-boot (systemd-boot kept by proxmox-boot-tool), raspberrypi, extlinux (Alpine's update-extlinux,
# Debian's u-boot-update, or the file itself).
# For systemd-boot BOOT_MENU is the folder of entries, and BOOT_KERNELS the installed releases, for whose entries an apply sees.

# with_words LINE ADD REMOVE: sets V to LINE without the words REMOVE and with the words ADD. A word NAME= of REMOVE stands for
# all values of NAME that are not in ADD.
with_words() {
  V=" $1 "; [ -n "$1" ] || V=' '
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
  if [ -n "${BOOT_FILE:-}" ]; then
    case $1 in systemd-boot | proxmox-boot | raspberrypi) ! grep -qs '^GRUB_' "$BOOT_FILE" || cannot "$BOOT_FILE is of GRUB, and $1 starts this host: leave boot_file out" ;; esac
    return 0
  fi
  case $1 in
    grub) BOOT_FILE=/etc/default/grub ;;
    raspberrypi) BOOT_FILE=/boot/firmware/cmdline.txt; [ -f "$BOOT_FILE" ] || BOOT_FILE=/boot/cmdline.txt ;;
    extlinux)
      for BOOT_FILE in /etc/update-extlinux.conf /etc/default/u-boot /boot/extlinux/extlinux.conf; do [ ! -f "$BOOT_FILE" ] || return 0; done
      cannot "of /etc/update-extlinux.conf, /etc/default/u-boot and /boot/extlinux/extlinux.conf none is there, and the boot loader's parameters belong into one of them" ;;
    systemd-boot | proxmox-boot) BOOT_FILE=/etc/kernel/cmdline; return ;;
  esac
  [ -f "$BOOT_FILE" ] || cannot "$BOOT_FILE is not there, and the boot loader's parameters belong into it"
}

# each_boot_file LOADER ADD REMOVE VERB: calls VERB for each file that holds parameters, PART, with TEXT set to what that is to hold. GRUB's are
# BOOT_FILE and, read after it, BOOT_FILE.d/*.cfg: the last one that assigns a name anew counts, WINS. With SAVED its default is the saved kernel.
each_boot_file() {
  boot_file "$1"; PART=$BOOT_FILE
  [ "$1" = grub ] || { boot_text "$@"; "$4"; return 0; }
  WINS=$BOOT_FILE
  for PART in "$BOOT_FILE".d/*.cfg; do ! assigns_anew GRUB_CMDLINE_LINUX "$PART" || WINS=$PART; done
  for PART in "$BOOT_FILE" "$BOOT_FILE".d/*.cfg; do
    [ -f "$PART" ] || continue
    boot_text "$@"
    [ -z "${SAVED:-}" ] || saved_text
    "$4"
  done
}

# assigns_anew NAME FILE: true where that is not just an addition, NAME="$NAME more".
assigns_anew() { grep -sE "^[[:space:]]*$1=" "$2" | grep -qvE "[$][{]?$1([^A-Z_]|\$)"; }

# changed_since_start FILE: true where it was written under the running kernel, and counts at the next start alone.
changed_since_start() { read -r _up _ </proc/uptime && [ -n "$(find "$1" -mmin "-$((${_up%.*} / 60 + 1))" 2>/dev/null)" ]; }

want_boot_file() { want_content "$PART" "$TEXT"; }

# boot_text LOADER ADD REMOVE: sets TEXT to what PART is to hold.
boot_text() {
  case $1 in systemd-boot | proxmox-boot) kernel_install_text "$2" "$3"; return ;; esac
  TEXT=$(contents "$PART" && echo .) || unreadable "$?" "$PART"
  TEXT=${TEXT%.}
  case $1 in
    grub)
      [ -n "$2$3" ] || return 0
      if [ "$PART" = "$WINS" ]; then assigned GRUB_CMDLINE_LINUX "$2" "$3"; else reduced GRUB_CMDLINE_LINUX "$2" "$3"; fi
      reduced GRUB_CMDLINE_LINUX_DEFAULT "$2" "$3" ;;
    extlinux)
      case $PART in
        */extlinux.conf) appended "$2" "$3" ;;
        */u-boot)
          case $NL$TEXT in *"${NL}U_BOOT_PARAMETERS="*) ;; *) TEXT="${TEXT}U_BOOT_PARAMETERS=\"ro quiet\"$NL" ;; esac   # what it is without
          assigned U_BOOT_PARAMETERS "$2" "$3" ;;
        *) assigned default_kernel_opts "$2" "$3" ;;
      esac ;;
    raspberrypi)   # the firmware reads one line
      _line=${TEXT%%"$NL"*}
      has_words "$_line" "$2" && ! still_has "$_line" "$2" "$3" || { with_words "$_line" "$2" "$3"; TEXT=$V$NL; } ;;
  esac
}

# reduced NAME KEEP REMOVE: the same as assigned, where there is something to remove.
reduced() {
  case $NL$TEXT in *"$NL$1="*) ;; *) return 0 ;; esac
  _line="$NL$TEXT"; _line=${_line##*"$NL$1="}
  _line=${_line%%"$NL"*}; _line=${_line#[\"\']}; _line=${_line%[\"\']}
  ! still_has "$_line" "$2" "$3" || assigned "$1" '' "$3"
}

# appended ADD REMOVE: edits every line of parameters of an extlinux.conf.
appended() {
  _whole=
  while IFS= read -r _line; do
    _word=${_line#"${_line%%[![:space:]]*}"}
    case $_word in [Aa][Pp][Pp][Ee][Nn][Dd][[:space:]]*)
      _kept=${_line%"${_word#??????}"}; _word=${_word#??????}
      with_words "${_word#"${_word%%[![:space:]]*}"}" "$1" "$2"; _line="$_kept $V" ;;
    esac
    _whole=$_whole$_line$NL
  done <<END
${TEXT%"$NL"}
END
  TEXT=$_whole
}

# kernel_install_text ADD REMOVE: without a file of its own kernel-install takes the distribution's, else the running command line.
kernel_install_text() {
  for _from in "$BOOT_FILE" /usr/lib/kernel/cmdline /proc/cmdline; do [ ! -r "$_from" ] || break; done
  _line=$(contents "$_from") || unreadable "$?" "$_from"
  with_words "$_line" '' 'BOOT_IMAGE= initrd='
  with_words "$V" "$1" "$2"; TEXT=$V$NL
  [ "$_from" != "$PART" ] || [ "$V" != "$_line" ] || { TEXT=$(contents "$PART" && echo .); TEXT=${TEXT%.}; }   # with or without a newline
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
  [ -n "$_assigned" ] || {
    ! assigns_anew "$1" "$PART" || cannot "$PART sets $1 on a condition: add the parameters $2 by hand"
    _head=$_tail _assigned="$1=\"\"" _tail=
  }
  _value=${_assigned#*=}; _value=${_value%"$NL"} _quote='"'
  case $_value in
    \"*\" | \'*\') _quote=${_value%"${_value#?}"}; _value=${_value#?}; _value=${_value%?} ;;
    *[!A-Za-z0-9_=.,:/-]*) cannot "$PART: $1=$_value is not a plain quoted string; add the parameters $2 by hand" ;;
  esac
  case $_value in *"$_quote"*) cannot "$PART: the quotes of $1 are not plain; add the parameters $2 by hand" ;; esac
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
    grub | raspberrypi | extlinux | systemd-boot | proxmox-boot)
      each_boot_file "$1" "$2" "$3" want_boot_file
      case $1 in
        grub) want_in_menu "$2"; want_out_of_menu "$2" "$3" ;;
        systemd-boot) want_in_entries "$2" "$3" ;;
        proxmox-boot) have proxmox-boot-tool || cannot "proxmox-boot-tool, which keeps this host's boot partitions, is not installed" ;;
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
    unclear) cannot "the kernel's command line needs $2; files of GRUB and of systemd-boot are here, and nothing tells which of them started this host" ;;
    zipl) cannot "the kernel's command line needs $2: add that to /etc/zipl.conf and run zipl, which is not done here" ;;
    none) cannot "the kernel's command line needs $2; what started this host is not known here, so add it there by hand" ;;
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
  each_boot_file "$1" "$2" "$3" put_boot_file
  case $1 in
    grub) boot_menu; update_menu ;;
    extlinux) case $BOOT_FILE in */extlinux.conf) ;; */u-boot) u-boot-update ;; *) update-extlinux ;; esac ;;
    proxmox-boot) proxmox-boot-tool refresh ;;
    systemd-boot)
      for _release in $BOOT_KERNELS; do
        _image=/lib/modules/$_release/vmlinuz; [ -f "$_image" ] || _image=/boot/vmlinuz-$_release
        kernel-install add "$_release" "$_image"
      done ;;
  esac
}

# put_boot_file: for applies: puts TEXT into PART. What the file was before its first change stays next to it. Sets PUT where it is another.
put_boot_file() {
  if [ -f "$PART" ]; then
    _was=$(contents "$PART" && echo .) || unreadable "$?" "$PART"
    [ "$_was" != "$TEXT." ] || return 0
    [ -e "$PART.before-drydock" ] || put_copy "$PART" "$PART.before-drydock"
  fi
  put_file "$PART" "$TEXT"; PUT=1
}

update_menu() {
  if have update-grub; then update-grub
  elif have grub2-mkconfig; then grub2-mkconfig -o "$BOOT_MENU"
  else grub-mkconfig -o "$BOOT_MENU"
  fi
}

# pending_parameters LOADER: sets PENDING to the differences between the boot parameters configured for the running kernel and
# those it was started with: -removed +added. Empty too where the loader's configuration cannot be read. An entry may have several
# lines, one of which the loader chooses: that counts which differs least.
pending_parameters() {
  PENDING= _release= _best=
  read -r _release </proc/sys/kernel/osrelease && read -r _now </proc/cmdline || return 0
  _configured=$(configured_parameters "$1" "$_release" | plain_words)
  _now=$(printf '%s\n' "$_now" | plain_words)
  while read -r _line || [ -n "$_line" ]; do
    [ -n "$_line" ] || continue
    differing_words "$1" "$_line" "$_now"
    [ -n "$V" ] || { PENDING=; return 0; }
    [ -n "$_best" ] && [ "${#_best}" -le "${#V}" ] || _best=$V
  done <<END
$_configured
END
  PENDING=$_best
}

plain_words() { tr -d "\"'\\\\"; }   # which loaders quote in their own ways

# configured_parameters LOADER RELEASE: prints what the loader passes to this kernel, a line for each way to start it. A word with $ is
# not known.
configured_parameters() {
  case $1 in
    grub) menu_parameters "$2" ;;
    grub-bls) ! have grubby || grubby --info="/boot/vmlinuz-$2" 2>/dev/null | sed -n 's/^args="\(.*\)"$/\1/p' ;;
    systemd-boot)
      for _entry in "${BOOT_MENU:-/boot/loader/entries}"/*"$2"*.conf /efi/loader/entries/*"$2"*.conf /boot/efi/loader/entries/*"$2"*.conf; do
        [ -f "$_entry" ] || continue
        sed -n 's/^options[[:space:]]\{1,\}//p' "$_entry" | tr '\n' ' '; echo
      done ;;
    extlinux) sed -n 's/^[[:space:]]*[Aa][Pp][Pp][Ee][Nn][Dd][[:space:]]\{1,\}//p' /boot/extlinux/extlinux.conf /boot/extlinux.conf 2>/dev/null ;;
    raspberrypi) sed -n '1s/console=serial[^ ]*//p; 1q' /boot/firmware/cmdline.txt 2>/dev/null || : ;;
  esac
}

# differing_words LOADER CONFIGURED NOW: sets V. What firmware adds by itself is not for the loader to remove.
differing_words() {
  V= _variables=
  case $1 in raspberrypi | extlinux) _variables=yes ;; esac
  set -f
  for _word in $2; do
    case $_word in *'$'*) _variables=yes; continue ;; esac   # of the boot loader, as $tuned_params: its words are not known here
    case " $3 " in *" $_word "*) ;; *) V="$V +$_word" ;; esac
  done
  [ -n "$_variables" ] || for _word in $3; do
    case $_word in BOOT_IMAGE=* | root=* | initrd=* | rhgb | quiet | ro | rw) continue ;; esac
    case " $2 " in *" $_word "*) ;; *) V="$V -$_word" ;; esac
  done
  set +f
  V=${V# }
}

# under_xen: true where the running kernel was started by the hypervisor, which has entries of its own.
under_xen() { grep -qs control_d /proc/xen/capabilities; }

# menu_parameters RELEASE: prints the parameters of each line of GRUB's menu that boots it, but for those of recovery, as GRUB passes
# them on: without quotes and escapes, and with its variables where the menu or its environment sets them to one value.
menu_parameters() {
  find_boot_menu && [ -r "$BOOT_MENU" ] || return 0
  _env=${BOOT_MENU%/*}/grubenv; [ -r "$_env" ] || _env=/dev/null
  _xen=; ! under_xen || _xen=1
  # shellcheck disable=SC2016
  awk -v release="$1" -v xen="$_xen" '
    function set_to(name, value) { if (name in is && is[name] != value) several[name]; is[name] = value }
    function passed(text,   i, c, quote, out, name, braces) {
      for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (quote == "\047") { if (c == quote) quote = ""; else out = out c }
        else if (c == "\\") out = out substr(text, ++i, 1)
        else if (c == "\"") quote = quote == c ? "" : c
        else if (c == "\047" && quote == "") quote = c
        else if (c == "#" && quote == "" && out ~ /(^|[ \t])$/) break
        else if (c == "$") {
          name = substr(text, i + 1); braces = sub(/^[{]/, "", name)
          if (!match(name, /^[A-Za-z_][A-Za-z_0-9]*/)) { out = out c; continue }
          name = substr(name, 1, RLENGTH); i += RLENGTH + 2 * braces
          out = out (name in is && !(name in several) ? is[name] : "$" name)
        }
        else out = out c
      }
      return out
    }
    FILENAME != ARGV[1] { if (match($0, /^[A-Za-z_][A-Za-z_0-9]*=/)) set_to(substr($0, 1, RLENGTH - 1), substr($0, RLENGTH + 1)); next }
    $1 == "set" && match($0, /[A-Za-z_][A-Za-z_0-9]*=/) {
      set_to(substr($0, RSTART, RLENGTH - 1), passed(substr($0, RSTART + RLENGTH))); next
    }
    (xen ? $1 ~ /^module2?$/ : $1 ~ /^linux(16|efi)?$/) {
      kernel = passed($2)
      if (!sub(/^.*\/(vmlinu[xz]|Image|kernel)-/, "", kernel) || kernel != release || / (single|recovery)( |$)/) next
      sub(/^[ \t]*[^ \t]+[ \t]+[^ \t]+[ \t]*/, ""); line[++n] = $0
    }
    END { for (i = 1; i <= n; i++) print passed(line[i]) }' "$BOOT_MENU" "$_env"
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
