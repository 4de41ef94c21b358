<#assign os = facts.os>
<#assign newer = policy.newer?filter(p -> p.id == os.id && os.version_id?starts_with(p.version) && facts.kernel.packages?seq_contains(p.in_place_of))>
KERN_RUNNING=[=facts.kernel.release]
pkg_use [=facts.package_manager] [=lock_timeout]
<#if newer?size gt 0>
name=[=newer[0].package]
<#else>
kern_of_flavour [=facts.kernel.packages]
</#if>
put_packages latest "$name"
