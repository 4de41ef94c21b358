mode=[=mode!""] owner=[=owner!""] group=[=group!""]
target [=dest]
put_wanted <#if backup>backup</#if>
