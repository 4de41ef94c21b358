<#assign os = facts.os>
<#assign newer = policy.newer?filter(p -> p.id == os.id && os.version_id?starts_with(p.version) && facts.kernel.packages?seq_contains(p.in_place_of))>
KERN_RUNNING=[=facts.kernel.release]
packages_use [=facts.package_manager] [=lock_timeout]
<#if newer?size gt 0>
KERN_PACKAGE=[=newer[0].package]
<#else>
kern_of_flavour [=facts.kernel.packages]
</#if>
packages_put latest "$KERN_PACKAGE"
