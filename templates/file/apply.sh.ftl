path=[=path] mode=[=mode!""] owner=[=owner!""] group=[=group!""] FOLLOW=[=follow] OWNER=[=owner!""]
[ "$path" = / ] || path=${path%/}
<#switch state!"any">
<#case "absent">
remove "$path"
<#break>
<#case "link">
put_link "$path" [=src]
<#break>
<#case "directory">
make_directory "$path" $mode
<#if recurse>
hold "$path" set_rights_below
</#if>
hold "$path" set_rights
<#break>
<#default>
<#if (state!"") == "touch">
[ -e "$path" ] || { target "$path"; put_wanted; return 0; }
</#if>
hold "$path" set_rights
</#switch>
