FILE_MODE=[=mode!""] FILE_OWNER=[=owner!""] FILE_GROUP=[=group!""] FOLLOW=[=follow]
file_target [=path]
file_put_wanted <#if backup>backup</#if>
