<#assign os = facts.os>
<#assign fitting = known.packages?filter(p -> p.series == series && (p.id!os.id) == os.id && (p.family!os.family) == os.family)>
<#assign name = package>
<#if name == "" && fitting?size gt 0>
<#assign name = fitting[0].package?replace("ARCH", known.architectures[facts.machine]!facts.machine)?replace("VERSION", os.version_id)>
</#if>
<#assign of_flavour = name == "" && release == "" && series == "distribution">
KERN_RUNNING=[=facts.kernel.release] KERN_MACHINE=[=facts.machine] KERN_SECURE=[=facts.secure_boot] KERN_LOADER=[=facts.boot_loader] KERN_FREE=[=facts.free_mb.boot!""]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""]
pkg_use [=facts.package_manager]
<#if update_cache??>PKG_UPDATE=[=update_cache?string("yes", "no")]</#if>
<#if hold != "as_is">PKG_HOLD=[=(hold == "true")?then("yes", "no")]</#if>
<#if facts.container>
unsupported "the kernel of a container is its host's: see to it there"
</#if>
<#assign given = [package, (series == "distribution")?then("", series), (files?size == 0)?then(release, "files")]?filter(g -> g != "")>
<#if given?size gt 1>cannot "of package, release, series and files, one says which kernel: given are "[=given?join(", ")]</#if>
COMING= name=
<#if files?size gt 0>
<#if release == "">cannot "files need release: what uname -r prints of the kernel in them"</#if>
<#if hold != "as_is">cannot "hold is for a package of the repositories: these files have no newer versions there"</#if>
kfile_able
RELEASE=[=release]
<#list files as f>
<#assign file = f?is_string?then({"path": f}, f)>
<#if file.url?? && !file.sha256??>cannot [=file.url?keep_before("?")?keep_after_last("/")]" needs a sha256: nothing else tells that it is what was meant"</#if>
want_kernel_file [=file.path!""] [=file.url!""] [=(file.sha256!"")?lower_case]
</#list>
if [ -n "$COMING" ]; then kern_waits "kernel $RELEASE"; else want_kernel "$RELEASE"; fi
<#else>
<#if name == "" && release == "" && !of_flavour>
unsupported [="which package has a kernel of the series " + series + " on " + os.pretty_name + " is not known: give package or release"]
</#if>
RELEASE=[=release] name=[=name]
<#if of_flavour>
kern_of_flavour [=facts.kernel.packages] || unsupported "$KERN_FOREIGN"
</#if>
if [ -n "$RELEASE" ] && promised kernel "$RELEASE"; then later "kernel $RELEASE is installed by an earlier task"; return 0; fi
kern_choose "$name" "$RELEASE" [=(series == "backports")?then(os.codename + "-backports", "")]
if [ -n "$SPEC" ]; then want_kernel_of [=state] "$SPEC"; else want_kernel "$RELEASE"; fi
</#if>
[ -z "$COMING" ] || { kern_dkms; kern_known [=release] "$name"; kern_room [=keep] "$REL" [=facts.kernels]; kern_untried; }
result release "$RELEASE"
[ -z "$_differs" ] || [ -z "$RELEASE" ] || promise kernel "$RELEASE"
<#if keep gt 0>
want_few_kernels [=keep] [=facts.kernels]
</#if>
