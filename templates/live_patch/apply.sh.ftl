case $by in
module)
<#if state == "absent">
  lp_disable
  if [ -e "$LP_UNIT" ] || [ -L "$LP_WANTED_BY" ]; then
    remove "$LP_UNIT" "$LP_WANTED_BY"
    [ [=facts.init] != systemd ] || svc_run systemctl daemon-reload
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
  ;;
canonical)
<#if state == "absent">
  if have pro && lp_attached; then svc_run pro disable livepatch --assume-yes; else svc_run canonical-livepatch disable; fi
<#else>
  svc_run pro enable livepatch --assume-yes
</#if>
  ;;
*)
  packages_put [=state] "$LP_PACKAGE" $LP_TOOL
<#if state != "absent">
<#if facts.init == "systemd">
  if [ "$by" = kpatch ]; then
    svc_use systemd
    svc_look kpatch
    case $SVC_ENABLED in yes | fixed) ;; *) svc_do enable kpatch ;; esac
  fi
</#if>
  lp_modules
  for file in $LP_MODULES; do
    lp_module_state "$file"
    [ "$LP_STATE" = 'in force' ] || [ "$LP_STATE" = 'in transition' ] || lp_load_packaged "$by" "$file"
    lp_settle "$LP_NAME"
  done
</#if>
  ;;
esac
