COMMAND_CHDIR=[=chdir!""] COMMAND_TEXT=[=cmd]
prepare() {
<#list environment!{} as name, value>
  export [=name]=[=value]
</#list>
  [ -z "$COMMAND_CHDIR" ] || cd -- "$COMMAND_CHDIR"
}
