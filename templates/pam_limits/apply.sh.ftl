file_put_wanted <#if backup>backup</#if>
