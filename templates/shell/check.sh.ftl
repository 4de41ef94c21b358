COMMAND_CREATES=[=creates!""] COMMAND_REMOVES=[=removes!""] COMMAND_UNLESS=[=unless!""] COMMAND_ONLYIF=[=onlyif!""] COMMAND_CHANGES=[=changes!""]
command_due || return 0
command_need_program [=executable!"sh"]
<#if (changes!"") == "never">
command_keep_script "$COMMAND_TEXT"
<#if stdin??>printf %s [=stdin] | </#if>( command_run_script [=executable!"sh"] ) 3>&-
command_ended "$?" [=ok_statuses]
<#else>
command_announce "$COMMAND_TEXT"
</#if>
