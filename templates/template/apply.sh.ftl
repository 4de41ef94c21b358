mode=[=mode!""] owner=[=owner!""] group=[=group!""] FOLLOW=[=follow]
target [=dest]
put_wanted <#if backup>backup</#if>
