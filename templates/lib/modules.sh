# Which packages may have kernel modules that are missing.

# missing_of MODULE...: sets MISSING to those that cannot be loaded under the running kernel.
missing_of() {
  MISSING=
  for _module do loadable "$_module" || MISSING="$MISSING $_module"; done
  MISSING=${MISSING# }
}

# others_for FAMILY RELEASE PACKAGE...: sets OTHERS to the packages that bring another kernel with more modules, best first, and ALONG to what is
# installed with the first of them where there is such a package. The PACKAGEs are those of the running kernel's flavour.
others_for() {
  OTHERS= ALONG= _flavour=${2##*-} _family=$1 _release=$2; shift 2
  case $_family,$_release,${1:-} in
    debian,*-cloud-*) OTHERS=linux-image-$_flavour ;;
    debian,*-kvm,*) OTHERS=linux-generic ;;   # the reduced flavour that has no more modules
    debian,*,linux-generic) OTHERS='linux-image-extra-virtual linux-generic' ;;
    debian,*,linux-generic-*) OTHERS=$1 ;;
    debian,*,linux-image-* | debian,*,linux-system76 | debian,*,linux-xanmod*) ;;
    debian,*,linux-*) OTHERS=linux-modules-extra-${1#linux-} ALONG=$1 ;;   # newer, where this release's have left the repositories
    redhat,*.el[67].*) ;;
    redhat,*,kernel*) OTHERS=$1-modules-extra ALONG=$1 ;;
    suse,*,kernel-*) OTHERS=$1 ;;
    alpine,*-virt,*) OTHERS=linux-lts ;;
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
    [ -z "$ALONG" ] || ! exists "$ALONG" || SOME="$ALONG with $EXTRA"
    [ "$1" != true ] || return 0
    break
  done
  EXTRA=
  return 1
}

# another_kernel: sets SPECS to what is to be installed for another kernel.
another_kernel() { SPECS=$EXTRA; [ -z "$ALONG" ] || ! exists "$ALONG" || SPECS="$ALONG $EXTRA"; }

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
