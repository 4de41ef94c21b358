line=[=line!""]
<#if state == "absent">
[ -f "$FILE_SEEN" ] || return 0
<#elseif !create>
if [ ! -f "$FILE_SEEN" ]; then
  ! promised path "$FILE_PATH" || defer "$FILE_PATH is still to be made" path "$FILE_PATH"
  missing "the file $FILE_PATH does not exist; create: true makes it" path "$FILE_PATH"
fi
</#if>

# last OPTION PATTERN: sets $number and $found to the last line that matches; $number is empty when none does. The pattern
# is in no argument list, as it can hold a secret.
last() {
  number='' found=''
  [ -f "$FILE_SEEN" ] || return 0
  matches=$(printf '%s\n' "$2" | grep -n "$1" -f - -- "$FILE_SEEN")
  case $?$matches in
    1*) return 0 ;;
    0?*) matches=${matches##*"$NL"}; number=${matches%%:*} found=${matches#*:} ;;
    0) cannot "$FILE_PATH is not a text file" ;;
    *) cannot "this is not a regular expression: $2" ;;
  esac
}

<#if state == "absent">

last [=regexp???then("-E", "-xF")] [=regexp!line]
[ -z "$number" ] || {
  file_read_lines
  put_temp "pattern.$TASK" [=regexp!line]
  edited=$(printf %s "$FILE_CURRENT" | grep -v [=regexp???then("-E", "-xF")] -f "$WORK/pattern.$TASK"; [ $? -le 1 ] && echo .) || cannot "cannot edit $FILE_PATH"
  file_want_text "${edited%.}"
}
<#elseif !line??>
cannot "state present needs line"
<#else>

# insert replace|before|after NUMBER: the wanted file has the line there. After 0 is its beginning, after end its end.
insert() {
  file_read_lines
  edited=$(printf %s "$FILE_CURRENT" | LINE=$line awk -v how="$1" -v at="$2" '
    BEGIN { if (at == "0") print ENVIRON["LINE"] }
    NR == at && how == "before" { print ENVIRON["LINE"] }
    NR == at && how == "replace" { print ENVIRON["LINE"]; next }
    { print }
    NR == at && how == "after" { print ENVIRON["LINE"] }
    END { if (at == "end") print ENVIRON["LINE"] }' && echo .) || cannot "cannot edit $FILE_PATH: awk failed"
  file_want_text "${edited%.}"
}

last_itself() { last -xF "$line"; }
<#if regexp??>
last -E [=regexp]
if [ -n "$number" ] && [ "$found" != "$line" ]; then
  # A line that regexp does not match takes the place of a match once: where it is already there, that has been done.
  match=$number
  put_temp "pattern.$TASK" [=regexp]
  if printf '%s\n' "$line" | grep -qE -f "$WORK/pattern.$TASK"; then number=''; else last_itself; fi
  [ -n "$number" ] || { insert replace "$match"; number=$match; }
fi
</#if>
[ -n "${number:-}" ] || last_itself
if [ -z "$number" ]; then
<#if (insertafter!"") == "BOF" || (insertbefore!"") == "BOF">
  insert after 0
<#elseif insertbefore?? || (insertafter!"EOF") != "EOF">
  last -E [=insertbefore!insertafter]
  if [ -n "$number" ]; then insert [=insertbefore???then("before", "after")] "$number"; else insert after end; fi
<#else>
  insert after end
</#if>
fi
</#if>
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
