status=0
command_keep_script "$COMMAND_TEXT"
<#if stdin??>printf %s [=stdin] | </#if>( command_run_script [=executable!"sh"] ) 3>&- || status=$?
command_ended "$status" [=ok_statuses]
