creates=[=creates!""] removes=[=removes!""] unless=[=unless!""] onlyif=[=onlyif!""] changes=[=changes!""]
chdir=[=chdir!""] text=[=cmd]
prepare() {
<#list environment!{} as name, value>
  export [=name]=[=value]
</#list>
  [ -z "$chdir" ] || cd -- "$chdir"
}
due || return 0
need_program [=executable!"sh"]
<#if (changes!"") == "never">
keep_script "$text"
<#if stdin??>printf %s [=stdin] | </#if>( run_script [=executable!"sh"] ) 3>&-
ended "$?" [=ok_statuses]
<#else>
announce "$text"
</#if>
