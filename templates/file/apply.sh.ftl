path=[=path] mode=[=mode!""] owner=[=owner!""] group=[=group!""]
[ "$path" = / ] || path=${path%/}
<#switch state!"any">
<#case "absent">
rm -rf -- "$path"
<#break>
<#case "link">
ln -sfn -- [=src] "$path"
set_owner "$path"
<#break>
<#case "directory">
[ -d "$path" ] || mkdir -p ${mode:+-m "$mode"} -- "$path"
set_rights "$path/."
<#if recurse>
[ -z "$owner$group" ] || chown -hR -- "$owner${group:+:$group}" "$path/."
[ -z "$mode" ] || find "$path/." -mindepth 1 ! -type l -exec chmod -- "$mode" {} +
</#if>
<#break>
<#default>
[ ! -L "$path" ] || path=$(readlink -f -- "$path")
<#if (state!"") == "touch">
if [ ! -e "$path" ]; then look "$path"; put_wanted; fi
</#if>
set_rights "$path"
</#switch>
