OWNER=$FILE_OWNER
[ -e "$WORK/due.$TASK" ] || { hold "$FILE_PATH" file_set_rights; return 0; }
<#if checksum??>
http_sum [=checksum] "$name"
</#if>
print_got() {
  if [ -e "$WORK/got.$TASK" ]; then cat "$WORK/got.$TASK"; return "$?"; fi
  http_print || { why_not .; unbox; if [ "$WHY_NOT" = "the file system does not take it" ]; then http_why; else HTTP_WHY=$WHY_NOT; fi; cannot "$HTTP_SHOWN: $HTTP_WHY"; }
}
give_rights() {
<#if checksum??>
  got=$(http_sum_of "$1") || return 1
  [ "$got" = "$HTTP_SUM" ] || { unbox; cannot "$HTTP_SHOWN has the $HTTP_ALGORITHM $got, not $HTTP_SUM"; }
</#if>
  file_give_rights "$1"
}
[ -e "$WORK/got.$TASK" ] || { http_tool; http_configure GET ''; }
replace "$FILE_PATH" print_got give_rights <#if backup>file_back_up</#if>
