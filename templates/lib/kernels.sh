# uses: version kernel efi boot boot_once package packages
# prefix: kern
# Kernels as packages: which release a package brings, which packages a release is of, whether it is complete, and which
# ones may go. Uses package.sh, boot_once.sh, and modules.sh for `pkg_exists`. The facts are in KERN_RUNNING (its release), KERN_MACHINE,
# KERN_SECURE (true: Secure Boot), KERN_LOADER and KERN_FREE (MiB in /boot).

# kern_choose PACKAGE RELEASE SUITE: sets KERN_SPEC to the package of exactly this release, or to the newest of PACKAGE in this suite, or to PACKAGE.
# Empty where the release is installed and no repository has it.
kern_choose() {
  KERN_SPEC=$1
  ! pkg_promised_repository || promise kernel any   # which one is known when the repository of an earlier task is there
  [ -z "$3" ] || kern_of_suite "$1" "$3"
  [ -n "$2" ] || return 0
  kern_specs "$2"
  for KERN_SPEC in $KERN_SPECS; do ! pkg_exists "$KERN_SPEC" || return 0; done
  KERN_SPEC=; kern_files "$2"
  [ -z "$KERN_IMAGE" ] || return 0
  for KERN_SPEC in $KERN_SPECS; do ! packages_must_update || return 0; done
  [ -n "$KERN_SPECS" ] || cannot "kernel $2 is not named like one of this distribution's packages: give the package, or files"
  ! pkg_promised_repository || defer "kernel $2 may be in the repository $PKG_REPOSITORY" repository "$PKG_REPOSITORY"
  cannot "no repository of this host has kernel $2 (looked for: $KERN_SPECS)"
}

# kern_of_flavour PACKAGE...: sets KERN_PACKAGE to the one of these by which kernels like the running one come: the first that is installed
# and has brought none older, else the first of the repositories. False where there is none to choose from; KERN_FOREIGN says why.
kern_of_flavour() {
  KERN_FOREIGN="kernel $KERN_RUNNING is not of a package that is known here: it comes from the maker or provider of this machine or was built \
by hand, and so does a newer one; for another kernel say which (package, release or files)"
  [ $# -gt 0 ] || return 1
  for KERN_PACKAGE do
    kern_find "$KERN_PACKAGE" || [ -n "$PKG_VERSION" ] || continue
    [ -n "$PKG_KERNEL" ] && ! version_at_least "$PKG_KERNEL" "$KERN_RUNNING" || return 0
  done
  for KERN_PACKAGE do ! pkg_exists "$KERN_PACKAGE" || return 0; done
  KERN_PACKAGE=$1
}

kern_of_suite() { # PACKAGE SUITE
  KERN_SPEC=$(apt-cache madison "$1" 2>/dev/null | while _name=; IFS='| ' read -r _name _version _ _suite _ || [ -n "$_name" ]; do
    case $_suite in "$2/"* | "$2") echo "$_name=$_version"; break ;; esac
  done)
  [ -z "$KERN_SPEC" ] || return 0
  ! pkg_promised_repository || defer "$1 of $2, before the repository $PKG_REPOSITORY is there" repository "$PKG_REPOSITORY"
  cannot "$2 is not among the repositories of this host, or its index was not read: add it with package_repository"
}

# kern_want_of STATE SPEC: for checks: the package, and the kernel that it brings or has brought. Sets KERN_RELEASE to the kernel's
# release, empty where that is not known yet, and KERN_COMING where it is to be installed.
kern_want_of() {
  case $KERN_SECURE:$2 in true:*-unsigned*) cannot "$2 is not signed, and Secure Boot would not start it" ;; esac
  PKG_MOVES=; packages_want "$@"
  kern_moves
  KERN_COMING=$KERN_RELEASE$PACKAGES_NEW
  [ -z "$KERN_COMING" ] || { kern_waits "${KERN_RELEASE:+kernel }${KERN_RELEASE:-the kernel of $2}"; return 0; }
  kern_find "${2%%=*}" || { ! promised package "${2%%=*}" || defer "an earlier task installs ${2%%=*}" package "${2%%=*}"; return 0; }
  KERN_RELEASE=$PKG_KERNEL; kern_want "$KERN_RELEASE"
}

