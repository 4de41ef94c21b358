<#assign os = facts.os>
<#assign kernel = policy.packages?filter(p -> (p.id!os.id) == os.id && (p.family!os.family) == os.family
  && os.version_id?starts_with(p.version!""))>
<#if kernel?size gt 0>
pkg_use [=facts.package_manager]
put_packages present [=kernel[0].package?replace("ARCH", policy.architectures[facts.machine]!facts.machine)]
</#if>
