# uses: efi
# Parameters of the kernel's command line, kept where the boot loader takes them from at the next start.
# BOOT_FILE and BOOT_MENU may be set before: the file that holds them, and GRUB's generated menu.
# Loaders: grub, grub-bls, systemd-boot, proxmox-boot (systemd-boot kept by proxmox-boot-tool), raspberrypi, extlinux (Alpine's update-extlinux,
# Debian's u-boot-update, or the file itself).
# For systemd-boot BOOT_MENU is the folder of entries, and BOOT_KERNELS the installed releases, for whose entries an apply sees. For extlinux it is extlinux.conf.

# boot_with_words LINE ADD REMOVE: sets BOOT_WORDS to LINE without the words REMOVE and with the words ADD. A word NAME= of REMOVE stands for
# all values of NAME that are not in ADD.
boot_with_words() {
  BOOT_WORDS=" $1 "; [ -n "$1" ] || BOOT_WORDS=' '
  for _word in $3; do
    case $_word in *=) boot_without_values "$_word" "$2"; continue ;; esac
    while :; do
      case $BOOT_WORDS in *" $_word "*) BOOT_WORDS="${BOOT_WORDS%%" $_word "*} ${BOOT_WORDS#*" $_word "}" ;; *) break ;; esac
    done
  done
  for _word in $2; do
    case $BOOT_WORDS in *" $_word "*) ;; *) BOOT_WORDS="$BOOT_WORDS$_word " ;; esac
  done
  BOOT_WORDS=${BOOT_WORDS# }; BOOT_WORDS=${BOOT_WORDS% }
}

boot_without_values() { # NAME= KEEP
  _kept=' '
  set -f
  for _old in $BOOT_WORDS; do
    case $_old in "$1"*) case " $2 " in *" $_old "*) ;; *) continue ;; esac ;; esac
    _kept="$_kept$_old "
  done
  set +f
  BOOT_WORDS=$_kept
}

# boot_still_has LINE ADD REMOVE: true when boot_with_words would remove something.
boot_still_has() {
  set -f
  for _old in $1; do
    case " $2 " in *" $_old "*) continue ;; esac
    case " $3 " in *" $_old "* | *" ${_old%%=*}= "*) set +f; return 0 ;; esac
  done
  set +f
  return 1
}

