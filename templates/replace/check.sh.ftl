lines_need_file
from=1 to='$'
<#if after?? && before??>
lines_grep -E [=after]; starts=$LINES_MATCHES
lines_grep -E [=before]
from='' to=''
while IFS=: read -r start _; do
  [ -n "$start" ] || break
  while IFS=: read -r end _; do [ -n "$to" ] || [ "${end:-0}" -le "$start" ] || { from=$((start + 1)) to=$((end - 1)); }; done <<END
$LINES_MATCHES
END
  break
done <<END
$starts
END
<#elseif after??>
lines_find -E [=after] first
from=$LINES_NUMBER; [ -z "$from" ] || from=$((from + 1))
<#elseif before??>
lines_find -E [=before]
to=$LINES_NUMBER; [ -z "$to" ] || to=$((to - 1))
</#if>
if [ -z "$from" ] || [ -z "$to" ]; then say "nothing is replaced: no lines are there that match <#if after??>after</#if><#if after?? && before??> and </#if><#if before??>before</#if>"
elif [ "$to" = '$' ] || [ "$from" -le "$to" ]; then
  lines_replaced "$from" "$to" [=regexp] [=replace]
  again=$(printf %s "$FILE_TEXT" | lines_sed "$from,$to$LINES_COMMAND""g" && echo .) || exit "$?"
  [ "${again%.}" = "$FILE_TEXT" ] || cannot "the next run would replace it again, as the expression also matches what it has made: write one that does not, such as ^name$ for name"
fi
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
