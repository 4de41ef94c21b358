<#assign os = facts.os>
<#assign fitting = known.packages?filter(p -> p.series == series && (p.id!os.id) == os.id && (p.family!os.family) == os.family)>
<#assign name = package>
<#if name == "" && fitting?size gt 0>
<#assign name = fitting[0].package?replace("ARCH", known.architectures[facts.machine]!facts.machine)?replace("VERSION", os.version_id)>
</#if>
<#assign of_flavour = name == "" && release == "" && series == "distribution">
KERN_RUNNING=[=facts.kernel.release] KERN_MACHINE=[=facts.machine] KERN_SECURE=[=facts.secure_boot] KERN_LOADER=[=facts.boot_loader] KERN_FREE=[=facts.free_mb.boot!""]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""]
packages_use [=facts.package_manager] [=lock_timeout]
<#if update_cache??>PKG_UPDATE=[=update_cache?string("yes", "no")]</#if>
<#if hold != "as_is">PKG_HOLD=[=(hold == "true")?then("yes", "no")]</#if>
KERN_PACKAGE=[=(files?size == 0)?then(name, "")]
<#if of_flavour && files?size == 0>
kern_of_flavour [=facts.kernel.packages]
</#if>
<#if keep gt 0>
kern_known [=release] "$KERN_PACKAGE"; KERN_RELEASE=$PKG_KERNEL; kern_put_few [=keep] [=facts.kernels]   # room first
</#if>
once_default "$KERN_LOADER"; KERN_STARTS=$ONCE_DEFAULT KERN_PUT= KFILE_STAGE=
finally '_status=$?; set +ef; [ -z "$KFILE_STAGE" ] || rm -rf "$KFILE_STAGE"; [ "$_status" = 0 ] || kern_refused; exit "$_status"'
<#if files?size gt 0>
KERN_RELEASE=[=release] KFILE_FETCHED= KFILE_NEW_NOTES= KFILE_STAGE=$(mktemp -d /var/tmp/drydock.XXXXXX)
<#list files as f>
<#assign file = f?is_string?then({"path": f}, f)>
kfile_get [=file.path!""] [=file.url!""] [=(file.sha256!"")?lower_case]
</#list>
KERN_PUT=1; kfile_put
<#else>
KERN_RELEASE=[=release]
kern_choose "$KERN_PACKAGE" "$KERN_RELEASE" [=(series == "backports")?then(os.codename + "-backports", "")]
if [ -n "$KERN_SPEC" ]; then
  KERN_PUT=1; packages_put [=state] "$KERN_SPEC"
  ! kern_find "${KERN_SPEC%%=*}" || KERN_RELEASE=$PKG_KERNEL
fi
</#if>
[ -z "$KERN_RELEASE" ] || { kern_put "$KERN_RELEASE"; kern_fit "$KERN_RELEASE"; }
<#if keep gt 0>
kern_put_few [=keep] [=facts.kernels]
</#if>