boot_has_words() { # LINE WORDS
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

# boot_each_file LOADER ADD REMOVE VERB: calls VERB for each file that holds parameters, BOOT_PART, with BOOT_TEXT set to what that is to hold. GRUB's are
# BOOT_FILE and, read after it, BOOT_FILE.d/*.cfg: the last one that assigns a name anew counts, BOOT_WINS. With BOOT_SAVED its default is the saved kernel.
boot_each_file() {
  boot_file "$1"; BOOT_PART=$BOOT_FILE
  [ "$1" = grub ] || { boot_text "$@"; "$4"; return 0; }
  BOOT_WINS=$BOOT_FILE
  for BOOT_PART in "$BOOT_FILE".d/*.cfg; do ! boot_assigns_anew GRUB_CMDLINE_LINUX "$BOOT_PART" || BOOT_WINS=$BOOT_PART; done
  for BOOT_PART in "$BOOT_FILE" "$BOOT_FILE".d/*.cfg; do
    [ -f "$BOOT_PART" ] || continue
    boot_text "$@"
    [ -z "${BOOT_SAVED:-}" ] || boot_saved_text
    "$4"
  done
}

# boot_saved_text: BOOT_TEXT, of BOOT_PART, with a saved default: wherever one is set, as the last one counts.
boot_saved_text() {
  _text= _seen=
  while IFS= read -r _line; do
    case ${_line#"${_line%%[![:space:]]*}"} in GRUB_DEFAULT=*) _line=${_line%%GRUB_DEFAULT=*}GRUB_DEFAULT=saved _seen=1 ;; esac
    _text=$_text$_line$NL
  done <<END
${BOOT_TEXT%"$NL"}
END
  [ -z "$_seen" ] || BOOT_TEXT=$_text
  [ -n "$_seen" ] || [ "$BOOT_PART" != "$BOOT_FILE" ] || BOOT_TEXT=${_text}GRUB_DEFAULT=saved$NL
}

# boot_assigns_anew NAME FILE: true where that is not just an addition, NAME="$NAME more".
boot_assigns_anew() { grep -sE "^[[:space:]]*$1=" "$2" | grep -qvE "[$][{]?$1([^A-Z_]|\$)"; }

# boot_changed_since_start FILE: true where it was written under the running kernel, and counts at the next start alone.
boot_changed_since_start() { read -r _up _ </proc/uptime && [ -n "$(find "$1" -mmin "-$((${_up%.*} / 60 + 1))" 2>/dev/null)" ]; }

boot_want_file() { want_content "$BOOT_PART" "$BOOT_TEXT"; }

# boot_text LOADER ADD REMOVE: sets BOOT_TEXT to what BOOT_PART is to hold.
boot_text() {
  case $1 in systemd-boot | proxmox-boot) boot_kernel_install_text "$2" "$3"; return ;; esac
  BOOT_TEXT=$(contents "$BOOT_PART" && echo .) || unreadable "$BOOT_PART"
  BOOT_TEXT=${BOOT_TEXT%.}
  case $1 in
    grub)
      [ -n "$2$3" ] || return 0
      if [ "$BOOT_PART" = "$BOOT_WINS" ]; then boot_assigned GRUB_CMDLINE_LINUX "$2" "$3"; else boot_reduced GRUB_CMDLINE_LINUX "$2" "$3"; fi
      boot_reduced GRUB_CMDLINE_LINUX_DEFAULT "$2" "$3" ;;
    extlinux)
      case $BOOT_PART in
        */extlinux.conf) boot_appended "$2" "$3" ;;
        */u-boot)
          case $NL$BOOT_TEXT in *"${NL}U_BOOT_PARAMETERS="*) ;; *) BOOT_TEXT="${BOOT_TEXT}U_BOOT_PARAMETERS=\"ro quiet\"$NL" ;; esac   # what it is without
          boot_assigned U_BOOT_PARAMETERS "$2" "$3" ;;
        *) boot_assigned default_kernel_opts "$2" "$3" ;;
      esac ;;
    raspberrypi)   # the firmware reads one line
      _line=${BOOT_TEXT%%"$NL"*}
      boot_has_words "$_line" "$2" && ! boot_still_has "$_line" "$2" "$3" || { boot_with_words "$_line" "$2" "$3"; BOOT_TEXT=$BOOT_WORDS$NL; } ;;
  esac
}

