# Which packages may have kernel modules that are missing.

# missing_of MODULE...: sets MISSING to those that cannot be loaded under the running kernel.
missing_of() {
  MISSING=
  for _module do loadable "$_module" || MISSING="$MISSING $_module"; done
  MISSING=${MISSING# }
}

# extras_for FAMILY ID RELEASE MACHINE: sets EXTRAS, the packages that add modules to this very release, and OTHERS, those that
# bring another kernel with more modules, each best first; each is NAME or NAME=VERSION.
extras_for() {
  EXTRAS= OTHERS= _flavour=${3##*-} _version=${3%".$4"}
  case $1,$2,$3 in
    # The flavour is the last word of the release. Images split their modules into a package of their own from
    # 4.4.0-143 on; before, and in some series after, the package was called image-extra.
    debian,debian,*-cloud-*) OTHERS=linux-image-$_flavour ;;
    debian,debian,* | debian,raspbian,*) ;;
    debian,*,*-generic | debian,*,*-virtual)
      EXTRAS="linux-modules-extra-$3 linux-image-extra-$3" OTHERS='linux-image-extra-virtual linux-generic' ;;
    debian,*,*-kvm) OTHERS=linux-generic ;;   # the reduced flavour that has no more modules
    debian,*) EXTRAS="linux-modules-extra-$3 linux-image-extra-$3" OTHERS="linux-modules-extra-$_flavour linux-generic" ;;
    redhat,*,*.el[67].*) ;;
    redhat,*,*uek*) EXTRAS=kernel-uek-modules-extra=$_version ;;
    redhat,amzn,*) _series=${3#*.}; EXTRAS="kernel-modules-extra=$_version kernel${3%%.*}.${_series%%.*}-modules-extra=$_version" ;;
    redhat,*) EXTRAS=kernel-modules-extra=$_version ;;
    suse,*) OTHERS=kernel-$_flavour ;;
    alpine,*-virt) OTHERS=linux-lts ;;
  esac
}

# choose_extra NEW_KERNEL: sets EXTRA to the first package of EXTRAS, and with NEW_KERNEL true of OTHERS, that is
# installed or exists, and ANOTHER when it brings another kernel. False: none; SOME names one of OTHERS that exists.
choose_extra() {
  EXTRA= ANOTHER= SOME=
  for EXTRA in $EXTRAS; do exists "$EXTRA" && return 0; done
  for EXTRA in $OTHERS; do
    exists "$EXTRA" || continue
    SOME=$EXTRA ANOTHER=1
    [ "$1" != true ] || return 0
    break
  done
  EXTRA=
  return 1
}

exists() { # SPEC
  installed "$1" && return 0
  pkg_spec "$1"; _candidate=$(pkg_candidate "$NAME")
  [ -n "$_candidate" ] || return 1
  [ -z "$PIN" ] || pkg_like "$_candidate" "$PIN" || "${PKG}_has_version" "$NAME" "$PIN"
}

installed() { # SPEC
  pkg_spec "$1"; INSTALLED=$(pkg_installed_version "$NAME"); pkg_version "$NAME" "$PIN"
  [ -n "$V" ] && { [ -z "$PIN" ] || pkg_like "$V" "$PIN"; }
}

# other_kernel MODULE...: sets KERNEL to an installed release that has them all.
other_kernel() {
  for _dir in $(ls -d /lib/modules/*/kernel 2>/dev/null); do
    KERNEL=${_dir%/kernel}; KERNEL=${KERNEL##*/}
    _all=1
    for _module do modprobe -S "$KERNEL" -D -q -- "$_module" >/dev/null 2>&1 || _all=; done
    [ -z "$_all" ] || return 0
  done
  return 1
}
