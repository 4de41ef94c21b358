<#assign os = facts.os>
<#assign exact = policy.distributions?filter(d -> d.id == os.id && os.version_id?starts_with(d.version))>
<#assign least = policy.minimum>
<#if exact?size gt 0><#assign least = exact[0].minimum></#if>
<#if minimum?has_content><#assign least = minimum></#if>
<#assign newer = policy.newer?filter(p -> p.id == os.id && os.version_id?starts_with(p.version) && facts.kernel.packages?seq_contains(p.in_place_of))>
RELEASE=[=facts.kernel.release] FLOOR= distribution=[=os.pretty_name] KERN_RUNNING=[=facts.kernel.release]
kernel_needs [=least] "Docker on $distribution"
<#if storage_driver?? && policy.storage_drivers[storage_driver]??>
<#assign driver = policy.storage_drivers[storage_driver]>
kernel_needs [=driver.family[os.family]!driver.minimum] [="the storage driver " + storage_driver]
</#if>
<#if facts.cgroup.version == "v2">
kernel_needs [=policy.cgroup_v2] "Docker on cgroup v2"
</#if>
[ -n "$FLOOR" ] || return 0
why="kernel $RELEASE runs, and $FLOOR_WHY needs $FLOOR or newer"
<#if facts.container>
cannot "$why; it is the kernel of this container's host"
</#if>
<#if newer?size gt 0>
name=[=newer[0].package]
<#elseif facts.kernel.packages?size == 0>
kern_of_flavour || cannot "$why; $KERN_FOREIGN"
<#else>
name=[=facts.kernel.packages[0]]
</#if>
<#if install>
pkg_use [=facts.package_manager]
<#if newer?size == 0>
kern_of_flavour [=facts.kernel.packages]
</#if>
if installed_kernel "$FLOOR"; then needs_reboot "kernel $KERNEL, which is installed"; return 0; fi
want_packages latest "$name"
[ -n "$_differs" ] || cannot "$why; $name is installed and no newer kernel came with it: upgrade it, or the distribution"
needs_reboot "the kernel of $name"
<#else>
! promised package "$name" || defer "$why; $name is going to be installed" package "$name"
! installed_kernel "$FLOOR" || cannot "$why; $KERNEL is installed: reboot into it"
cannot "$why; install the package $name, or let this task do so (install: true), and reboot"
</#if>
