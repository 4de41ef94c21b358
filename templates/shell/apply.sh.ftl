chdir=[=chdir!""] text=[=cmd] status=0
prepare() {
<#list environment!{} as name, value>
  export [=name]=[=value]
</#list>
  [ -z "$chdir" ] || cd -- "$chdir"
}
keep_script "$text"
<#if stdin??>printf %s [=stdin] | </#if>( run_script [=executable!"sh"] ) 3>&- || status=$?
ended "$status" [=ok_statuses]
