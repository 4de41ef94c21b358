chdir=[=chdir!""] status=0
prepare() {
<#list environment!{} as name, value>
  export [=name]=[=value]
</#list>
  [ -z "$chdir" ] || cd -- "$chdir"
}
<#if stdin??>printf %s [=stdin] | </#if>( prepare && exec [=cmd!argv] ) 3>&- || status=$?
ended "$status" [=ok_statuses]
