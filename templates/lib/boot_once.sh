# uses: version efi boot guard
# prefix: once
# Booting a kernel once, and making it the default once it has proven itself.
#
# For GRUB: next_entry of its environment is taken by the next boot alone, saved_entry by all others where GRUB_DEFAULT is
# "saved". On a panic the kernel restarts the host after panic=10 seconds: into the default, which is the old kernel.

ONCE_PANIC=panic=10
# For the trial alone: dracut's initial file system waits for somebody at the console where it cannot go on, or turns the host off (Amazon Linux 2023 asks
# for that), unless it is told so. Of several such words the last counts. That of initramfs-tools heeds panic=. The first word tells the others from
# words of the user's own, which stay.
ONCE_TRIAL='drydock.trial rd.emergency=reboot rd.shell=0'

# once_choose RUNNING PATTERN RELEASE...: sets ONCE_KERNEL to the last of the releases, or a newer one of the kernels that earlier planned
# tasks bring, that matches the shell pattern; without a pattern, that is of the running kernel's flavour. False where none does;
# ONCE_CHOICES are all that there are.
once_choose() {
  ONCE_KERNEL= ONCE_CHOICES= _pattern=$2; once_flavour "$1"; _flavour=$ONCE_FLAVOUR; shift 2
  for _kernel do once_consider "$_kernel"; done
  _left=$PROMISES
  while :; do
    case $_left in *"${NL}kernel "*) _left=${_left#*"${NL}kernel "} ;; *) break ;; esac
    _promised=${_left%%"$NL"*}
    [ -n "$ONCE_KERNEL" ] && version_at_least "$ONCE_KERNEL" "$_promised" || once_consider "$_promised"
  done
  [ -n "$ONCE_KERNEL" ]
}

once_consider() {
  ONCE_CHOICES="$ONCE_CHOICES${ONCE_CHOICES:+, }$1"
  if [ -z "$_pattern" ]; then once_flavour "$1"; [ "$ONCE_FLAVOUR" != "$_flavour" ] || ONCE_KERNEL=$1; return; fi
  # shellcheck disable=SC2254
  case $1 in $_pattern) ONCE_KERNEL=$1 ;; esac
}

# once_flavour RELEASE: sets ONCE_FLAVOUR to the release without its version and revision: amd64 of 6.1.0-50-amd64, x86_64 of
# 5.14.0-427.el9_4.x86_64. As facts.reboot has it (KernelVersion), or the two would not mean the same kernel.
once_flavour() {
  ONCE_FLAVOUR=$(printf '%s\n' "$1" | sed -E 's/^[0-9]+(\.[0-9]+)*([-+._~]([0-9][0-9a-z]*|'\
'(el|fc|deb|amzn|rc|rt|arch|zen|hardened|mga|azl|cm)[0-9]+|bpo[0-9]*|rpt))*//; s/^[-+._~]+//')
}

# once_able LOADER: fails where the boot loader cannot boot a kernel once.
once_able() {
  case $1 in
    grub)
      boot_menu; have grub-reboot || have grub2-reboot || cannot "grub-reboot is not installed; it comes with GRUB's tools (grub2-common)"
      once_writable ;;
    grub-bls)
      have grubby || cannot "grubby, which knows the boot entries, is not installed"
      have grub2-reboot || cannot "grub2-reboot is not installed; it comes with grub2-tools"
      once_writable ;;
    systemd-boot)
      have bootctl || cannot "bootctl is not installed"
      [ -d /sys/firmware/efi/efivars ] || cannot "a kernel is booted once by an EFI variable, and there are none here" ;;
    extlinux)
      once_extlinux_there
      have extlinux || cannot "extlinux, which tells its loader what to start once, is not installed" ;;
    proxmox-boot) unsupported "proxmox-boot-tool keeps a kernel that is tried until it has started, so a bad kernel would cost the host; known: GRUB, systemd-boot, EXTLINUX" ;;
    unclear) unsupported "files of GRUB and of systemd-boot are here, and nothing tells which of them started this host and would start a kernel once" ;;
    none) unsupported "what started this host is not known here, so no kernel can be booted once; known: GRUB, systemd-boot, EXTLINUX" ;;
    *) unsupported "this boot loader ($1) cannot boot a kernel once, so a bad kernel would cost the host; known: GRUB, systemd-boot, EXTLINUX" ;;
  esac
}

