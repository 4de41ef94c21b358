FILE_MODE=[=mode!""] FILE_OWNER=[=owner!""] FILE_GROUP=[=group!""] FOLLOW=[=follow]
dest=[=dest]
<#if !remote_src && (src.entries)??>
copy_to "$dest" [=src.name]
<#elseif remote_src && src??>
source=[=src!""] name=[=(src!"")?ends_with("/")?then("", (src!"")?keep_after_last("/"))]
copy_source "${source%"${source##*[!/]}"}"
if [ -d "$COPY_FROM" ]; then copy_to "$dest" "$name"
else copy_mode_of "$COPY_FROM" [=mode!""]; file_target "$dest" "$name"; fi
<#else>
<#if (mode!"") == "preserve">FILE_MODE=[=(src.mode)!""]</#if>
file_target "$dest" [=(src.name)!""]
</#if>
