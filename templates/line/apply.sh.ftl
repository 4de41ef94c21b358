mode=[=mode!""] owner=[=owner!""] group=[=group!""]
target [=path]
put_wanted <#if backup>backup</#if>
