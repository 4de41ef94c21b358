<#if dest?ends_with("/")>
file_want_directory "${FILE_PATH%/*}"
<#else>
[ -e "$FILE_SEEN" ] || file_need_directory "${FILE_PATH%/*}"
</#if>
result dest "$FILE_PATH"
before=$_differs _differs=
<#if checksum??>
http_sum [=checksum] "$name"
sum=
[ ! -f "$FILE_SEEN" ] || sum=$(http_sum_of "$FILE_SEEN") || cannot "cannot read $FILE_PATH"
want "$HTTP_ALGORITHM" "$HTTP_SUM" "$sum"
<#elseif force>
if [ ! -f "$FILE_SEEN" ]; then want content "what $HTTP_SHOWN has" absent
else
  [ -e "$WORK/got.$TASK" ] || http_get "got.$TASK"
  HTTP_ALGORITHM=sha256
  want sha256 "$(http_sum_of "$WORK/got.$TASK")" "$(http_sum_of "$FILE_SEEN")"
fi
<#else>
[ -f "$FILE_SEEN" ] || want content "what $HTTP_SHOWN has" absent
</#if>
[ -z "$_differs" ] || { FILE_WANTED=later; put_temp "due.$TASK" ''; }
_differs=$before$_differs
file_want_rights
[ ! -e "$WORK/due.$TASK" ] || [ -e "$WORK/got.$TASK" ] || http_tool
