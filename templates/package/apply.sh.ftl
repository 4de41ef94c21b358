<#assign whole = upgrade?? || (name![])?seq_contains("*")>
<#if name?? && !name?seq_contains("*")>
packages_put [=state] [=version???then([name?first + "=" + version], name)]
<#elseif !whole && (update_cache!false)>
packages_put_index
</#if>
<#if whole>
packages_put_all [=upgrade!"safe"]
</#if>
<#if autoremove && !(name?? && state == "absent")>
packages_put_autoremove
</#if>
