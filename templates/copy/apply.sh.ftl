mode=[=mode!""] owner=[=owner!""] group=[=group!""]
target [=dest] [=(src.name)!""]
put_wanted <#if backup>backup</#if>