# GRUB must be able to write its environment, or a kernel that fails would be booted again and again.
once_writable() { once_environment; [ -z "$ONCE_NOT" ] || unsupported "$ONCE_NOT, so a kernel cannot be booted just once; put /boot on ${ONCE_NOT_THERE}"; }

# once_environment: sets ONCE_NOT to why GRUB cannot write it, or to nothing.
once_environment() {
  ONCE_NOT= ONCE_NOT_THERE=ext4
  _probe=grub-probe; have $_probe || _probe=grub2-probe
  boot_find_menu || :
  _env=${BOOT_MENU%/*}; [ -d "$_env" ] || _env=/boot/grub2
  _on=$(once_mounted "$_env") _fs= _abstraction=
  # It knows nothing where it may not open devices, as in a plan.
  if have "$_probe"; then
    _fs=$("$_probe" --target=fs "$_env" 2>/dev/null) || _fs=
    _abstraction=$("$_probe" --target=abstraction "$_env" 2>/dev/null) || _abstraction=
  fi
  : "${_fs:=${_on#* }}"
  ! once_stacked "${_on% *}" || _abstraction=lvm
  case $_abstraction in
    *lvm* | *diskfilter* | *mdraid*)
      ONCE_NOT="GRUB cannot write its environment on LVM or RAID" ONCE_NOT_THERE="a plain partition"; return ;;
  esac
  case $_fs in
    btrfs)
      once_environment_block || {
        ONCE_NOT="GRUB cannot write its environment on btrfs"
        ONCE_NOT_THERE="ext4, or have GRUB 2.14 keep it in the block that it has for that there (grub-editenv - create, and the menu made anew)"
      } ;;
    cpiofs | newc | odc | romfs | squash4 | tarfs | zfs) ONCE_NOT="GRUB cannot write its environment on $_fs" ;;
  esac
}

# once_mounted FOLDER: prints the device, as MAJOR:MINOR, and the kind of the file system that it is on.
once_mounted() {
  awk -v at="$1/" '{
    mount = $5; gsub(/\\040/, " ", mount); if (mount != "/") mount = mount "/"
    if (index(at, mount) != 1 || length(mount) < best) next
    best = length(mount); for (i = 7; i <= NF && $i != "-"; i++) { }
    found = $3 " " $(i + 1)
  } END { print found }' /proc/self/mountinfo
}

# once_stacked MAJOR:MINOR: true where this device, or one below it, is of LVM or RAID.
once_stacked() {
  _device=/sys/dev/block/$1
  case $(cat "$_device/dm/uuid" 2>/dev/null) in LVM-* | DMRAID-*) return 0 ;; esac
  [ ! -d "$_device/md" ] && [ ! -d "$_device/../md" ] || return 0
  for _below in "$_device"/slaves/*; do
    [ ! -r "$_below/dev" ] || ! (once_stacked "$(cat "$_below/dev")") || return 0
  done
  return 1
}

# once_environment_block: true where GRUB keeps its environment in the reserved area before a btrfs: grubenv says where, and the menu writes there.
once_environment_block() { grep -qs '^env_block=' "$_env/grubenv" && grep -qs 'save_env.*env_block' "$BOOT_MENU"; }

# once_entry LOADER RELEASE: sets ONCE_ENTRY to what the boot loader calls the kernel's normal entry.
once_entry() {
  ONCE_ENTRY=
  case $1 in
    grub) ONCE_ENTRY=$(once_grub_find entry "$2") ;;
    grub-bls)
      _entry=$(grubby --info="/boot/vmlinuz-$2" 2>/dev/null) || _entry=
      case $_entry in *id=\"*) _entry=${_entry#*id=\"}; ONCE_ENTRY=${_entry%%\"*} ;; esac ;;
    systemd-boot)
      ONCE_ENTRY_FILE=$(boot_entries_of "$2" | sort | sed -n '1p; /[.]conf$/{ p; q; }' | tail -n 1)   # a text goes before an image
      [ -z "$ONCE_ENTRY_FILE" ] || once_systemd_id ;;
    extlinux) ! boot_find_extlinux || ONCE_ENTRY=$(once_extlinux label "$2") ;;   # its menu stays found
  esac
  [ -n "$ONCE_ENTRY" ]
}

# once_systemd_id: sets ONCE_ENTRY to what the boot loader calls ONCE_ENTRY_FILE: before 258 with the counter of its name. Debian's 257 has taken over that it is
# without; a pattern, as the loader takes it, is for both.
once_systemd_id() {
  boot_entry "$ONCE_ENTRY_FILE"; ONCE_ENTRY=$BOOT_ENTRY
  [ -n "$BOOT_TRIES" ] || return 0
  _loader=$(tr -cd '0-9.' </sys/firmware/efi/efivars/LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f 2>/dev/null) || _loader=
  case ${_loader%%.*} in
    '' | [0-9] | [0-9][0-9] | 1* | 2[0-4]* | 25[0-6]) ONCE_ENTRY=${ONCE_ENTRY_FILE##*/} ;;
    257) ONCE_ENTRY="${BOOT_ENTRY%.*}[.+]*${BOOT_ENTRY##*.}" ;;
  esac
}

