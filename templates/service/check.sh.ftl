<#if name??>
svc_want [=name] [=state!""] "$enabled" "$masked" [=daemon_reload?string("yes", "no")]
<#elseif !daemon_reload || state?? || enabled?? || masked??>
cannot "name says which service; only daemon_reload: true can do without"
<#else>
svc_want_units_read
</#if>
