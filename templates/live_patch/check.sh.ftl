LP_SYS=[=sysfs] LP_RELEASE=[=facts.kernel.release] LP_SECONDS=[=timeout]
<#assign own = module?? || src?? || name??>
<#if vendor != "auto"><#assign by = vendor>
<#elseif own><#assign by = "module">
<#elseif facts.os.id == "ubuntu"><#assign by = "canonical">
<#elseif facts.os.family == "suse"><#assign by = "suse">
<#elseif facts.os.id == "amzn" || facts.os.family == "redhat" && facts.os.id != "fedora"><#assign by = "kpatch">
<#else><#assign by = "none">
</#if>
<#if facts.container>
unsupported "a container runs on the kernel of its host: patch it there"
</#if>
<#if by == "none">
unsupported [=facts.os.id + " publishes no live patches: the actions kernel and boot_kernel bring a newer kernel, or give a module built for " + facts.kernel.release]
<#elseif by != "module" && own>
cannot "module, src and name go with vendor: module"
<#elseif by == "module">
<#if state == "latest">
cannot "a module has no newer version: state is present or absent"
</#if>
<#if src??>
<#if src.binary>
from=$D/module.$T.ko file=[=src.name]
put_temp_bytes "module.$T.ko" [=src.base64]
<#else>
cannot [=src.name + " is not a kernel module"]
</#if>
<#elseif module??>
file=[=module]
look "$file"; from=$seen
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
KEPT=[=(directory!("/lib/modules/" + facts.kernel.release + "/extra"))]/$NAME.ko
lp_unit
lp_state "$NAME"
lp_foresee [=(state == "present")?then("on", "off")]
<#if state == "present">
lp_able
lp_fits
case $KEPT in *[!A-Za-z0-9_./+~@-]*) cannot "directory: a unit of systemd cannot name $KEPT" ;; esac
if [ "$STATE" = 'in force' ]; then
  lp_other_build "$KEPT" "$from"
else
  have insmod || missing "command not found: insmod; install kmod" command insmod
  want "$NAME" "in force" "$STATE"
fi
<#if persistent>
new=$(sha256sum <"$from") old=; new=${new%% *}
if [ "$FORESEEN" = on ] && promised kept "$KEPT $new"; then
  old=$new TEXT=
elif [ "$FORESEEN" != off ] && [ -f "$KEPT" ]; then
  old=$(sha256sum <"$KEPT")
fi
want "$KEPT" "$new" "${old%% *}"
promise kept "$KEPT $new"
<#if facts.init == "systemd">
if [ -n "$TEXT" ]; then
  want_content "$UNIT" "$TEXT"
  [ -L "$WANTED_BY" ] || want "${UNIT##*/}" enabled disabled
fi
<#else>
[ "$PHASE" = recheck ] || say "until the next start: what loads it then is systemd, which does not run here"
</#if>
</#if>
<#else>
[ "$STATE" = 'not loaded' ] || want "$NAME" absent "$STATE"
[ "$FORESEEN" = off ] || for old in "$KEPT" "$UNIT" "$WANTED_BY"; do
  if [ -e "$old" ] || [ -L "$old" ]; then want "$old" absent file; fi
done
</#if>
<#elseif by == "canonical">
lp_able
lp_canonical
<#if state == "absent">
[ "$LIVE" = no ] || want "Livepatch of Ubuntu Pro" disabled enabled
! lp_ubuntu_patched || needs_reboot "the patches that are in force"
<#else>
if [ "$LIVE" = no ]; then
  have pro || unsupported "the program pro of Ubuntu Pro is not here: install ubuntu-pro-client (before 23.10 ubuntu-advantage-tools)"
  lp_attached || unsupported "this host is not attached to Ubuntu Pro: write the token into a file that only root can read, and run pro attach --attach-config FILE there; an argument can be read by everybody on the host"
  want "Livepatch of Ubuntu Pro" enabled disabled
else
  case $SAID in
    *'kernel state: ✗'*) unsupported "Livepatch does not cover the running kernel $LP_RELEASE ($SAID); the actions kernel and boot_kernel bring a newer one" ;;
    *✗* | *apply-failed* | *applied-with-bug*) cannot "Livepatch has a problem: $SAID; journalctl -t canonical-livepatch tells more" ;;
  esac
  [ -z "$SAID" ] || say "$SAID"
fi
</#if>
<#else>
lp_able
pkg_use [=facts.package_manager]
lp_package [=by] [=facts.os.id] [=facts.machine]
<#if state == "absent">
want_packages absent "$PACKAGE"
for at in "$LP_SYS"/kernel/livepatch/kpatch_* "$LP_SYS"/kernel/kpatch/kpatch_* "$LP_SYS"/kernel/livepatch/livepatch_*; do
  [ ! -f "$at/enabled" ] || { needs_reboot "the patches that are in force"; break; }
done
<#else>
<#if by == "suse">
lp_published "they are in the module SUSE Linux Enterprise Live Patching (SUSEConnect -p sle-module-live-patching/VERSION/ARCH), for some months after a kernel; the actions kernel and boot_kernel bring a newer one"
<#elseif facts.os.id == "rhel" || facts.os.id == "amzn">
lp_published "they are published for some months after a kernel, with a subscription; the actions kernel and boot_kernel bring a newer one"
<#else>
lp_published [="Red Hat builds them for RHEL, and " + facts.os.id + " does not; the actions kernel and boot_kernel bring a newer kernel, or give a module built for " + facts.kernel.release]
</#if>
want_packages [=state] "$PACKAGE" $TOOL
<#if by == "kpatch" && facts.init == "systemd">
svc_use systemd
svc_look kpatch
case $ENABLED in yes | fixed) ;; *) want "kpatch at the next start" enabled disabled ;; esac
</#if>
lp_modules
for module in $MODULES; do
  lp_module_state "$module"
  [ "$STATE" = 'in force' ] || [ -n "$_differs" ] || want "$NAME" "in force" "$STATE"
done
</#if>
</#if>
lp_report