# boot_reduced NAME KEEP REMOVE: the same as boot_assigned, where there is something to remove.
boot_reduced() {
  case $NL$BOOT_TEXT in *"$NL$1="*) ;; *) return 0 ;; esac
  _line="$NL$BOOT_TEXT"; _line=${_line##*"$NL$1="}
  _line=${_line%%"$NL"*}; _line=${_line#[\"\']}; _line=${_line%[\"\']}
  ! boot_still_has "$_line" "$2" "$3" || boot_assigned "$1" '' "$3"
}

# boot_appended ADD REMOVE: edits every line of parameters of an extlinux.conf.
boot_appended() {
  _whole=
  while IFS= read -r _line; do
    _word=${_line#"${_line%%[![:space:]]*}"}
    case $_word in [Aa][Pp][Pp][Ee][Nn][Dd][[:space:]]*)
      _append=${_line%"${_word#??????}"}; _word=${_word#??????}
      boot_with_words "${_word#"${_word%%[![:space:]]*}"}" "$1" "$2"; _line="$_append $BOOT_WORDS" ;;
    esac
    _whole=$_whole$_line$NL
  done <<END
${BOOT_TEXT%"$NL"}
END
  BOOT_TEXT=$_whole
}

# boot_kernel_install_text ADD REMOVE: without a file of its own kernel-install takes the distribution's, else the running command line.
boot_kernel_install_text() {
  for _from in "$BOOT_FILE" /usr/lib/kernel/cmdline /proc/cmdline; do [ ! -r "$_from" ] || break; done
  _line=$(contents "$_from") || unreadable "$_from"
  boot_with_words "$_line" '' 'BOOT_IMAGE= initrd='
  boot_with_words "$BOOT_WORDS" "$1" "$2"; BOOT_TEXT=$BOOT_WORDS$NL
  [ "$_from" != "$BOOT_PART" ] || [ "$BOOT_WORDS" != "$_line" ] || { BOOT_TEXT=$(contents "$BOOT_PART" && echo .); BOOT_TEXT=${BOOT_TEXT%.}; }   # with or without a newline
}

# boot_want_in_entries ADD REMOVE: the file may have been changed by a run that did not get to the entries.
boot_want_in_entries() {
  have kernel-install || have sdbootutil || cannot "the boot entries need a new command line; kernel-install, which writes them, is not installed"
  [ -z "$_differs" ] || return 0
  _entries=$(boot_entries_of $BOOT_KERNELS)
  while _entry=; IFS= read -r _entry || [ -n "$_entry" ]; do
    [ -n "$_entry" ] || continue
    _line=$(boot_entry_options "$_entry")
    boot_has_words "$_line" "$1" && ! boot_still_has "$_line" "$1" "$2" || { boot_with_words "$_line" "$1" "$2"; want "$_entry" "$BOOT_WORDS" "$_line"; }
  done <<END
$_entries
END
}

# --- entries of systemd-boot --------------------------------------------------------------------------------------

# boot_entries: prints the files of the entries, texts and unified kernel images, each after "- " or, for the one that is started by default where
# bootctl tells that, "* ". Without bootctl's word for them, what is in the usual folders.
boot_entries() {
  if [ -n "${BOOT_MENU:-}" ]; then set -- "$BOOT_MENU"/*.conf
  else
    _told=$(bootctl list --json=short 2>/dev/null | awk '
      { text = text $0 }
      END {
        while (match(text, /"([^"\\]|\\.)*"/)) {
          word = substr(text, RSTART + 1, RLENGTH - 2); text = substr(text, RSTART + RLENGTH)
          if (text ~ /^[ \t]*:/) { key = word; if (key == "isDefault" && text ~ /^[ \t]*:[ \t]*true/) mark[n] = "*" }
          else if (key == "path") { path[++n] = word; mark[n] = "-"; key = "" }
        }
        for (i = 1; i <= n; i++) print mark[i], path[i]
      }') || _told=
    [ -z "$_told" ] || { printf '%s\n' "$_told"; return; }
    set -- /boot/loader/entries/*.conf /efi/loader/entries/*.conf /boot/efi/loader/entries/*.conf /boot/EFI/Linux/*.efi /efi/EFI/Linux/*.efi /boot/efi/EFI/Linux/*.efi
  fi
  for _file do [ ! -f "$_file" ] || echo "- $_file"; done
}

# boot_entry FILE: sets BOOT_ENTRY to its id, which has no boot counter, and BOOT_TRIES to the counter of the file's name, the tries that are left and those
# that were (+2-1 or +3); empty where it has none, as after a boot that was found good.
boot_entry() {
  BOOT_ENTRY=${1##*/} BOOT_TRIES=; _ending=${BOOT_ENTRY##*.}; _stem=${BOOT_ENTRY%.*}
  case ${_stem##*+} in
    "$_stem" | '' | *[!0-9-]* | -* | *- | *-*-*) ;;
    *) BOOT_TRIES=${_stem##*+}; BOOT_ENTRY=${_stem%+*}.$_ending ;;
  esac
}

# boot_entry_of FILE RELEASE: true where the entry is of this kernel: by its name, as kernel-install makes them, or by what it says.
boot_entry_of() {
  boot_entry "$1"
  case ${BOOT_ENTRY%.*} in "$2" | *-"$2") return 0 ;; esac
  [ "$(boot_entry_says "$1")" = "$2" ]
}

# boot_entry_says FILE: prints the release that the entry says it is of. sdbootutil writes SNAPSHOT@RELEASE.
boot_entry_says() {
  case $1 in
    *.efi) efi_section "$1" .uname ;;
    *) sed -n 's/^version[[:space:]]\{1,\}\([0-9]*@\)\{0,1\}//p' "$1" 2>/dev/null ;;
  esac
}

