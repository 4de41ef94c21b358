mode=[=mode!""] owner=[=owner!""] group=[=group!""] FOLLOW=[=follow]
target [=dest] [=(src.name)!""]
put_wanted <#if backup>backup</#if>
