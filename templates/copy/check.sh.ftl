result dest "$FILE_PATH"
<#if !remote_src && (src.entries)??>
copy_want_directory ''
<#list src.entries as entry>
<#if entry.directory>
copy_want_directory [=entry.path]
<#else>
copy_part [=entry?counter] [=entry.path] [=((mode!"") == "preserve")?then(entry.mode, mode!"")]
<#if !force>[ -e "$FILE_SEEN" ] || {</#if>
<#if entry.binary>
file_want_bytes [=entry.sha256] [=entry.base64]
<#else>
file_want_text [=entry.text] <#if hidden>hidden</#if>
</#if>
file_want_rights
<#if validate??>file_validate [=validate]</#if>
<#if !force>}</#if>
</#if>
</#list>
copy_want_parts
<#else>
<#if remote_src && src??>
want_part() { # NUMBER KIND PATH
  [ "$2" = file ] || { copy_want_directory "$3"; return 0; }
  copy_mode_of "$COPY_FROM/$3" [=mode!""]
  copy_part "$1" "$3" "$FILE_MODE"
  <#if !force>[ ! -e "$FILE_SEEN" ] || return 0</#if>
  file_want_of_host "$COPY_FROM/$3" <#if hidden>hidden</#if>
  file_want_rights
<#if validate??>
  file_validate [=validate]
</#if>
}
if [ -d "$COPY_FROM" ]; then
  copy_want_directory ''
  copy_each "$COPY_FROM" want_part
  copy_want_parts
  return 0
fi
</#if>
<#if !force>
[ ! -e "$FILE_SEEN" ] || return 0
</#if>
<#if dest?ends_with("/")>
file_want_directory "${FILE_PATH%/*}"
</#if>
<#if remote_src && src??>
file_want_of_host "$COPY_FROM" <#if hidden>hidden</#if>
<#elseif (src.binary)!false>
file_want_bytes [=src.sha256] [=src.base64]
<#else>
file_want_text [=(src.text)!content] <#if hidden>hidden</#if>
</#if>
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
</#if>
