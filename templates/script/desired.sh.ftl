COMMAND_CHDIR=[=chdir!""] COMMAND_CREATES=[=creates!""] COMMAND_REMOVES=[=removes!""] COMMAND_UNLESS=[=unless!""] COMMAND_ONLYIF=[=onlyif!""] COMMAND_CHANGES=[=changes!""]
set -- [=cmd.name] [=cmd.words]
COMMAND_TEXT="$*"
prepare() {
<#list environment!{} as name, value>
  export [=name]=[=value]
</#list>
  [ -z "$COMMAND_CHDIR" ] || cd -- "$COMMAND_CHDIR"
}
<#if cmd.binary>
put_temp_bytes "given.$TASK" [=cmd.base64]
<#else>
put_temp "given.$TASK" [=cmd.text]
</#if>
# run_given ARGUMENT...: by the interpreter that is meant, so that no folder has to allow programs.
run_given() {
  by=[=executable!""]
  [ -n "$by" ] || IFS= read -r by <"$WORK/given.$TASK" || :
  case $by in '#!'*) by=${by#'#!'} ;; *) by=[=executable!"sh"] ;; esac
  # shellcheck disable=SC2086
  ( prepare && exec $by "$WORK/given.$TASK" "$@" ) 3>&-
}
