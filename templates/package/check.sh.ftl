<#assign whole = upgrade?? || (name![])?seq_contains("*")>
<#if name?? && !name?seq_contains("*")>
packages_want [=state] [=version???then([name?first + "=" + version], name)]
[ -z "$PACKAGES_NEW$PACKAGES_OLD$PACKAGES_GONE" ] || [ -z "$_differs" ] || file_can_change /usr
<#elseif !whole && (update_cache!false)>
packages_want_index
</#if>
<#if whole>
packages_want_all [=upgrade!"safe"]
[ -z "$_differs" ] || file_can_change /usr
</#if>
<#if autoremove && !(name?? && state == "absent")>
[ "$PKG" = apt ] && [ -n [=whole?then("yes", "")] ] || packages_want_autoremove
</#if>
