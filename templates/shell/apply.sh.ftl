COMMAND_CHDIR=[=chdir!""] COMMAND_TEXT=[=cmd] status=0
prepare() {
<#list environment!{} as name, value>
  export [=name]=[=value]
</#list>
  [ -z "$COMMAND_CHDIR" ] || cd -- "$COMMAND_CHDIR"
}
command_keep_script "$COMMAND_TEXT"
<#if stdin??>printf %s [=stdin] | </#if>( command_run_script [=executable!"sh"] ) 3>&- || status=$?
command_ended "$status" [=ok_statuses]
