<#assign os = facts.os>
<#assign fitting = known.packages?filter(p -> p.series == series && (p.id!os.id) == os.id && (p.family!os.family) == os.family)>
<#assign name = package>
<#if name == "" && fitting?size gt 0>
<#assign name = fitting[0].package?replace("ARCH", known.architectures[facts.machine]!facts.machine)?replace("VERSION", os.version_id)>
</#if>
<#assign of_flavour = name == "" && release == "" && series == "distribution">
KERN_RUNNING=[=facts.kernel.release] KERN_MACHINE=[=facts.machine] KERN_SECURE=[=facts.secure_boot] KERN_LOADER=[=facts.boot_loader] KERN_FREE=[=facts.free_mb.boot!""]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""]
packages_use [=facts.package_manager]
<#if update_cache??>PKG_UPDATE=[=update_cache?string("yes", "no")]</#if>
<#if hold != "as_is">PKG_HOLD=[=(hold == "true")?then("yes", "no")]</#if>
<#if facts.container>
unsupported "the kernel of a container is its host's: see to it there"
</#if>
<#assign given = [package, (series == "distribution")?then("", series), (files?size == 0)?then(release, "files")]?filter(g -> g != "")>
<#if given?size gt 1>cannot "of package, release, series and files, one says which kernel: given are "[=given?join(", ")]</#if>
KERN_COMING= KERN_PACKAGE=
<#if files?size gt 0>
<#if release == "">cannot "files need release: what uname -r prints of the kernel in them"</#if>
<#if hold != "as_is">cannot "hold is for a package of the repositories: these files have no newer versions there"</#if>
kfile_able
KERN_RELEASE=[=release]
<#list files as f>
<#assign file = f?is_string?then({"path": f}, f)>
<#if file.url?? && !file.sha256??>cannot [=file.url?keep_before("?")?keep_after_last("/")]" needs a sha256: nothing else tells that it is what was meant"</#if>
kfile_want [=file.path!""] [=file.url!""] [=(file.sha256!"")?lower_case]
</#list>
if [ -n "$KERN_COMING" ]; then kern_waits "kernel $KERN_RELEASE"; else kern_want "$KERN_RELEASE"; fi
<#else>
<#if name == "" && release == "" && !of_flavour>
unsupported [="which package has a kernel of the series " + series + " on " + os.pretty_name + " is not known: give package or release"]
</#if>
KERN_RELEASE=[=release] KERN_PACKAGE=[=name]
<#if of_flavour>
kern_of_flavour [=facts.kernel.packages] || unsupported "$KERN_FOREIGN"
</#if>
if [ -n "$KERN_RELEASE" ] && promised kernel "$KERN_RELEASE"; then later "kernel $KERN_RELEASE is installed by an earlier task"; return 0; fi
kern_choose "$KERN_PACKAGE" "$KERN_RELEASE" [=(series == "backports")?then(os.codename + "-backports", "")]
if [ -n "$KERN_SPEC" ]; then kern_want_of [=state] "$KERN_SPEC"; else kern_want "$KERN_RELEASE"; fi
</#if>
[ -z "$KERN_COMING" ] || { kern_dkms; kern_known [=release] "$KERN_PACKAGE"; kern_room [=keep] "$PKG_KERNEL" [=facts.kernels]; kern_untried; }
result release "$KERN_RELEASE"
[ -z "$_differs" ] || [ -z "$KERN_RELEASE" ] || promise kernel "$KERN_RELEASE"
<#if keep gt 0>
kern_want_few [=keep] [=facts.kernels]
</#if>