# once_need_entry LOADER RELEASE
once_need_entry() {
  once_entry "$@" && return 0
  case $1 in
    grub)
      cannot "$BOOT_MENU has no entry that is kernel $2's alone, by its id or its title: \
make the menu anew (update-grub, grub2-mkconfig -o $BOOT_MENU)" ;;
    *) cannot "the boot loader has no entry for kernel $2" ;;
  esac
}

# once_grub_find entry RELEASE: prints what GRUB calls the normal entry of this kernel. It is known by its linux line: grubby copies
# the id of an older kernel into a new entry. An id counts where it is of this kernel and of no other entry, else the title.
# once_grub_find kernel SAVED: prints the release of the entry that the menu starts by itself when its environment has this saved_entry.
once_grub_find() {
  # shellcheck disable=SC2016
  _xen=; ! boot_under_xen || _xen=1
  FIND=$1 WANTED=$2 awk -v under="$_xen" '
    function quoted(text,  quote) {
      if (!match(text, /["\047]/)) return ""
      quote = substr(text, RSTART, 1); text = substr(text, RSTART + 1)
      return substr(text, 1, index(text, quote) - 1)
    }
    function escaped(name) { gsub(/>/, ">>", name); return name }

    BEGIN { depth = 0 }   # and not "", as a subscript
    $1 == "set" && $2 ~ /^default=/ && !/next_entry/ { chosen = quoted($0) }
    $1 == "menuentry" || $1 == "submenu" {
      at = index($0, "menuentry_id_option")
      own = at ? quoted(substr($0, at)) : ""; called = quoted($0)
      above = depth ? path[depth] ">" : ""
      n++; level[n] = depth + 1; parent[n] = above; id[n] = own; title[n] = escaped(called)
      normal[n] = $1 == "menuentry" && own !~ /^(xen-)?gnulinux-simple-|^osprober-|-recovery-/
      for (i = 1; i <= depth; i++) for (kind = 1; kind <= 3; kind++) is[n, i, kind] = open[i, kind]
      is[n, depth + 1, 1] = number[depth]++ ""; is[n, depth + 1, 2] = own; is[n, depth + 1, 3] = called
      uses[above title[n]]++; if (own != title[n]) uses[above own]++
      if (!/[}][ \t]*$/) {
        menu[++braces] = 1; number[++depth] = 0; path[depth] = above (own == "" ? title[n] : own)
        for (kind = 1; kind <= 3; kind++) open[depth, kind] = is[n, depth, kind]
      }
      next
    }
    /[{][ \t]*$/ { menu[++braces] = 0 }
    $1 == "}" && braces { if (menu[braces--]) depth-- }
    depth && $1 ~ /^(multiboot2?|xen_hypervisor)$/ { xen[n] = 1 }
    depth && release[n] == "" && $1 ~ /^(linux(16|efi)?|module2?)$/ {
      if (sub(/^.*\/(vmlinu[xz]|Image|kernel)-/, "", $2) && $2 ~ /^[0-9]/) release[n] = $2
      if (/ (single|recovery)( |$)/) normal[n] = 0
    }

    END {
      if (ENVIRON["FIND"] == "entry") {
        for (i = 1; i <= n; i++) {
          if (!normal[i] || release[i] != ENVIRON["WANTED"] || xen[i] + 0 != under + 0) continue
          name = index(id[i], release[i]) && uses[parent[i] id[i]] == 1 ? id[i] : title[i]
          if (uses[parent[i] name] == 1) { print parent[i] name; exit }
        }
        exit
      }
      if (chosen == "${saved_entry}") chosen = ENVIRON["WANTED"]
      gsub(/>>/, "\001", chosen); parts = split(chosen, part, ">")
      for (j = 1; j <= parts; j++) gsub(/\001/, ">", part[j])
      for (i = 1; i <= n; i++) {
        same = level[i] == parts
        for (j = 1; same && j <= parts; j++) same = part[j] "" == is[i, j, 1] || part[j] "" == is[i, j, 2] || part[j] "" == is[i, j, 3]
        if (same) { print release[i]; exit }
      }
      print release[1]   # GRUB starts the first one when it does not find the default
    }' "$BOOT_MENU"
}

# shellcheck disable=SC2016
ONCE_SAVED='set default="${saved_entry}"'   # what GRUB_DEFAULT=saved makes of the menu

once_grub_saved() {
  _env=${BOOT_MENU%/*}
  {
    if ! once_environment_block; then cat "$_env/grubenv"
    elif have grub-editenv; then grub-editenv "$_env/grubenv" list
    else grub2-editenv "$_env/grubenv" list
    fi
  } 2>/dev/null | sed -n 's/^saved_entry=//p'
}

# once_default LOADER: sets ONCE_DEFAULT to the release that boots when nothing else is asked for; empty when that is not known.
once_default() {
  ONCE_DEFAULT=
  case $1 in
    grub) ! boot_find_menu || ! [ -r "$BOOT_MENU" ] || ONCE_DEFAULT=$(once_grub_find kernel "$(once_grub_saved)") || ONCE_DEFAULT= ;;
    grub-bls) _default=$(grubby --default-kernel 2>/dev/null) || return 0
      case $_default in */vmlinuz-[0-9]*) ONCE_DEFAULT=${_default##*/vmlinuz-} ;; esac ;;
    systemd-boot)
      once_entry_called "$(once_default_variable)"
      [ -n "$_default" ] || _default=$(boot_entries | sed -n 's/^[*] //p')
      [ -n "$_default" ] || once_systemd_default
      [ -z "$_default" ] || ONCE_DEFAULT=$(boot_entry_says "$_default")
      [ -n "$ONCE_DEFAULT" ] || for _kernel in $(once_modules); do ! boot_entry_of "$_default" "$_kernel" || ONCE_DEFAULT=$_kernel; done ;;
    extlinux) ! boot_find_extlinux || ONCE_DEFAULT=$(once_extlinux kernel) ;;
  esac
}

# once_systemd_default: sets _default to the file of what bootctl calls the default, or its name, where bootctl lists no entries as JSON (before 251).
once_systemd_default() {
  _default=$(bootctl status 2>/dev/null) || _default=
  case $_default in *"Default Boot Loader Entry"*"id: "*) ;; *) _default=; return 0 ;; esac
  _default=${_default#*Default Boot Loader Entry}; _default=${_default#*id: }; _name=${_default%%[[:space:]]*}
  once_entry_called "$_name"; [ -n "$_default" ] || _default=$_name
}

# once_entry_called ID: sets _default to the file of this entry, or to nothing.
once_entry_called() {
  _default=
  for _file in $(boot_entries | sed 's/^[-*] //'); do
    boot_entry "$_file"
    case $1 in "$BOOT_ENTRY" | "${_file##*/}") _default=$_file; return 0 ;; esac
  done
}

