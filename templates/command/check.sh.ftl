creates=[=creates!""] removes=[=removes!""] unless=[=unless!""] onlyif=[=onlyif!""] changes=[=changes!""]
chdir=[=chdir!""]
prepare() {
<#list environment!{} as name, value>
  export [=name]=[=value]
</#list>
  [ -z "$chdir" ] || cd -- "$chdir"
}
due || return 0
set -- [=cmd!argv]
text="$*"
need_program "$1"
<#if (changes!"") == "never">
<#if stdin??>printf %s [=stdin] | </#if>( prepare && exec "$@" ) 3>&-
ended "$?" [=ok_statuses]
<#else>
announce "$text"
</#if>
