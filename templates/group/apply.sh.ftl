name=[=name]
<#if state == "absent">
if have groupdel; then groupdel -- "$name"; else delgroup "$name"; fi
<#else>
if account_exists group "$name"; then
  groupmod <#if gid??>-g [=gid]</#if> -- "$name"
elif have groupadd; then
  groupadd <#if gid??>-g [=gid]</#if> <#if system>-r</#if> -- "$name"
else
  addgroup <#if gid??>-g [=gid]</#if> <#if system>-S</#if> "$name"
fi
! account_find group "$name" || { ACCOUNT_ROW=${ACCOUNT_ROW#*:*:}; result gid "${ACCOUNT_ROW%%:*}"; }
</#if>
