<#assign own = module?? || src?? || name??>
<#assign by = (vendor != "auto")?then(vendor, own?then("module", (fitting(known.vendors)?first.by)!"none"))>
LP_SYS=[=sysfs] LP_RELEASE=[=facts.kernel.release] LP_SECONDS=[=timeout] by=[=by] os=[=facts.os.id]
<#if facts.container>
unsupported "a container runs on the kernel of its host: patch it there"
</#if>
<#if by == "none">
unsupported "$os publishes no live patches: the actions kernel and boot_kernel bring a newer kernel, or give a module built for $LP_RELEASE"
<#elseif by != "module" && own>
cannot "module, src and name go with vendor: module"
<#elseif by == "module">
<#if state == "latest">
cannot "a module has no newer version: state is present or absent"
</#if>
<#if src??>
<#if !src.binary>
cannot [=src.name]" is not a kernel module"
</#if>
from=$WORK/module.$TASK.ko file=[=src.name]
put_temp_bytes "module.$TASK.ko" [=src.base64!""]
<#elseif module??>
file=[=module]
file_look "$file"; from=$FILE_SEEN
<#if state == "present">
[ -f "$from" ] || missing "there is no file $file; copy it there, or give src for a file of the controller" path "$file"
</#if>
<#elseif state == "present" || !name??>
cannot "which patch? Give module, src, or for state: absent name"
</#if>
<#if name??>
lp_name [=name]
<#else>
if [ -f "$from" ]; then lp_read "$from" "$file"; else file=${file##*/}; lp_name "${file%.ko}"; fi
</#if>
LP_KEPT=[=(directory!("/lib/modules/" + facts.kernel.release + "/extra"))]/$LP_NAME.ko
lp_unit
<#elseif by == "canonical">
lp_able
lp_canonical
<#else>
lp_able
packages_use [=facts.package_manager] [=facts.os.image] [=lock_timeout]
lp_package "$by" "$os" [=facts.machine]
</#if>
