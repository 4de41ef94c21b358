if [ -n "$staged" ]; then
  deployment_want "$staged" [=state] [=release] "$KERN_RUNNING" "$package"
  result release "$DEPLOYMENT_KERNEL"
  return 0
fi
KERN_COMING=
<#if files?size gt 0>
kfile_able
each_file kfile_want
if [ -n "$KERN_COMING" ]; then kern_waits "kernel $KERN_RELEASE"; else kern_want "$KERN_RELEASE"; fi
<#else>
if [ -n "$KERN_RELEASE" ] && promised kernel "$KERN_RELEASE"; then later "kernel $KERN_RELEASE is installed by an earlier task"; return 0; fi
if [ -n "$KERN_SPEC" ]; then kern_want_of [=state] "$KERN_SPEC"; else kern_want "$KERN_RELEASE"; fi
</#if>
[ -z "$KERN_COMING" ] || { kern_dkms; kern_known [=release] "$KERN_PACKAGE"; kern_room [=keep] "$PKG_KERNEL" [=facts.kernels]; kern_untried; }
result release "$KERN_RELEASE"
[ -z "$_differs" ] || [ -z "$KERN_RELEASE" ] || promise kernel "$KERN_RELEASE"
<#if keep gt 0>
kern_want_few [=keep] [=facts.kernels]
</#if>
