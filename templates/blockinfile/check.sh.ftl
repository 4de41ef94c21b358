<#assign gone = state == "absent" || block?trim?length == 0>
<#if gone>
[ -f "$FILE_SEEN" ] || return 0
<#elseif !create>
lines_need_file "create: true makes it"
</#if>
block=[=block]
marker=[=marker] begin=[=marker_begin] end=[=marker_end]
case $marker in *'{mark}'*) ;; *) cannot "the marker needs {mark}, by which its two lines differ" ;; esac
begin=${marker%%'{mark}'*}$begin${marker#*'{mark}'} end=${marker%%'{mark}'*}$end${marker#*'{mark}'}
[ "$begin" != "$end" ] || cannot "marker_begin and marker_end are the same, and the block could not be found again"
case $NL$block$NL in *"$NL$begin$NL"* | *"$NL$end$NL"*) cannot "the block holds one of its own marks" ;; esac
case $block in '' | *"$NL") ;; *) block=$block$NL ;; esac
put_temp "block.$TASK" "$block"
how=after at=end
<#if gone>
how=
<#elseif (insertafter!"") == "BOF" || (insertbefore!"") == "BOF">
at=0
<#elseif insertbefore?? || (insertafter!"EOF") != "EOF">
lines_find -E [=insertbefore!insertafter]
[ -z "$LINES_NUMBER" ] || { how=[=insertbefore???then("before", "after")] at=$LINES_NUMBER; }
</#if>
lines_block "$begin" "$end" "$how" "$at"
file_want_rights
<#if validate??>
file_validate [=validate]
</#if>