# boot_entries_of RELEASE...: prints the files of the entries of these kernels. Of a root with snapshots, each of which has entries of its own, those of
# the snapshot that runs.
boot_entries_of() {
  read -r _line </proc/cmdline || _line=
  case " $_line " in
    *" rootflags="*/.snapshots/*) _root=${_line#*rootflags=}; _root=" rootflags=${_root%% *}" ;;
    *) _root= ;;
  esac
  boot_entries | while _file=; read -r _ _file || [ -n "$_file" ]; do
    for _release do
      boot_entry_of "$_file" "$_release" || continue
      case " $(boot_entry_options "$_file") " in *"$_root "*) echo "$_file" ;; esac
      break
    done
  done
}

# boot_entry_options FILE: prints what it passes to the kernel.
boot_entry_options() {
  case $1 in
    *.efi) efi_section "$1" .cmdline | tr '\n' ' ' ;;
    *) sed -n 's/^options[[:space:]]\{1,\}//p' "$1" | tr '\n' ' ' ;;
  esac
}

# boot_assigned NAME ADD REMOVE: edits the words of the last assignment to NAME in BOOT_TEXT, adding one where there is none.
boot_assigned() {
  _head= _assigned= _tail=
  while IFS= read -r _line; do
    case $_line in
      "$1="*) _head=$_head$_assigned$_tail _assigned=$_line$NL _tail= ;;
      *) _tail=$_tail$_line$NL ;;
    esac
  done <<END
${BOOT_TEXT%"$NL"}
END
  [ -n "$_assigned" ] || {
    ! boot_assigns_anew "$1" "$BOOT_PART" || cannot "$BOOT_PART sets $1 on a condition: add the parameters $2 by hand"
    _head=$_tail _assigned="$1=\"\"" _tail=
  }
  _value=${_assigned#*=}; _value=${_value%"$NL"} _quote='"'
  case $_value in
    \"*\" | \'*\') _quote=${_value%"${_value#?}"}; _value=${_value#?}; _value=${_value%?} ;;
    *[!A-Za-z0-9_=.,:/-]*) cannot "$BOOT_PART: $1=$_value is not a plain quoted string; add the parameters $2 by hand" ;;
  esac
  case $_value in *"$_quote"*) cannot "$BOOT_PART: the quotes of $1 are not plain; add the parameters $2 by hand" ;; esac
  boot_with_words "$_value" "$2" "$3"
  BOOT_TEXT=$_head$1=$_quote$BOOT_WORDS$_quote$NL$_tail
}

boot_menu() { boot_find_menu || cannot "GRUB's menu is not found under /boot"; }

# boot_find_menu: sets BOOT_MENU. Where EFI starts the host, /etc/grub2-efi.cfg is a link to the menu that GRUB reads (RHEL 7 has it
# on the EFI partition); the target counts, since GRUB's environment is next to it.
boot_find_menu() {
  [ -z "${BOOT_MENU:-}" ] || return 0
  _menu=; [ ! -d /sys/firmware/efi ] || _menu=$(readlink -f /etc/grub2-efi.cfg) || _menu=
  for BOOT_MENU in "$_menu" /boot/grub2/grub.cfg /boot/grub/grub.cfg /boot/efi/EFI/*/grub.cfg; do [ ! -f "$BOOT_MENU" ] || return 0; done
  BOOT_MENU=; return 1
}

# boot_find_extlinux: sets BOOT_MENU to the file that EXTLINUX, or U-Boot, reads.
boot_find_extlinux() {
  [ -z "${BOOT_MENU:-}" ] || return 0
  for BOOT_MENU in /boot/extlinux/extlinux.conf /boot/extlinux.conf /boot/syslinux/syslinux.cfg; do [ ! -f "$BOOT_MENU" ] || return 0; done
  BOOT_MENU=; return 1
}

# boot_want_parameters LOADER ADD REMOVE: for checks.
boot_want_parameters() {
  promise kernel parameters
  case $1 in
    grub | raspberrypi | extlinux | systemd-boot | proxmox-boot)
      boot_each_file "$1" "$2" "$3" boot_want_file
      case $1 in
        grub) boot_want_in_menu "$2"; boot_want_out_of_menu "$2" "$3" ;;
        systemd-boot) boot_want_in_entries "$2" "$3" ;;
        proxmox-boot) have proxmox-boot-tool || cannot "proxmox-boot-tool, which keeps this host's boot partitions, is not installed" ;;
      esac ;;
    grub-bls)
      have grubby || ! have rpm-ostree ||
        unsupported "the boot entries need these parameters: $2; this system is an image, whose entries rpm-ostree writes: rpm-ostree kargs --append=PARAMETER there"
      have grubby || cannot "the boot entries need these parameters: $2; grubby, which edits them, is not installed"
      _lines=$(grubby --info=ALL) || cannot "grubby does not list the boot entries"
      while IFS= read -r _line; do
        case $_line in args=*) _line=${_line#*\"}; boot_want_words "${_line%\"*}" "$2" "$3" ;; esac
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

boot_want_words() { boot_with_words "$1" "$2" "$3"; want "boot parameters" "$BOOT_WORDS" "$1"; }

# The file may have been changed by a run that did not get to the menu.
boot_want_in_menu() {
  boot_menu
  [ -z "$_differs" ] || return 0
  for _word in $1; do
    grep -q "^[[:space:]]*linux.* $_word\( \|\$\)" "$BOOT_MENU" || want "boot menu $BOOT_MENU" "$_word" ''
  done
}

# Entries for recovery have words of their own.
boot_want_out_of_menu() { # ADD REMOVE
  [ -z "$_differs" ] && [ -n "$2" ] || return 0
  while _command=; read -r _command _line || [ -n "$_command" ]; do
    case $_command,$_line in *' single'* | *' recovery'*) continue ;; linux*) ;; *) continue ;; esac
    ! boot_still_has "$_line" "$1" "$2" || { want "boot menu $BOOT_MENU" "without $2" "$_line"; return 0; }
  done <"$BOOT_MENU"
}

