<#assign reads = (changes!"") == "never" || (!changes?? && !creates?? && !removes?? && ["GET", "HEAD", "OPTIONS"]?seq_contains(method?upper_case))>
<#if !reads && !changes?? && !creates?? && !removes??>
cannot "$method may change something: say changes: always, or changes: never where it only reads"
</#if>
command_due || return 0
<#if reads>
http_tell
<#else>
command_announce "$COMMAND_TEXT"
</#if>
