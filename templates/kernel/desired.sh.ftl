<#assign os = facts.os>
<#assign given = [package, (series == "distribution")?then("", series), (files?size == 0)?then(release, "files")]?filter(g -> g != "")>
<#assign row = (fitting(known.packages)?filter(p -> p.series == series)?first)!{"package": ""}>
<#assign of_series = row.package
  ?replace("ARCH", known.architectures[facts.machine]!facts.machine)?replace("VERSION", os.version_id)>
<#assign name = (files?size == 0)?then(package?has_content?then(package, of_series), "")>
KERN_RUNNING=[=facts.kernel.release] KERN_MACHINE=[=facts.machine] KERN_SECURE=[=facts.secure_boot] KERN_LOADER=[=facts.boot_loader] KERN_FREE=[=facts.free_mb.boot!""]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""] KERN_RELEASE=[=release] KERN_PACKAGE=[=name]
<#-- a kernel of a system that is replaced as a whole comes with that; what is for packages alone is answered as everywhere -->
<#assign image = facts.os.image, staged = ["ostree", "bootc", "transactional-update"]?seq_contains(image) && !facts.container
  && package == "" && series == "distribution" && files?size == 0 && (hold + keep) == "as_is0">
staged=[=staged?then(image, "")] package=[=facts.kernel.packages?first!""]
<#if staged>
<#if image == "transactional-update">
packages_use [=facts.package_manager] '' [=lock_timeout]
<#else>
PKG= PKG_CMD=$staged PKG_WAIT=[=lock_timeout] PKG_DEADLINE=
</#if>
<#else>
packages_use [=facts.package_manager] [=image] [=lock_timeout]
PKG_UPDATE=[=(update_cache?string("yes", "no"))!""] PKG_HOLD=[={"true": "yes", "false": "no"}[hold]!""]
<#if facts.container>
unsupported "the kernel of a container is its host's: see to it there"
</#if>
<#if given?size gt 1>cannot "of package, release, series and files, one says which kernel: given are "[=given?join(", ")]</#if>
<#if files?size gt 0>
<#if release == "">cannot "files need release: what uname -r prints of the kernel in them"</#if>
<#if hold != "as_is">cannot "hold is for a package of the repositories: these files have no newer versions there"</#if>
each_file() { # COMMAND: runs it with the path, the URL and the checksum of each
<#list files as f>
<#assign file = f?is_string?then({"path": f}, f)>
<#if file.url?? && !file.sha256??>cannot [=file.url?keep_before("?")?keep_after_last("/")]" needs a sha256: nothing else tells that it is what was meant"</#if>
"$1" [=file.path!""] [=file.url!""] [=(file.sha256!"")?lower_case]
</#list>
}
<#elseif name == "" && release == "">
<#if row.several??>
cannot [="of the series " + series + " " + os.pretty_name + " has " + row.several + ": say which as package"]
</#if>
<#if series != "distribution">
unsupported [="which package has a kernel of the series " + series + " on " + os.pretty_name + " is not known: give package or release"]
</#if>
kern_of_flavour [=facts.kernel.packages] || unsupported "$KERN_FOREIGN"
</#if>
<#if files?size == 0>
[ -n "$KERN_RELEASE" ] && promised kernel "$KERN_RELEASE" ||
  kern_choose "$KERN_PACKAGE" "$KERN_RELEASE" [=(series == "backports")?then(os.codename + "-backports", "")]
</#if>
</#if>
