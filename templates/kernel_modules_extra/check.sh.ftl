<#assign wanted = (modules!facts.modules.missing)?filter(m -> !facts.modules.available?seq_contains(m))>
missing_of [=wanted]
[ -n "$MISSING" ] || return 0
<#if facts.container>
unsupported "missing: $MISSING; a container has the modules of its host's kernel: see to them there"
</#if>
<#if facts.modules.source == "" && facts.kernels?has_content>
cannot "missing: $MISSING; the modules of the running kernel "[=facts.kernel.release]" are gone, as happens when its package is upgraded: restart the host (reboot: {})"
</#if>
release=[=facts.kernel.release]
pkg_use [=facts.package_manager]
EXTRAS=[=facts.kernel.extra_packages?join(" ")]
others_for [=facts.os.family] "$release" [=facts.kernel.packages]
[ -n "$EXTRAS$OTHERS" ] || unsupported "missing: $MISSING; this distribution has no package of extra modules for kernel $release: another kernel is needed"
ANOTHER=
if "${PKG}_no_index"; then
  set -- $EXTRAS
<#if new_kernel>
  [ $# -gt 0 ] || { ANOTHER=1; set -- $OTHERS; needs_reboot "the kernel of $1"; }
<#else>
  [ $# -gt 0 ] || cannot "missing: $MISSING; only another kernel may have them, that of ${OTHERS%% *}: new_kernel: true installs it, for after a reboot"
</#if>
  want "modules $MISSING" "from $1, or what the package index then has" missing
  promise package "$1"
elif choose_extra [=new_kernel?c]; then
  ! promised package "${EXTRA%%=*}" || defer "$MISSING may be in $EXTRA, which an earlier task installs" package "${EXTRA%%=*}"
  [ -z "$ANOTHER" ] || PKG_REPLACE=yes
  if [ -n "$ANOTHER" ] && other_kernel $MISSING; then needs_reboot "kernel $KERNEL, which has $MISSING"
  elif [ -n "$ANOTHER" ]; then
    another_kernel; want_packages latest $SPECS
    [ -n "$_differs" ] || unsupported "missing: $MISSING, though $SOME is installed at its newest, which has the extra modules of this distribution"
    needs_reboot "the kernel of $SOME, which has $MISSING"
  elif ! installed "$EXTRA"; then want_packages present "$EXTRA"
  else unsupported "missing: $MISSING, though $EXTRA is installed, which has the extra modules of this distribution"
  fi
else
  [ -z "$SOME" ] ||
    cannot "missing: $MISSING; only another kernel has them, that of $SOME: new_kernel: true installs it, for after a reboot"
  unsupported "missing: $MISSING; none of${EXTRAS:+ }$EXTRAS${OTHERS:+ }$OTHERS is in the configured repositories; add one that has it with package_repository, or boot another kernel"
fi
[ -n "$ANOTHER" ] || for module in $MISSING; do promise module "$module"; done
