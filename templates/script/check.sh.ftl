command_due || return 0
<#if (changes!"") == "never">
run_given [=cmd.words]
command_ended "$?" [=ok_statuses]
<#else>
command_announce "$COMMAND_TEXT"
</#if>