# once_default_variable: prints which entry is the default by its EFI variable: four bytes of attributes, and UTF-16. Where a plan is sealed bootctl takes the
# namespace for a container, in which it reads no EFI variables.
once_default_variable() {
  od -An -v -tu1 -j4 /sys/firmware/efi/efivars/LoaderEntryDefault-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f 2>/dev/null |
    awk '{ for (i = 1; i <= NF; i++) if ($i) printf "%c", $i + 0 }'
}

# once_fit LOADER RUNNING RELEASE SECURE: for checks: this kernel may be tried, and the one that runs is one to fall back to.
once_fit() {
  ONCE_ENTRY_FILE=
  if [ "$1" = systemd-boot ]; then
    once_need_entry "$1" "$2"
    boot_entry "$ONCE_ENTRY_FILE"
    [ -z "$BOOT_TRIES" ] || guard_waits || cannot "kernel $2 runs, and its boot has not been found good yet, by the counter in the name of ${ONCE_ENTRY_FILE##*/}: \
it is none to fall back to; see what keeps boot-complete.target, or call this boot good (systemd-bless-boot good)"
  fi
  if promised kernel "$3"; then
    case $ONCE_ENTRY_FILE in *.efi) [ ! -r /etc/kernel/cmdline ] || once_fit_unified "$3" "$(tr '\n' ' ' </etc/kernel/cmdline)" ;; esac
    return 0
  fi
  once_need_entry "$1" "$3"
  _image=$ONCE_ENTRY_FILE
  if [ "$1" = systemd-boot ]; then
    boot_entry "$_image"
    case $BOOT_TRIES in 0 | 0-*) cannot "the boot loader has given kernel $3 up, by the counter in the name of ${_image##*/}: it did not come up; kernel-install add $3 gives it new tries" ;; esac
  fi
  case $_image in
    *.efi) once_fit_unified "$3" "$(boot_entry_options "$_image")" "${_image##*/}" ;;
    *) for _image in "/boot/vmlinuz-$3" "/boot/vmlinux-$3" "/lib/modules/$3/vmlinuz"; do [ ! -r "$_image" ] || break; done ;;
  esac
  [ "$4" != true ] || [ "$3" = "$2" ] || ! [ -r "$_image" ] || efi_want_signed "$_image" "$3"
}