# kern_moves: sets KERN_RELEASE to the kernel that PKG_MOVES bring.
kern_moves() {
  KERN_RELEASE=
  while read -r _name _from _to _; do
    case $_to in '' | -) continue ;; esac
    pkg_kernel "$_name" "$_to"; [ -z "$PKG_KERNEL" ] || KERN_RELEASE=$PKG_KERNEL
  done <<END
$PKG_MOVES
END
}

# kern_specs RELEASE: sets KERN_SPECS to the packages that may hold exactly this kernel, best first.
kern_specs() {
  _v=${1%".$KERN_MACHINE"} KERN_SPECS=
  case $PKG:$1 in
    apt:*-pve) KERN_SPECS="proxmox-kernel-$1-signed proxmox-kernel-$1 pve-kernel-$1" ;;
    apt:*) KERN_SPECS="linux-image-$1 linux-image-unsigned-$1" ;;
    dnf:*+*) _v=${_v%".$KERN_MACHINE+"*}; KERN_SPECS="kernel-${1##*+}=$_v kernel-${1##*+}-core=$_v" ;;
    dnf:*.rt[0-9]*) KERN_SPECS="kernel-rt=$_v" ;;
    dnf:*.amzn2023.*) _series=${_v#*.}; KERN_SPECS="kernel=$_v kernel${_v%%.*}.${_series%%.*}=$_v" ;;
    dnf:*uek*) KERN_SPECS="kernel-uek=$_v" ;;
    dnf:*) KERN_SPECS="kernel=$_v kernel-core=$_v kernel-lt=$_v kernel-ml=$_v" ;;
    zypper:*-*) KERN_SPECS="kernel-${1##*-}=${1%-*}.* kernel-${1##*-}=${1%-*}" ;;
    apk:*-*-*) _v=${1%-*}; KERN_SPECS="linux-${1##*-}=${_v%-*}-r${_v##*-}" ;;
    pacman:*-lts) KERN_SPECS="linux-lts=${1%-lts}" ;;
    pacman:*-zen | pacman:*-hardened) _v=${1%-*}; KERN_SPECS="linux-${1##*-}=${_v%-*}.${_v##*-}" ;;
    pacman:*-arch*) _v=${1%-arch*}; KERN_SPECS="linux=$_v.arch${1##*-arch}" ;;
  esac
}

# kern_find NAME: sets PKG_KERNEL to the release of the installed package NAME, or of the kernel that it depends on. The newest,
# where several versions are installed.
kern_find() {
  PKG_INSTALLED=$(pkg_installed_version "$1"); pkg_version "$1"
  PKG_KERNEL=
  [ -n "$PKG_VERSION" ] || return 1
  pkg_kernel "$1" "$PKG_VERSION"
  [ -n "$PKG_KERNEL" ] || [ "$PKG" != apt ] || kern_depends "$1" "$PKG_VERSION" 3
  [ -n "$PKG_KERNEL" ]
}

kern_depends() { # NAME VERSION DEPTH: the same for the meta packages of Debian and its kin, which depend on an image in up to 3 steps
  _words=$(dpkg-query -W -f '${Depends}' "$1" 2>/dev/null)
  for _word in $_words; do
    _word=${_word%,}
    case $_word in
      linux-image-[0-9]* | linux-image-unsigned-[0-9]* | proxmox-kernel-[0-9]*-pve* | pve-kernel-[0-9]*-pve) pkg_kernel "$_word" ''; [ -z "$PKG_KERNEL" ] || return 0 ;;
      linux-image-* | proxmox-kernel-* | pve-kernel-*) [ "$3" -lt 2 ] || kern_depends "$_word" '' "$(($3 - 1))"; [ -z "$PKG_KERNEL" ] || return 0 ;;
    esac
  done
}

