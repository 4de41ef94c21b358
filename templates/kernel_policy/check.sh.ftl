<#assign os = facts.os>
<#assign exact = policy.distributions?filter(d -> d.id == os.id && os.version_id?starts_with(d.version))>
<#assign least = policy.minimum>
<#if exact?size gt 0><#assign least = exact[0].minimum></#if>
<#if minimum?has_content><#assign least = minimum></#if>
<#assign kernel = policy.packages?filter(p -> (p.id!os.id) == os.id && (p.family!os.family) == os.family
  && os.version_id?starts_with(p.version!""))>
<#assign package = "">
<#if kernel?size gt 0>
<#assign package = kernel[0].package?replace("ARCH", policy.architectures[facts.machine]!facts.machine)>
</#if>
RELEASE=[=facts.kernel.release] FLOOR= package=[=package] distribution=[=os.pretty_name]
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
[ -n "$package" ] || cannot "$why; which package brings a newer one on $distribution is not known"
<#if install>
pkg_use [=facts.package_manager]
if installed_kernel "$FLOOR"; then needs_reboot "kernel $KERNEL, which is installed"; return 0; fi
want_packages present "$package"
[ -n "$_differs" ] || cannot "$why; $package is installed and no newer kernel came with it: upgrade it, or the distribution"
needs_reboot "the kernel of $package"
<#else>
! promised package "$package" || defer "$why; $package is going to be installed" package "$package"
! installed_kernel "$FLOOR" || cannot "$why; $KERNEL is installed: reboot into it"
cannot "$why; install the package $package, or let this task do so (install: true), and reboot"
</#if>