# once_fit_unified RELEASE OPTIONS [IMAGE]: the command line is in the image, so what brings a trial back has to be there already; without
# IMAGE the options are those that it will be made with.
once_fit_unified() {
  _words=panic=; ! once_by_dracut || _words='panic= rd.emergency= rd.shell='
  _has=$2
  for _word in $_words; do
    case " $_has" in *" $_word"*) continue ;; esac
    ! promised kernel parameters || defer "an earlier task may put $_word on the command line of unified kernel images" kernel parameters
    cannot "kernel $1 is in a unified kernel image${3:+, $3}, without $_word on its command line, so one that fails would not come back: \
kernel_cmdline: {add: [panic=10, rd.emergency=reboot, rd.shell=0]} puts it there"
  done
}

once_by_dracut() { have dracut || [ -d /usr/lib/dracut ]; }

# --- EXTLINUX -----------------------------------------------------------------------------------------------------

# once_extlinux_there: the file is EXTLINUX's, whose loader takes a command for one start from ldlinux.sys. U-Boot reads such a file, too.
once_extlinux_there() {
  boot_find_extlinux || cannot "no extlinux.conf is found under /boot"
  [ -f "${BOOT_MENU%/*}/ldlinux.sys" ] && [ ! -d /sys/firmware/efi ] ||
    unsupported "$BOOT_MENU is read by U-Boot or another loader that is not EXTLINUX (${BOOT_MENU%/*} has no ldlinux.sys), which cannot boot a kernel once, \
so a bad kernel would cost the host; known: GRUB, systemd-boot, EXTLINUX"
}