# kern_files RELEASE: sets KERN_IMAGE, KERN_INITRAMFS and KERN_TREE (of modules) to its files, empty for what is not there.
kern_files() {
  KERN_IMAGE= KERN_INITRAMFS= KERN_TREE= _flavour=${1##*-}
  for _file in $(ls -d "/lib/modules/$1/modules.dep" "/lib/modules/$1/vmlinuz" "/boot/vmlinuz-$1" "/boot/vmlinux-$1" "/boot/Image-$1" \
      "/boot/vmlinuz-$_flavour" "/boot/initrd.img-$1" "/boot/initramfs-$1.img" "/boot/initrd-$1" "/boot/initramfs-$_flavour" \
      "/boot/initramfs-linux-$_flavour.img" /boot/vmlinuz-linux /boot/initramfs-linux.img 2>/dev/null); do
    case $1:$_file in
      *:*/modules.dep) KERN_TREE=$_file ;;
      *-arch*:*/*-linux*) kern_file "$_file" ;;
      *:*/vmlinuz-linux | *:*/initramfs-linux.img) ;;
      *) kern_file "$_file" ;;
    esac
  done
  # Under a name without the release may be another kernel.
  [ -n "$KERN_TREE" ] || case $KERN_IMAGE in *"-$1" | "/lib/modules/$1/"*) ;; *) KERN_IMAGE= ;; esac
}

kern_file() { case $1 in */init*) KERN_INITRAMFS=$1 ;; *) KERN_IMAGE=$1 ;; esac; }

# kern_want RELEASE: a kernel that is installed can be started. One without an initial file system is complete where the
# running kernel has none either.
kern_want() {
  kern_files "$KERN_RUNNING"; _needs=$KERN_INITRAMFS
  kern_files "$1"
  want "image of $1" there "${KERN_IMAGE:+there}"
  want "modules of $1" there "${KERN_TREE:+there}"
  [ -z "$_needs" ] || want "initial file system of $1" there "${KERN_INITRAMFS:+there}"
  kern_fit "$1"
  [ "$1" = "$KERN_RUNNING" ] || kern_waits "kernel $1"
}

# kern_waits WHAT: as kernel_needs_reboot, but a restart does not bring it where the boot loader keeps to a saved kernel: update-grub
# leaves that alone.
kern_waits() {
  KERN_PINNED= ONCE_DEFAULT=
  [ "$PKG:$KERN_LOADER" != apt:grub ] || ! boot_find_menu || ! grep -qsF "$ONCE_SAVED" "$BOOT_MENU" || [ -z "$(once_grub_saved)" ] ||
    once_default grub
  case $ONCE_DEFAULT in '' | "${1#kernel }") kernel_needs_reboot "$1"; return 0 ;; esac
  KERN_PINNED=1
  [ "$PHASE" = recheck ] ||
    say "$1 is for boot_kernel: until that has tried it, every start is of $ONCE_DEFAULT, which the boot loader has saved"
  result reboot_required true
}

# kern_untried: tells what an installation makes of the boot loader's default.
kern_untried() {
  [ -z "$KERN_PINNED" ] || return 0
  case $KERN_LOADER in
    grub | grub-bls | systemd-boot) say "the next start may be of this kernel, untried, unless boot_kernel follows" ;;
    extlinux) say "the next start may be of this kernel, untried, unless boot_kernel follows, which takes EXTLINUX itself (not U-Boot)" ;;
    raspberrypi | refind | proxmox-boot) say "the next start may be of this kernel, untried: boot_kernel cannot try one with this boot loader" ;;
  esac
}

# kern_fit RELEASE: nothing is known that speaks against starting it.
kern_fit() {
  kern_files "$1"
  [ -z "$KERN_IMAGE" ] || kern_want_signed "$KERN_IMAGE" "$1"
  kern_want_dkms "$1"
}

# kern_put RELEASE: for applies: makes what is missing of it and can be made.
kern_put() {
  kern_files "$KERN_RUNNING"; _needs=$KERN_INITRAMFS
  kern_files "$1"
  [ -n "$KERN_IMAGE" ] || cannot "kernel $1 has no image in /boot or /lib/modules/$1: reinstall its package"
  [ -n "$KERN_TREE" ] || depmod "$1"
  [ -z "$_needs" ] || [ -n "$KERN_INITRAMFS" ] || kern_initramfs "$1"
}

