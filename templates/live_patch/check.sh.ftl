case $by in
module)
  lp_state "$LP_NAME"
  lp_foresee [=(state == "present")?then("on", "off")]
<#if state == "present">
  lp_able
  lp_fits
  case $LP_KEPT in *[!A-Za-z0-9_./+~@-]*) cannot "directory: a unit of systemd cannot name $LP_KEPT" ;; esac
  if [ "$LP_STATE" = 'in force' ]; then
    lp_other_build "$LP_KEPT" "$from"
  else
    have insmod || missing "command not found: insmod; install kmod" command insmod
    want "$LP_NAME" "in force" "$LP_STATE"
  fi
<#if persistent>
  new=$(sha256sum <"$from") old=; new=${new%% *}
  if [ "$LP_FORESEEN" = on ] && promised kept "$LP_KEPT $new"; then
    old=$new LP_UNIT_TEXT=
  elif [ "$LP_FORESEEN" != off ] && [ -f "$LP_KEPT" ]; then
    old=$(sha256sum <"$LP_KEPT")
  fi
  want "$LP_KEPT" "$new" "${old%% *}"
  promise kept "$LP_KEPT $new"
<#if facts.init == "systemd">
  if [ -n "$LP_UNIT_TEXT" ]; then
    want_content "$LP_UNIT" "$LP_UNIT_TEXT"
    [ -L "$LP_WANTED_BY" ] || want "${LP_UNIT##*/}" enabled disabled
  fi
<#else>
  [ "$PHASE" = recheck ] || say "until the next start: what loads it then is systemd, which does not run here"
</#if>
</#if>
<#else>
  [ "$LP_STATE" = 'not loaded' ] || want "$LP_NAME" absent "$LP_STATE"
  [ "$LP_FORESEEN" = off ] || for old in "$LP_KEPT" "$LP_UNIT" "$LP_WANTED_BY"; do
    if [ -e "$old" ] || [ -L "$old" ]; then want "$old" absent file; fi
  done
</#if>
  ;;
canonical)
<#if state == "absent">
  [ "$LP_LIVE" = no ] || want "Livepatch of Ubuntu Pro" disabled enabled
  ! lp_ubuntu_patched || kernel_needs_reboot "the patches that are in force"
<#else>
  if [ "$LP_LIVE" = no ]; then
    have pro || unsupported "the program pro of Ubuntu Pro is not here: install ubuntu-pro-client (before 23.10 ubuntu-advantage-tools)"
    lp_attached || unsupported "this host is not attached to Ubuntu Pro: write the token into a file that only root can read, and run pro attach --attach-config FILE there; an argument can be read by everybody on the host"
    want "Livepatch of Ubuntu Pro" enabled disabled
  else
    case $LP_SAID in
      *'kernel state: ✗'*) unsupported "Livepatch does not cover the running kernel $LP_RELEASE ($LP_SAID); the actions kernel and boot_kernel bring a newer one" ;;
      *✗* | *apply-failed* | *applied-with-bug*) cannot "Livepatch has a problem: $LP_SAID; journalctl -t canonical-livepatch tells more" ;;
    esac
    [ -z "$LP_SAID" ] || say "$LP_SAID"
  fi
</#if>
  ;;
*)
<#if state == "absent">
  packages_want absent "$LP_PACKAGE"
  for at in "$LP_SYS"/kernel/livepatch/kpatch_* "$LP_SYS"/kernel/kpatch/kpatch_* "$LP_SYS"/kernel/livepatch/livepatch_*; do
    [ ! -f "$at/enabled" ] || { kernel_needs_reboot "the patches that are in force"; break; }
  done
<#else>
  case $by,$os in
    suse,*) lp_published "they are in the module SUSE Linux Enterprise Live Patching (SUSEConnect -p sle-module-live-patching/VERSION/ARCH), for some months after a kernel; the actions kernel and boot_kernel bring a newer one" ;;
    *,rhel | *,amzn) lp_published "they are published for some months after a kernel, with a subscription; the actions kernel and boot_kernel bring a newer one" ;;
    *) lp_published "Red Hat builds them for RHEL, and $os does not; the actions kernel and boot_kernel bring a newer kernel, or give a module built for $LP_RELEASE" ;;
  esac
  packages_want [=state] "$LP_PACKAGE" $LP_TOOL
<#if facts.init == "systemd">
  if [ "$by" = kpatch ]; then
    svc_use systemd
    svc_look kpatch
    case $SVC_ENABLED in yes | fixed) ;; *) want "kpatch at the next start" enabled disabled ;; esac
  fi
</#if>
  lp_modules
  for module in $LP_MODULES; do
    lp_module_state "$module"
    [ "$LP_STATE" = 'in force' ] || [ -n "$_differs" ] || want "$LP_NAME" "in force" "$LP_STATE"
  done
</#if>
  ;;
esac
lp_report
