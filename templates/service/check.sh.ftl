svc_use [=(init == "auto")?then(facts.init, init)]
enabled=<#if enabled??>[=enabled?string("yes", "no")]</#if>
masked=<#if masked??>[=masked?string("yes", "no")]</#if>
svc_want [=name] [=state!""] "$enabled" "$masked" [=daemon_reload?string("yes", "no")]
