line=[=line!""]
<#if state == "absent">
[ -f "$FILE_SEEN" ] || return 0
<#elseif !create>
lines_need_file "create: true makes it"
</#if>
<#assign how = search_string???then("-F", regexp???then("-E", "-xF"))>
<#if state == "absent">

lines_find [=how] [=regexp!search_string!line]
[ -z "$LINES_NUMBER" ] || lines_without [=how] [=regexp!search_string!line]
<#elseif !line??>
cannot "state present needs line"
<#else>

find_itself() { lines_find -xF "$line"; }
<#if backrefs>
<#if !regexp??>cannot "backrefs needs regexp"</#if>
expand() {
  lines_find -E [=regexp!"x"] [=firstmatch?then("first", "")]
  expanded=$LINES_FOUND
  [ -z "$LINES_NUMBER" ] || { lines_expanded [=regexp!"x"] "$LINES_FOUND" "$line"; expanded=$LINES_LINE; }
}
expand
[ "$expanded" = "$LINES_FOUND" ] || {
  lines_put replace "$LINES_NUMBER" "$expanded"
  put_temp "edited.$TASK" "$FILE_TEXT"
  seen=$FILE_SEEN FILE_SEEN=$WORK/edited.$TASK
  expand
  FILE_SEEN=$seen
  [ "$expanded" = "$LINES_FOUND" ] || cannot "the next run would change line $LINES_NUMBER again: write a regexp that does not match what it has made, nor another line"
}
<#else>
<#if regexp?? || search_string??>
lines_find [=how] [=regexp!search_string] [=firstmatch?then("first", "")]
if [ -n "$LINES_NUMBER" ] && [ "$LINES_FOUND" != "$line" ]; then
  # A line that regexp does not match takes the place of a match once: where it is already there, that has been done.
  match=$LINES_NUMBER
  put_temp "pattern.$TASK" [=regexp!search_string]
  if printf '%s\n' "$line" | grep -q [=how] -f "$WORK/pattern.$TASK"; then LINES_NUMBER=''; else find_itself; fi
  [ -n "$LINES_NUMBER" ] || { lines_put replace "$match" "$line"; LINES_NUMBER=$match; }
fi
</#if>
[ -n "${LINES_NUMBER:-}" ] || find_itself
if [ -z "$LINES_NUMBER" ]; then
<#if (insertafter!"") == "BOF" || (insertbefore!"") == "BOF">
  lines_put after 0 "$line"
<#elseif insertbefore?? || (insertafter!"EOF") != "EOF">
  lines_find -E [=insertbefore!insertafter] [=firstmatch?then("first", "")]
  if [ -n "$LINES_NUMBER" ]; then lines_put [=insertbefore???then("before", "after")] "$LINES_NUMBER" "$line"; else lines_put after end "$line"; fi
<#else>
  lines_put after end "$line"
</#if>
fi
</#if>
</#if>
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
