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
from=$D/module.$T.ko file=[=src.name]   # which the check has left there
<#elseif module??>
from=[=module] file=[=module]
</#if>
<#if name??>
lp_name [=name]
<#else>
if [ -f "$from" ]; then lp_read "$from" "$file"; else file=${file##*/}; lp_name "${file%.ko}"; fi
</#if>
KEPT=[=(directory!("/lib/modules/" + facts.kernel.release + "/extra"))]/$NAME.ko
lp_unit
<#if state == "absent">
lp_disable
if [ -e "$UNIT" ] || [ -L "$WANTED_BY" ]; then
  remove "$UNIT" "$WANTED_BY"
  <#if facts.init == "systemd">
  svc_run systemctl daemon-reload
  </#if>
fi
remove "$KEPT"
<#else>
lp_load "$from"
<#if persistent>
lp_keep "$from" "$KEPT"
<#if facts.init == "systemd">
put_file "$UNIT" "$TEXT"
svc_run systemctl daemon-reload
svc_run systemctl enable "${UNIT##*/}"
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
pkg_use [=facts.package_manager] [=lock_timeout]
lp_package [=by] [=facts.os.id] [=facts.machine]
put_packages [=state] "$PACKAGE" $TOOL
<#if state != "absent">
<#if by == "kpatch" && facts.init == "systemd">
svc_use systemd
svc_look kpatch
case $ENABLED in yes | fixed) ;; *) svc_do enable kpatch ;; esac
</#if>
lp_modules
for file in $MODULES; do
  lp_module_state "$file"
  [ "$STATE" = 'in force' ] || [ "$STATE" = 'in transition' ] || lp_load_packaged [=by] "$file"
  lp_settle "$NAME"
done
</#if>
</#if>
