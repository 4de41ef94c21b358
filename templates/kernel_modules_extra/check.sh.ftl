[ -n "$MODULES_MISSING" ] || return 0
[ -n "$MODULES_EXTRAS$MODULES_OTHERS" ] || unsupported "missing: $MODULES_MISSING; this distribution has no package of extra modules for kernel $release: another kernel is needed"
MODULES_ANOTHER=
if packages_no_index; then
  set -- $MODULES_EXTRAS
<#if new_kernel>
  [ $# -gt 0 ] || { MODULES_ANOTHER=1; set -- $MODULES_OTHERS; kernel_needs_reboot "the kernel of $1"; }
<#else>
  [ $# -gt 0 ] || cannot "missing: $MODULES_MISSING; only another kernel may have them, that of ${MODULES_OTHERS%% *}: new_kernel: true installs it, for after a reboot"
</#if>
  want "modules $MODULES_MISSING" "from $1, or what the package index then has" missing
  promise package "$1"
elif modules_choose_extra [=new_kernel?c]; then
  ! promised package "${MODULES_EXTRA%%=*}" || defer "$MODULES_MISSING may be in $MODULES_EXTRA, which an earlier task installs" package "${MODULES_EXTRA%%=*}"
  [ -z "$MODULES_ANOTHER" ] || PKG_REPLACE=yes
  if [ -n "$MODULES_ANOTHER" ] && modules_other_kernel $MODULES_MISSING; then kernel_needs_reboot "kernel $MODULES_KERNEL, which has $MODULES_MISSING"
  elif [ -n "$MODULES_ANOTHER" ]; then
    modules_another_kernel; packages_want latest $MODULES_SPECS
    [ -n "$_differs" ] || unsupported "missing: $MODULES_MISSING, though $MODULES_SOME is installed at its newest, which has the extra modules of this distribution"
    kernel_needs_reboot "the kernel of $MODULES_SOME, which has $MODULES_MISSING"
  elif ! pkg_has "$MODULES_EXTRA"; then packages_want present "$MODULES_EXTRA"
  else unsupported "missing: $MODULES_MISSING, though $MODULES_EXTRA is installed, which has the extra modules of this distribution"
  fi
else
  [ -z "$MODULES_SOME" ] ||
    cannot "missing: $MODULES_MISSING; only another kernel has them, that of $MODULES_SOME: new_kernel: true installs it, for after a reboot"
  unsupported "missing: $MODULES_MISSING; none of${MODULES_EXTRAS:+ }$MODULES_EXTRAS${MODULES_OTHERS:+ }$MODULES_OTHERS is in the configured repositories; add one that has it with package_repository, or boot another kernel"
fi
[ -n "$MODULES_ANOTHER" ] || for module in $MODULES_MISSING; do promise module "$module"; done
