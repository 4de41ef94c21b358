LP_SYS=[=sysfs] LP_RELEASE=[=facts.kernel.release] LP_SECONDS=[=timeout]
<#assign own = module?? || src?? || name??>
<#if vendor != "auto"><#assign by = vendor>
<#elseif own><#assign by = "module">
<#elseif facts.os.id == "ubuntu"><#assign by = "canonical">
<#elseif facts.os.family == "suse"><#assign by = "suse">
<#else><#assign by = "kpatch">
</#if>
<#if by == "module">
<#if src??>
from=$WORK/module.$TASK.ko file=[=src.name]   # which the check has left there
<#elseif module??>
from=[=module] file=[=module]
</#if>
<#if name??>
lp_name [=name]
<#else>
if [ -f "$from" ]; then lp_read "$from" "$file"; else file=${file##*/}; lp_name "${file%.ko}"; fi
</#if>
LP_KEPT=[=(directory!("/lib/modules/" + facts.kernel.release + "/extra"))]/$LP_NAME.ko
lp_unit
<#if state == "absent">
lp_disable
if [ -e "$LP_UNIT" ] || [ -L "$LP_WANTED_BY" ]; then
  remove "$LP_UNIT" "$LP_WANTED_BY"
  <#if facts.init == "systemd">
  svc_run systemctl daemon-reload
  </#if>
fi
remove "$LP_KEPT"
<#else>
lp_load "$from"
<#if persistent>
lp_keep "$from" "$LP_KEPT"
<#if facts.init == "systemd">
put_file "$LP_UNIT" "$LP_UNIT_TEXT"
svc_run systemctl daemon-reload
svc_run systemctl enable "${LP_UNIT##*/}"
</#if>
</#if>
</#if>
<#elseif by == "canonical">
lp_canonical
<#if state == "absent">
if have pro && lp_attached; then svc_run pro disable livepatch --assume-yes; else svc_run canonical-livepatch disable; fi
<#else>
svc_run pro enable livepatch --assume-yes
</#if>
<#else>
packages_use [=facts.package_manager] [=lock_timeout]
lp_package [=by] [=facts.os.id] [=facts.machine]
packages_put [=state] "$LP_PACKAGE" $LP_TOOL
<#if state != "absent">
<#if by == "kpatch" && facts.init == "systemd">
svc_use systemd
svc_look kpatch
case $SVC_ENABLED in yes | fixed) ;; *) svc_do enable kpatch ;; esac
</#if>
lp_modules
for file in $LP_MODULES; do
  lp_module_state "$file"
  [ "$LP_STATE" = 'in force' ] || [ "$LP_STATE" = 'in transition' ] || lp_load_packaged [=by] "$file"
  lp_settle "$LP_NAME"
done
</#if>
</#if>
