COMMAND_CREATES=[=creates!""] COMMAND_REMOVES=[=removes!""] COMMAND_UNLESS=[=unless!""] COMMAND_ONLYIF=[=onlyif!""] COMMAND_CHANGES=[=changes!""]
command_due || return 0
set -- [=cmd!argv]
COMMAND_TEXT="$*"
command_need_program "$1"
<#if (changes!"") == "never">
<#if stdin??>printf %s [=stdin] | </#if>( prepare && exec "$@" ) 3>&-
command_ended "$?" [=ok_statuses]
<#else>
command_announce "$COMMAND_TEXT"
</#if>
