<#if !remote_src && (src.entries)??>
file_make_directory "$COPY_BASE" [=directory_mode!""]
<#list src.entries as entry>
<#if entry.directory>
file_make_directory "$COPY_BASE/"[=entry.path] [=directory_mode!""]
hold "$COPY_BASE/"[=entry.path] file_set_owner
<#else>
copy_put_part [=entry?counter] [=entry.path] [=((mode!"") == "preserve")?then(entry.mode, mode!"")] <#if backup>backup</#if>
</#if>
</#list>
<#else>
<#if remote_src && src??>
put_part() { # NUMBER KIND PATH
  if [ "$2" = file ]; then copy_mode_of "$COPY_FROM/$3" [=mode!""]; copy_put_part "$1" "$3" "$FILE_MODE" <#if backup>backup</#if>
  else file_make_directory "$COPY_BASE/$3" [=directory_mode!""]; hold "$COPY_BASE/$3" file_set_owner; fi
}
if [ -d "$COPY_FROM" ]; then
  file_make_directory "$COPY_BASE" [=directory_mode!""]
  copy_each "$COPY_FROM" put_part
  return 0
fi
</#if>
file_put_wanted <#if backup>backup</#if>
</#if>
