<#assign os = facts.os>
<#assign fitting = known.packages?filter(p -> p.series == series && (p.id!os.id) == os.id && (p.family!os.family) == os.family)>
<#assign name = package>
<#if name == "" && fitting?size gt 0>
<#assign name = fitting[0].package?replace("ARCH", known.architectures[facts.machine]!facts.machine)?replace("VERSION", os.version_id)>
</#if>
<#assign of_flavour = name == "" && release == "" && series == "distribution">
KERN_RUNNING=[=facts.kernel.release] KERN_MACHINE=[=facts.machine] KERN_SECURE=[=facts.secure_boot] KERN_LOADER=[=facts.boot_loader] KERN_FREE=[=facts.free_mb.boot!""]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""]
pkg_use [=facts.package_manager] [=lock_timeout]
<#if update_cache??>PKG_UPDATE=[=update_cache?string("yes", "no")]</#if>
<#if hold != "as_is">PKG_HOLD=[=(hold == "true")?then("yes", "no")]</#if>
name=[=(files?size == 0)?then(name, "")]
<#if of_flavour && files?size == 0>
kern_of_flavour [=facts.kernel.packages]
</#if>
<#if keep gt 0>
kern_known [=release] "$name"; RELEASE=$REL; put_few_kernels [=keep] [=facts.kernels]   # room first
</#if>
once_default "$KERN_LOADER"; KERN_STARTS=$DEFAULT KERN_PUT= STAGE=
trap '_status=$?; set +ef; [ -z "$STAGE" ] || rm -rf "$STAGE"; [ "$_status" = 0 ] || kern_refused; exit "$_status"' EXIT
<#if files?size gt 0>
RELEASE=[=release] FETCHED= NOTES= STAGE=$(mktemp -d /var/tmp/drydock.XXXXXX)
<#list files as f>
<#assign file = f?is_string?then({"path": f}, f)>
get_kernel_file [=file.path!""] [=file.url!""] [=(file.sha256!"")?lower_case]
</#list>
KERN_PUT=1; put_kernel_files
<#else>
RELEASE=[=release]
kern_choose "$name" "$RELEASE" [=(series == "backports")?then(os.codename + "-backports", "")]
if [ -n "$SPEC" ]; then
  KERN_PUT=1; put_packages [=state] "$SPEC"
  ! kern_find "${SPEC%%=*}" || RELEASE=$REL
fi
</#if>
[ -z "$RELEASE" ] || { put_kernel "$RELEASE"; fit_kernel "$RELEASE"; }
<#if keep gt 0>
put_few_kernels [=keep] [=facts.kernels]
</#if>
