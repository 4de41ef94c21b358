FILE_MODE=[=mode!""] FILE_OWNER=[=owner!""] FILE_GROUP=[=group!""] FOLLOW=[=follow]
UNARCHIVE_DEST=[=dest] UNARCHIVE_STRIP=0 UNARCHIVE_EXCLUDE=''
for option in [=extra_opts]; do unarchive_option "$option"; done
for pattern in [=exclude]; do UNARCHIVE_EXCLUDE=$UNARCHIVE_EXCLUDE$pattern$NL; done
<#if remote_src>
UNARCHIVE_FILE=[=src]
<#else>
UNARCHIVE_FILE=$WORK/archive.$TASK
<#if src.binary>
put_temp_bytes "archive.$TASK" [=src.base64]
<#else>
put_temp "archive.$TASK" [=src.text]
</#if>
</#if>
