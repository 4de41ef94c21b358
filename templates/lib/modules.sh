# uses: kernel package
# Which packages may have kernel modules that are missing.

# modules_missing MODULE...: sets MODULES_MISSING to those that cannot be loaded under the running kernel.
modules_missing() {
  MODULES_MISSING=
  for _module do kernel_loadable "$_module" || MODULES_MISSING="$MODULES_MISSING $_module"; done
  MODULES_MISSING=${MODULES_MISSING# }
}

# modules_find_others FAMILY RELEASE PACKAGE...: sets MODULES_OTHERS to the packages that bring another kernel with more modules, best first, and MODULES_ALONG to what is
# installed with the first of them where there is such a package. The PACKAGEs are those of the running kernel's flavour.
modules_find_others() {
  MODULES_OTHERS= MODULES_ALONG= _flavour=${2##*-} _family=$1 _release=$2; shift 2
  case $_family,$_release,${1:-} in
    debian,*-cloud-*) MODULES_OTHERS=linux-image-$_flavour ;;
    debian,*-kvm,*) MODULES_OTHERS=linux-generic ;;   # the reduced flavour that has no more modules
    debian,[7-9].*,linux-generic*) MODULES_OTHERS=$1 ;;   # from 7.0 on linux-modules has all
    debian,*,linux-generic) MODULES_OTHERS='linux-image-extra-virtual linux-generic' ;;
    debian,*,linux-generic-*) MODULES_OTHERS=$1 ;;
    debian,*,linux-image-* | debian,*,linux-system76 | debian,*,linux-xanmod*) ;;
    debian,[7-9].*,linux-*) MODULES_OTHERS=$1 ;;
    debian,*,linux-*) MODULES_OTHERS=linux-modules-extra-${1#linux-} MODULES_ALONG=$1 ;;   # newer, where this release's have left the repositories
    redhat,*.el[67].*) ;;
    redhat,*,kernel*) MODULES_OTHERS=$1-modules-extra MODULES_ALONG=$1 ;;
    suse,*,kernel-*) MODULES_OTHERS=$1 ;;
    alpine,*-virt,*) MODULES_OTHERS=linux-lts ;;
  esac
}

# modules_choose_extra NEW_KERNEL: sets MODULES_EXTRA to the first package of MODULES_EXTRAS, and with NEW_KERNEL true of MODULES_OTHERS, that is
# installed or exists, and MODULES_ANOTHER when it brings another kernel. False: none; MODULES_SOME names one of MODULES_OTHERS that exists.
modules_choose_extra() {
  MODULES_EXTRA= MODULES_ANOTHER= MODULES_SOME=
  for MODULES_EXTRA in $MODULES_EXTRAS; do pkg_exists "$MODULES_EXTRA" && return 0; done
  for MODULES_EXTRA in $MODULES_OTHERS; do
    pkg_exists "$MODULES_EXTRA" || continue
    MODULES_SOME=$MODULES_EXTRA MODULES_ANOTHER=1
    [ -z "$MODULES_ALONG" ] || ! pkg_exists "$MODULES_ALONG" || MODULES_SOME="$MODULES_ALONG with $MODULES_EXTRA"
    [ "$1" != true ] || return 0
    break
  done
  MODULES_EXTRA=
  return 1
}

# modules_another_kernel: sets MODULES_SPECS to what is to be installed for another kernel.
modules_another_kernel() { MODULES_SPECS=$MODULES_EXTRA; [ -z "$MODULES_ALONG" ] || ! pkg_exists "$MODULES_ALONG" || MODULES_SPECS="$MODULES_ALONG $MODULES_EXTRA"; }

# modules_other_kernel MODULE...: sets MODULES_KERNEL to an installed release that has them all.
modules_other_kernel() {
  for _dir in $(ls -d /lib/modules/*/kernel 2>/dev/null); do
    MODULES_KERNEL=${_dir%/kernel}; MODULES_KERNEL=${MODULES_KERNEL##*/}
    _all=1
    for _module do modprobe -S "$MODULES_KERNEL" -D -q -- "$_module" >/dev/null 2>&1 || _all=; done
    [ -z "$_all" ] || return 0
  done
  return 1
}
