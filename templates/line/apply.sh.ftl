mode=[=mode!""] owner=[=owner!""] group=[=group!""] FOLLOW=[=follow]
target [=path]
put_wanted <#if backup>backup</#if>
