<#assign os = facts.os>
<#assign exact = policy.distributions?filter(d -> d.id == os.id && os.version_id?starts_with(d.version))>
<#assign least = policy.minimum>
<#if exact?size gt 0><#assign least = exact[0].minimum></#if>
<#if minimum?has_content><#assign least = minimum></#if>
<#assign newer = policy.newer?filter(p -> p.id == os.id && os.version_id?starts_with(p.version) && facts.kernel.packages?seq_contains(p.in_place_of))>
KERNEL_RELEASE=[=facts.kernel.release] KERNEL_FLOOR= distribution=[=os.pretty_name] KERN_RUNNING=[=facts.kernel.release]
kernel_require [=least] "Docker on $distribution"
<#if storage_driver?? && policy.storage_drivers[storage_driver]??>
<#assign driver = policy.storage_drivers[storage_driver]>
kernel_require [=driver.family[os.family]!driver.minimum] [="the storage driver " + storage_driver]
</#if>
<#if facts.cgroup.version == "v2">
kernel_require [=policy.cgroup_v2] "Docker on cgroup v2"
</#if>
[ -n "$KERNEL_FLOOR" ] || return 0
why="kernel $KERNEL_RELEASE runs, and $KERNEL_FLOOR_WHY needs $KERNEL_FLOOR or newer"
<#if facts.container>
cannot "$why; it is the kernel of this container's host"
</#if>
<#if newer?size gt 0>
KERN_PACKAGE=[=newer[0].package]
<#elseif facts.kernel.packages?size == 0>
kern_of_flavour || cannot "$why; $KERN_FOREIGN"
<#else>
KERN_PACKAGE=[=facts.kernel.packages[0]]
</#if>
<#if install>
packages_use [=facts.package_manager]
<#if newer?size == 0>
kern_of_flavour [=facts.kernel.packages]
</#if>
if kernel_installed "$KERNEL_FLOOR"; then kernel_needs_reboot "kernel $KERNEL, which is installed"; return 0; fi
packages_want latest "$KERN_PACKAGE"
[ -n "$_differs" ] || cannot "$why; $KERN_PACKAGE is installed and no newer kernel came with it: upgrade it, or the distribution"
kernel_needs_reboot "the kernel of $KERN_PACKAGE"
<#else>
! promised package "$KERN_PACKAGE" || defer "$why; $KERN_PACKAGE is going to be installed" package "$KERN_PACKAGE"
! kernel_installed "$KERNEL_FLOOR" || cannot "$why; $KERNEL is installed: reboot into it"
cannot "$why; install the package $KERN_PACKAGE, or let this task do so (install: true), and reboot"
</#if>