# boot_set_parameters LOADER ADD REMOVE: for applies.
boot_set_parameters() { boot_put_parameters "$@"; boot_written; }

boot_put_parameters() {
  case $1 in
    grub-bls)
      _gone=
      for _word in $3; do _gone="$_gone${_gone:+ }${_word%=}"; done   # to grubby a bare name stands for all its values
      grubby --update-kernel=ALL --args="$2" --remove-args="$_gone"; return ;;
  esac
  boot_each_file "$1" "$2" "$3" boot_put_file
  case $1 in
    grub) boot_menu; boot_update_menu ;;
    extlinux) case $BOOT_FILE in */extlinux.conf) ;; */u-boot) u-boot-update ;; *) update-extlinux ;; esac ;;
    proxmox-boot) proxmox-boot-tool refresh ;;
    systemd-boot)
      ! have sdbootutil || { sdbootutil update-all-entries; return; }
      for _release in $BOOT_KERNELS; do
        _image=/lib/modules/$_release/vmlinuz; [ -f "$_image" ] || _image=/boot/vmlinuz-$_release
        kernel-install add "$_release" "$_image"
      done ;;
  esac
}

# boot_put_file: for applies: puts BOOT_TEXT into BOOT_PART. What the file was before its first change stays next to it. Sets BOOT_PUT where it is another.
boot_put_file() {
  if [ -f "$BOOT_PART" ]; then
    _was=$(contents "$BOOT_PART" && echo .) || unreadable "$BOOT_PART"
    [ "$_was" != "$BOOT_TEXT." ] || return 0
    [ -e "$BOOT_PART.before-drydock" ] || put_copy "$BOOT_PART" "$BOOT_PART.before-drydock"
  fi
  put_file "$BOOT_PART" "$BOOT_TEXT"; BOOT_PUT=1
}

boot_update_menu() {
  if have update-grub; then update-grub
  elif have grub2-mkconfig; then grub2-mkconfig -o "$BOOT_MENU"
  else grub-mkconfig -o "$BOOT_MENU"
  fi
}

# boot_written: what a boot loader reads is where it belongs on the disk, and not only in the journal of the file system: no boot loader reads
# that, and after a power cut might find no menu, or no kernel.
boot_written() {
  for _at in /boot /boot/firmware /boot/efi /efi; do
    [ ! -d "$_at" ] || sync -f "$_at" 2>/dev/null || { sync; return; }
  done
}

# boot_pending_parameters LOADER: sets BOOT_PENDING to the differences between the boot parameters configured for the running kernel and
# those it was started with: -removed +added. Empty too where the loader's configuration cannot be read. An entry may have several
# lines, one of which the loader chooses: that counts which differs least.
boot_pending_parameters() {
  BOOT_PENDING= _release= _best=
  read -r _release </proc/sys/kernel/osrelease && read -r _now </proc/cmdline || return 0
  _configured=$(boot_configured_parameters "$1" "$_release" | boot_plain_words)
  _now=$(printf '%s\n' "$_now" | boot_plain_words)
  while _line=; read -r _line || [ -n "$_line" ]; do
    [ -n "$_line" ] || continue
    boot_differing_words "$1" "$_line" "$_now"
    [ -n "$BOOT_WORDS" ] || { BOOT_PENDING=; return 0; }
    [ -n "$_best" ] && [ "${#_best}" -le "${#BOOT_WORDS}" ] || _best=$BOOT_WORDS
  done <<END
$_configured
END
  BOOT_PENDING=$_best
}

boot_plain_words() { tr -d "\"'\\\\"; }   # which loaders quote in their own ways

