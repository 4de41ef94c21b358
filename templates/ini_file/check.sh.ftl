<#if state == "absent">
[ -f "$FILE_SEEN" ] || return 0
<#elseif !create>
[ -f "$FILE_SEEN" ] || promised path "$FILE_PATH" || missing "the file $FILE_PATH does not exist; create: true makes it" path "$FILE_PATH"
</#if>
option=[=option!""] wanted=''
<#if option??>
set -- <#if values??>[=values]<#else>[=value!""]</#if>
for value do
<#if allow_no_value>
  [ -n "$value" ] || { wanted=$wanted$option$NL; continue; }
<#elseif state == "present">
  <#if !(value?? || values??)>cannot "the option needs a value, or allow_no_value: true"</#if>
</#if>
  wanted=$wanted$option[=no_extra_spaces?then("=", " = ")]$value$NL
done
</#if>
put_temp "ini.$TASK" "$wanted"
ini_want [=state] [=section!""] "$option" [=exclusive?then("1", "")] [=modify_inactive_option?then("1", "")]
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
