OWNER=$FILE_OWNER
file_settle_mode "$FILE_PATH" [=((state!"") == "directory")?then("directory", "")]
<#switch state!"any">
<#case "absent">
remove "$FILE_PATH"
<#break>
<#case "link">
file_put_link "$FILE_PATH" [=src]
<#break>
<#case "directory">
make_directory "$FILE_PATH" "$FILE_MODE"
<#if recurse>
hold "$FILE_PATH" file_set_rights_below
</#if>
hold "$FILE_PATH" file_set_rights
<#break>
<#default>
<#if (state!"") == "touch">
[ -e "$FILE_PATH" ] || { file_target "$FILE_PATH"; file_put_wanted; return 0; }
</#if>
hold "$FILE_PATH" file_set_rights
</#switch>