# once_extlinux label RELEASE: prints the label of this kernel. Where a file is of a flavour, as Alpine's vmlinuz-lts, of the only one of that which is installed.
# once_extlinux kernel: prints the release that is started when nobody chooses another.
# once_extlinux default LABEL: prints the file with another label as that.
# once_extlinux once LABEL, over LABEL: prints the file with the words of a trial for this label, or without them.
once_extlinux() {
  boot_find_extlinux || return 0
  _flavours=$(for _kernel in $(once_modules); do echo "${_kernel##*-} $_kernel"; done)
  _trial=; ! once_by_dracut || _trial=$ONCE_TRIAL
  FIND=$1 WANTED=${2:-} FLAVOURS=$_flavours PANIC=$ONCE_PANIC TRIAL=$_trial awk '
    function without(line,   at) { return (TRIAL != "" && (at = index(line, " " TRIAL))) ? substr(line, 1, at - 1) substr(line, at + 1 + length(TRIAL)) : line }
    function value(  v) { v = $0; sub(/^[ \t]*[^ \t]+[ \t]+/, "", v); sub(/[ \t\r]+$/, "", v); return v }
    function release_of(file,   flavour) {
      if (!sub(/^(.*\/)?(vmlinu[xz]|Image|kernel)-/, "", file)) return ""
      if (file ~ /^[0-9]/) return file
      return number[file] == 1 ? only[file] : ""
    }
    BEGIN {
      n = split(ENVIRON["FLAVOURS"], line, "\n")
      for (i = 1; i <= n; i++) { split(line[i], part, " "); number[part[1]]++; only[part[1]] = part[2] }
      find = ENVIRON["FIND"]; wanted = ENVIRON["WANTED"]; TRIAL = ENVIRON["TRIAL"]
    }
    { text[NR] = $0; word = tolower($1); key[NR] = word }
    word == "label" { label[NR] = name = value(); if (!(name in order)) { order[name] = ++labels; named[labels] = name } }
    word == "default" && name == "" { chosen = value(); sub(/[ \t].*/, "", chosen) }
    word == "ontimeout" { timeout = value(); sub(/[ \t].*/, "", timeout) }
    word == "menu" && tolower($2) == "default" { key[NR] = "menu default"; preset = name }
    word == "linux" || word == "kernel" { if (!(name in kernel)) kernel[name] = release_of(value()) }
    word == "append" { of[NR] = name; if ((" " $0 " ") ~ / (single|recovery) /) other[name] }
    END {
      if (find == "label") {
        for (i = 1; i <= labels; i++) if (kernel[named[i]] == wanted && !(named[i] in other)) { print named[i]; exit }
        exit
      }
      if (find == "kernel") {
        first = timeout != "" ? timeout : (chosen in order) ? chosen : preset != "" ? preset : named[1]
        print kernel[first]; exit
      }
      menu = preset != "" || chosen != "" && !(chosen in order)   # which DEFAULT names in the place of a label
      if (find == "default" && !menu && chosen == "" && timeout == "") print "DEFAULT " wanted
      for (i = 1; i <= NR; i++) {
        now = text[i]
        if (find == "default") {
          if (key[i] == "menu default") continue
          if (key[i] == "default" && (chosen in order) || key[i] == "ontimeout") { match(now, /^[ \t]*[^ \t]+[ \t]+/); now = substr(now, 1, RLENGTH) wanted }
          print now
          if (i in label && label[i] == wanted && menu) print "  MENU DEFAULT"
          continue
        }
        if (of[i] == wanted) {
          now = without(now)
          if (find == "once") {
            if (index(now " ", " " ENVIRON["PANIC"] " ") == 0) now = now " " ENVIRON["PANIC"]
            if (TRIAL != "") now = now " " TRIAL
          }
        }
        print now
      }
    }' "$BOOT_MENU"
}

once_modules() { ls /lib/modules 2>/dev/null; }

once_extlinux_put() { # WORDS of once_extlinux
  _text=$(once_extlinux "$@" && echo .) || cannot "cannot read $BOOT_MENU"
  [ "${_text%.}" = "$(contents "$BOOT_MENU")$NL" ] || put_file "$BOOT_MENU" "${_text%.}"
}

# once_files VERB: boot_each_file for a saved default and panic=10.
once_files() { BOOT_SAVED=1; boot_each_file grub "$ONCE_PANIC" panic= "$1"; BOOT_SAVED=; }

