<#assign least = (fitting(policy.distributions)?first.minimum)!policy.minimum>
<#assign newer = fitting(policy.newer)?filter(p -> facts.kernel.packages?seq_contains(p.in_place_of))>
KERNEL_RELEASE=[=facts.kernel.release] KERNEL_FLOOR= KERN_RUNNING=[=facts.kernel.release] distribution=[=facts.os.pretty_name]
kernel_require [=minimum?has_content?then(minimum, least)] "Docker on $distribution"
<#if storage_driver?? && policy.storage_drivers[storage_driver]??>
<#assign driver = policy.storage_drivers[storage_driver]>
kernel_require [=driver.family[facts.os.family]!driver.minimum] [="the storage driver " + storage_driver]
</#if>
<#if facts.cgroup.version == "v2">
kernel_require [=policy.cgroup_v2] "Docker on cgroup v2"
</#if>
[ -n "$KERNEL_FLOOR" ] || return 0
why="kernel $KERNEL_RELEASE runs, and $KERNEL_FLOOR_WHY needs $KERNEL_FLOOR or newer"
<#if facts.container>
cannot "$why; it is the kernel of this container's host"
</#if>
<#if newer?size == 0 && facts.kernel.packages?size == 0>
kern_of_flavour || cannot "$why; $KERN_FOREIGN"
</#if>
KERN_PACKAGE=[=(newer?first.package)!(facts.kernel.packages?first)!""]
<#if install>
packages_use [=facts.package_manager] [=facts.os.image] [=lock_timeout]
<#if newer?size == 0>
kern_of_flavour [=facts.kernel.packages]
</#if>
</#if>