# boot_configured_parameters LOADER RELEASE: prints what the loader passes to this kernel, a line for each way to start it. A word with $ is
# not known.
boot_configured_parameters() {
  case $1 in
    grub) boot_menu_parameters "$2" ;;
    grub-bls) ! have grubby || grubby --info="/boot/vmlinuz-$2" 2>/dev/null | sed -n 's/^args="\(.*\)"$/\1/p' ;;
    systemd-boot)
      boot_entries_of "$2" | while _entry=; IFS= read -r _entry || [ -n "$_entry" ]; do boot_entry_options "$_entry"; echo; done ;;
    extlinux) sed -n 's/^[[:space:]]*[Aa][Pp][Pp][Ee][Nn][Dd][[:space:]]\{1,\}//p' /boot/extlinux/extlinux.conf /boot/extlinux.conf 2>/dev/null ;;
    raspberrypi) sed -n '1s/console=serial[^ ]*//p; 1q' /boot/firmware/cmdline.txt 2>/dev/null || : ;;
  esac
}

# boot_differing_words LOADER CONFIGURED NOW: sets BOOT_WORDS. What firmware adds by itself is not for the loader to remove.
boot_differing_words() {
  BOOT_WORDS= _variables=
  case $1 in raspberrypi | extlinux) _variables=yes ;; esac
  set -f
  for _word in $2; do
    case $_word in *'$'*) _variables=yes; continue ;; esac   # of the boot loader, as $tuned_params: its words are not known here
    case " $3 " in *" $_word "*) ;; *) BOOT_WORDS="$BOOT_WORDS +$_word" ;; esac
  done
  [ -n "$_variables" ] || for _word in $3; do
    case $_word in BOOT_IMAGE=* | root=* | initrd=* | rhgb | quiet | ro | rw) continue ;; esac
    case $_word,"$3" in drydock.trial,* | rd.emergency=reboot,*drydock.trial* | rd.shell=0,*drydock.trial*) continue ;; esac   # of a trial that is over
    case " $2 " in *" $_word "*) ;; *) BOOT_WORDS="$BOOT_WORDS -$_word" ;; esac
  done
  set +f
  BOOT_WORDS=${BOOT_WORDS# }
}

# boot_under_xen: true where the running kernel was started by the hypervisor, which has entries of its own.
boot_under_xen() { grep -qs control_d /proc/xen/capabilities; }

# boot_menu_parameters RELEASE: prints the parameters of each line of GRUB's menu that boots it, but for those of recovery, as GRUB passes
# them on: without quotes and escapes, and with its variables where the menu or its environment sets them to one value.
boot_menu_parameters() {
  boot_find_menu && [ -r "$BOOT_MENU" ] || return 0
  _env=${BOOT_MENU%/*}/grubenv; [ -r "$_env" ] || _env=/dev/null
  _xen=; ! boot_under_xen || _xen=1
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

# boot_before_restart COMMANDS: the user's own; where they fail the host is not restarted.
boot_before_restart() { boot_user_commands "$1" || cannot "not restarted: the commands before it ended with status $?"; }

# boot_verify TEXT SECONDS: runs the user's commands that verify a kernel; false with what has become of them in BOOT_WHY.
boot_verify() {
  _status=0; boot_user_commands "$1" "$2" || _status=$?
  case $_status in
    0) return 0 ;;
    124) BOOT_WHY="the commands that verify it did not end within $2 s" ;;
    *) BOOT_WHY="the commands that verify it ended with status $_status" ;;
  esac
  return 1
}

# boot_user_commands TEXT [SECONDS]: runs them in a shell of their own, which has neither the functions of this program nor its event stream.
# Their status is 124 when they were ended because they took longer.
boot_user_commands() {
  put_temp "commands.$TASK" "$1"
  if [ -n "${2:-}" ] && timeout "$2" true 2>/dev/null; then timeout "$2" sh "$WORK/commands.$TASK" 3>&-
  else sh "$WORK/commands.$TASK" 3>&-
  fi
}

# boot_wait_for_system SECONDS: waits, after a restart, until systemd has started everything, or failed to.
boot_wait_for_system() {
  [ -d /run/systemd/system ] || return 0
  _left=$1
  while [ "$_left" -gt 0 ]; do
    case $(systemctl is-system-running 2>/dev/null) in initializing | starting) sleep 1 ;; *) return 0 ;; esac
    _left=$((_left - 1))
  done
}