# once_menu: for applies: puts those files in place, and the menu made from them.
once_menu() {
  BOOT_PUT=; once_files boot_put_file
  [ -n "$BOOT_PUT" ] || ! once_in_menu || return 0
  boot_update_menu
  once_in_menu || cannot "the menu that was made from $BOOT_FILE has no saved default or no $ONCE_PANIC: what replaces it there?"
}

once_in_menu() { grep -q "^[[:space:]]*linux.* $ONCE_PANIC\( \|\$\)" "$BOOT_MENU" && grep -qF "$ONCE_SAVED" "$BOOT_MENU"; }

# once_set_default LOADER RELEASE
once_set_default() {
  once_need_entry "$1" "$2"
  case $1 in
    grub) if have grub-set-default; then grub-set-default "$ONCE_ENTRY"; else grub2-set-default "$ONCE_ENTRY"; fi ;;
    grub-bls) grubby --set-default="/boot/vmlinuz-$2" ;;
    systemd-boot) bootctl set-default "$ONCE_ENTRY" ;;
    extlinux)
      once_extlinux_put default "$ONCE_ENTRY"
      [ ! -f /etc/update-extlinux.conf ] || once_edit /etc/update-extlinux.conf "s/^default=.*/default=$ONCE_ENTRY/" ;;
  esac
}

# once_back LOADER RELEASE: for applies: this kernel is the default, whatever the menu has first.
once_back() {
  once_set_default "$1" "$2"
  [ "$1" = grub ] && ! grep -qF "$ONCE_SAVED" "$BOOT_MENU" || return 0
  BOOT_SAVED=1; boot_each_file grub '' '' boot_put_file; BOOT_SAVED=
  boot_update_menu; once_set_default "$1" "$2"
}

# once_next LOADER RELEASE: the next boot, and no other, is of this kernel.
once_next() {
  once_need_entry "$1" "$2"
  once_trial "$1" "$2" on
  case $1 in
    grub) if have grub-reboot; then grub-reboot "$ONCE_ENTRY"; else grub2-reboot "$ONCE_ENTRY"; fi ;;
    grub-bls) grubby --update-kernel="/boot/vmlinuz-$2" --args="$ONCE_PANIC" && grub2-reboot "$ONCE_ENTRY" ;;
    systemd-boot)
      case $ONCE_ENTRY_FILE in
        *.efi) ;;
        *) grep -q "^options.*$ONCE_PANIC" "$ONCE_ENTRY_FILE" || once_edit "$ONCE_ENTRY_FILE" "s/^options.*/& $ONCE_PANIC/" ;;
      esac
      bootctl set-oneshot "$ONCE_ENTRY" ;;
    extlinux) extlinux --once="$ONCE_ENTRY" "${BOOT_MENU%/*}" ;;
  esac
}

# once_trial LOADER RELEASE on|off: the kernel's entry has the words of the trial, where it has a use for them.
once_trial() {
  [ "$1" != grub ] || once_unloadable "$2" "$3"
  [ "$3" = off ] || [ "$1" = extlinux ] || once_by_dracut || return 0
  case $3 in
    on) _edit="/ drydock[.]trial /!s/\$/ $ONCE_TRIAL/" ;;
    off) _edit="s/ $ONCE_TRIAL//" ;;
  esac
  case $1 in
    grub)
      _kernel=$(printf %s "$2" | sed 's/[.]/[.]/g')
      once_edit "$BOOT_MENU" "/^[[:space:]]*linux[a-z0-9]*[[:space:]][^[:space:]]*-${_kernel}[[:space:]]/{ / single\| recovery/!{ $_edit
        } }" ;;
    grub-bls) ! once_entry "$1" "$2" || once_edit "/boot/loader/entries/$ONCE_ENTRY.conf" "/^options/{ $_edit
        }" ;;   # grubby would put them in the place of the user's own
    systemd-boot)
      once_entry "$1" "$2" || return 0
      case $ONCE_ENTRY_FILE in *.conf) once_edit "$ONCE_ENTRY_FILE" "/^options/{ $_edit
        }" ;; esac ;;
    extlinux) case $3 in on) _edit=once ;; off) _edit=over ;; esac; ! once_entry "$1" "$2" || once_extlinux_put "$_edit" "$ONCE_ENTRY" ;;
  esac
}

