if [ -n "$staged" ]; then deployment_next "$staged"; deployment_put "$staged" "$package"; return 0; fi
<#if keep gt 0>
kern_known [=release] "$KERN_PACKAGE"; KERN_RELEASE=$PKG_KERNEL; kern_put_few [=keep] [=facts.kernels]   # room first
KERN_RELEASE=[=release]
</#if>
once_default "$KERN_LOADER"; KERN_STARTS=$ONCE_DEFAULT KERN_PUT= KFILE_STAGE=
finally '_status=$?; set +ef; [ -z "$KFILE_STAGE" ] || rm -rf "$KFILE_STAGE"; [ "$_status" = 0 ] || kern_refused; exit "$_status"'
<#if files?size gt 0>
KFILE_FETCHED= KFILE_NEW_NOTES= KFILE_STAGE=$(mktemp -d /var/tmp/drydock.XXXXXX)
each_file kfile_get
KERN_PUT=1; kfile_put
<#else>
if [ -n "$KERN_SPEC" ]; then
  KERN_PUT=1; packages_put [=state] "$KERN_SPEC"
  ! kern_find "${KERN_SPEC%%=*}" || KERN_RELEASE=$PKG_KERNEL
fi
</#if>
[ -z "$KERN_RELEASE" ] || { kern_put "$KERN_RELEASE"; kern_fit "$KERN_RELEASE"; }
<#if keep gt 0>
kern_put_few [=keep] [=facts.kernels]
</#if>
boot_written