kern_initramfs() { # RELEASE
  if have update-initramfs; then update-initramfs -c -k "$1"
  elif have dracut; then
    case ${_needs##*/} in   # named as the running kernel's, which must stay as it is
      *"$KERN_RUNNING"*) _image=${_needs##*/}; dracut --force "/boot/${_image%%"$KERN_RUNNING"*}$1${_image#*"$KERN_RUNNING"}" --kver "$1" ;;
      *) dracut --force --kver "$1" ;;
    esac
  elif have mkinitcpio; then mkinitcpio -P
  elif have mkinitfs; then mkinitfs "$1"
  else cannot "kernel $1 has no initial file system, and nothing here makes one (update-initramfs, dracut, mkinitcpio, mkinitfs)"
  fi
  if have update-grub; then update-grub; fi
}

# --- what speaks against one --------------------------------------------------------------------------------------

# kern_room KEEP NEW RELEASE...: there is room in /boot for another kernel as big as the running one, when old ones have gone.
# All as for kern_old, NEW being what kern_known finds; KEEP is 0 where all stay.
kern_room() {
  case $KERN_FREE in '' | -*) return 0 ;; esac   # not known
  _needs=$(kern_size "$KERN_RUNNING" | sed '$!d; s/[[:space:]].*//') KERN_OLD=
  [ "$1" -eq 0 ] || { kern_default; kern_old "$@"; }
  [ -z "$KERN_OLD" ] || _needs=$((_needs - $(kern_size $KERN_OLD | sed '$!d; s/[[:space:]].*//')))
  _needs=$((_needs * 11 / 10240))
  [ "$_needs" -le "$KERN_FREE" ] ||
    cannot "/boot has room for $KERN_FREE MiB and another kernel takes $_needs MiB: make room there, or have old ones removed (keep: 2)"
}

kern_size() { # RELEASE...: du's table of their files, the sum last
  for _release do set -- "$@" /boot/*"-$_release"*; shift; done
  du -ck "$@" 2>/dev/null
}

# kern_dkms: says which modules are built anew for every kernel.
kern_dkms() {
  have dkms || return 0
  _modules=$(dkms status 2>/dev/null | sed 's/[,:].*//' | sort -u | tr '\n' ' ')
  [ -z "$_modules" ] || say "DKMS builds for every new kernel, where its headers are installed: ${_modules% }"
}

# kern_want_dkms RELEASE: what DKMS has built for the running kernel it has built for this one.
kern_want_dkms() {
  have dkms || return 0
  for _module in $(dkms status -k "$KERN_RUNNING" 2>/dev/null | sed 's/[,:].*//' | sort -u); do
    dkms status "$_module" -k "$1" 2>/dev/null | grep -q installed ||
      cannot "kernel $1 is installed without $_module, which DKMS has built for $KERN_RUNNING: install the headers of $1, and run dkms autoinstall -k $1"
  done
}

kern_want_signed() { [ "$KERN_SECURE" = false ] || efi_want_signed "$@"; } # IMAGE RELEASE

# kern_refused: as an apply fails that may have installed a kernel: the one that runs becomes the default again, where an installation
# has changed that and boot_kernel could change it once more.
kern_refused() {
  [ -n "$KERN_PUT" ] || return 0
  once_default "$KERN_LOADER"
  if [ -n "$ONCE_DEFAULT" ] && [ "$ONCE_DEFAULT" != "$KERN_STARTS" ]; then
    try kern_back || :
    once_default "$KERN_LOADER"
  fi
  case $ONCE_DEFAULT in
    '' | "$KERN_RELEASE") ;;
    "$KERN_RUNNING" | "$KERN_STARTS") say "the next start is of kernel $ONCE_DEFAULT"; return 0 ;;
  esac
  say "the next start is of ${ONCE_DEFAULT:-what is installed}, refused or not: before it, put right what is missing, or remove its package"
}

kern_back() { set -e; once_able "$KERN_LOADER"; once_back "$KERN_LOADER" "$KERN_RUNNING"; boot_written; }

# --- old ones -----------------------------------------------------------------------------------------------------