# once_unloadable RELEASE on|off: a kernel that GRUB cannot load (damaged, or signed by nobody the firmware trusts) would leave the host at the menu,
# which waits for somebody. In the trial it restarts instead.
once_unloadable() {
  once_edit "$BOOT_MENU" '/# drydock[.]trial$/d'
  [ "$2" = on ] || return 0
  _kernel=$(printf %s "$1" | sed 's/[.]/[.]/g')
  once_edit "$BOOT_MENU" "/^[[:space:]]*linux[a-z0-9]*[[:space:]][^[:space:]]*-${_kernel}[[:space:]]/{ / single\| recovery/!a\\
if [ \"\$?\" != 0 ]; then reboot; fi # drydock.trial
}"
}

once_edit() { # FILE EDIT
  _was=$(contents "$1" && echo .) || unreadable "$1"
  _entry=$(printf %s "${_was%.}" | sed "$2" && echo .) || cannot "cannot read $1"
  [ "$_entry" = "$_was" ] || put_file "$1" "${_entry%.}"
}

# once_prove LOADER SECONDS COMMAND VERIFY: ONCE_KERNEL runs. Where the commands VERIFY succeed it is made the default, and the guard goes. Where
# they do not, the host is restarted by COMMAND into the default, if there is a guard to see to that.
once_prove() {
  guard_hold $(($2 * 2 + 120))
  if [ -n "$4" ]; then
    boot_wait_for_system "$2"
    boot_verify "$4" "$2" || once_refuse "$1" "$2" "$3" "$BOOT_WHY"
  fi
  [ "$1" != systemd-boot ] || once_blessed "$@"
  guard_confirm
  once_set_default "$1" "$ONCE_KERNEL"
  once_trial "$1" "$ONCE_KERNEL" off
  boot_written
}

# once_blessed LOADER SECONDS COMMAND: where the kernel's entry has a boot counter, the host's own units say whether the boot is good
# (boot-complete.target), and the counter goes then.
once_blessed() {
  once_need_entry "$1" "$ONCE_KERNEL"; boot_entry "$ONCE_ENTRY_FILE"
  [ -n "$BOOT_TRIES" ] || return 0
  boot_wait_for_system "$2"
  once_need_entry "$1" "$ONCE_KERNEL"; boot_entry "$ONCE_ENTRY_FILE"
  [ -z "$BOOT_TRIES" ] || once_refuse "$1" "$2" "$3" "the host has not found its boot good (boot-complete.target), by the counter in the name of ${ONCE_ENTRY_FILE##*/}"
}

once_refuse() { # LOADER SECONDS COMMAND WHY
  _why="kernel $ONCE_KERNEL started, and $4"
  if guard_waits; then
    say "the verification failed: the host is restarted into its default kernel"
    guard_note "$_why"; guard_hold 240
    restart "$2" "$3"
  fi
  once_default "$1"
  cannot "$_why; it is not made the default: the next restart is into ${ONCE_DEFAULT:-the old one}"
}

# once_return LOADER RELEASE: for a restart that is not a trial: sets ONCE_BACK to the command that has this kernel started next, once; empty where it is the
# default, or the loader cannot.
once_return() {
  ONCE_BACK=
  once_default "$1"
  case $ONCE_DEFAULT in '' | "$2") return 0 ;; esac
  case $1 in
    grub | grub-bls)
      once_environment
      for _program in grub-reboot grub2-reboot; do
        ! have $_program || [ -n "$ONCE_NOT" ] || ! once_entry "$1" "$2" || ONCE_BACK="$_program $(guard_quoted "$ONCE_ENTRY")"
      done ;;
    systemd-boot) ! have bootctl || ! once_entry "$1" "$2" || ONCE_BACK="bootctl set-oneshot $(guard_quoted "$ONCE_ENTRY")" ;;
    extlinux) ! have extlinux || ! once_entry "$1" "$2" || ONCE_BACK="extlinux --once=$(guard_quoted "$ONCE_ENTRY") $(guard_quoted "${BOOT_MENU%/*}")" ;;
  esac
}
