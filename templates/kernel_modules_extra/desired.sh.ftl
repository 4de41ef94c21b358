<#assign wanted = (modules!facts.modules.missing)?filter(m -> !facts.modules.available?seq_contains(m))>
modules_missing [=wanted]
[ -n "$MODULES_MISSING" ] || return 0
<#if facts.container>
unsupported "missing: $MODULES_MISSING; a container has the modules of its host's kernel: see to them there"
</#if>
release=[=facts.kernel.release]
<#if facts.modules.source == "" && facts.kernels?has_content>
cannot "missing: $MODULES_MISSING; the modules of the running kernel $release are gone, as happens when its package is upgraded: restart the host (reboot: {})"
</#if>
packages_use [=facts.package_manager] [=facts.os.image] [=lock_timeout]
MODULES_EXTRAS=[=facts.kernel.extra_packages?join(" ")]
modules_find_others [=facts.os.family] "$release" [=facts.kernel.packages]
