COMMAND_CHDIR=[=chdir!""] status=0
prepare() {
<#list environment!{} as name, value>
  export [=name]=[=value]
</#list>
  [ -z "$COMMAND_CHDIR" ] || cd -- "$COMMAND_CHDIR"
}
<#if stdin??>printf %s [=stdin] | </#if>( prepare && exec [=cmd!argv] ) 3>&- || status=$?
command_ended "$status" [=ok_statuses]