# kern_known RELEASE PACKAGE: sets PKG_KERNEL to the kernel that the task is known to be about before anything is installed; empty where
# that is open.
kern_known() {
  PKG_KERNEL=$1
  [ -n "$1" ] || [ -z "$2" ] || kern_find "${2%%=*}" || :
}

# kern_old KEEP NEW RELEASE...: sets KERN_OLD to those of the installed releases, given with the newest last, that may go: all but
# the newest KEEP of them and of the NEW one, the running one, the boot loader's default, and the one to fall back to.
kern_old() {
  _keep=$1 _new=$2 KERN_OLD=; shift 2
  _fallback=$(cat /var/lib/drydock/fallback_kernel 2>/dev/null) || :
  _left=$(($# - _keep))
  case " $* " in *" $_new "*) ;; *) [ -z "$_new" ] || _left=$((_left + 1)) ;; esac
  for _release do
    [ "$_left" -gt 0 ] || break
    _left=$((_left - 1))
    case $_release in "$KERN_RUNNING" | "$ONCE_DEFAULT" | "$_fallback" | "$_new") ;; *) KERN_OLD="$KERN_OLD $_release" ;; esac
  done
}

# kern_want_few KEEP RELEASE...: for checks: the old ones that some package holds are not there. NEW kernel: KERN_RELEASE.
kern_want_few() {
  kern_default
  _keep=$1; shift
  kern_old "$_keep" "$KERN_RELEASE" "$@"
  _gone=
  for _release in $KERN_OLD; do
    kern_files "$_release"; [ -n "$KERN_IMAGE$KERN_TREE" ] || continue
    kern_owners "$_release"
    [ -n "$KERN_OWNERS" ] || { say "kernel $_release is of no package, and stays"; continue; }
    want "kernel $_release" absent "installed: $(echo $KERN_OWNERS)"; promise removed_kernel "$_release"
    _gone="$_gone $KERN_OWNERS"
  done
  [ -n "$_gone" ] || return 0
  PKG_PURGE=yes   # what depmod has made goes with the configuration of Debian's packages, and keeps the directory of modules until then
  pkg_simulate remove $_gone || cannot "$PKG_CMD does not remove $(echo $_gone): $PKG_REFUSAL"
  PKG_PURGE=
}

# kern_put_few KEEP RELEASE...: for applies.
kern_put_few() {
  kern_default
  _keep=$1; shift
  kern_old "$_keep" "$KERN_RELEASE" "$@"
  _gone=
  for _release in $KERN_OLD; do kern_owners "$_release"; _gone="$_gone $KERN_OWNERS"; done
  PKG_PURGE=yes
  [ -z "$(echo $_gone)" ] || pkg_remove $_gone
  PKG_PURGE=
}

kern_default() {
  ONCE_DEFAULT=
  case $KERN_LOADER in
    raspberrypi | extlinux) return 0 ;;   # one kernel of each flavour, under a name without its release
    grub) boot_menu ;;
  esac
  once_default "$KERN_LOADER"
  [ -n "$ONCE_DEFAULT" ] || cannot "which kernel the boot loader ($KERN_LOADER) starts by default is not known, so none is removed: leave keep out"
}

# kern_owners RELEASE: sets KERN_OWNERS to the packages that hold it.
kern_owners() {
  set -- "/boot/vmlinuz-$1" "/lib/modules/$1"
  case $PKG in
    apt) KERN_OWNERS=$(dpkg-query -S "$@" 2>/dev/null | sed 's/: .*//; s/,//g' | tr '\n' ' ') ;;
    dnf | zypper) KERN_OWNERS=$(rpm -qf --qf '%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}\n' "$@" 2>/dev/null | grep -v ' ' | tr '\n' ' ') ;;
    apk) KERN_OWNERS=$(apk info -q -W "$@" 2>/dev/null | tr '\n' ' ') ;;
    pacman) KERN_OWNERS=$(pacman -Qqo "$@" 2>/dev/null | tr '\n' ' ') ;;
  esac
  KERN_OWNERS=$(for _owner in $KERN_OWNERS; do echo "$_owner"; done | sort -u)
}
