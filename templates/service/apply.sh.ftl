<#if name??>
svc_put [=name] [=state!""] "$enabled" "$masked" [=daemon_reload?string("yes", "no")]
<#else>
svc_run systemctl daemon-reload
</#if>
