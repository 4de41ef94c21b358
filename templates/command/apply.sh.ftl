status=0
<#if stdin??>printf %s [=stdin] | </#if>( prepare && exec [=cmd!argv] ) 3>&- || status=$?
command_ended "$status" [=ok_statuses]
