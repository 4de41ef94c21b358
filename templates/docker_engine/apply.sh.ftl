[ -z "$companions" ] || packages_put present $companions
PKG_HOLD=$hold
if [ -n "$ENGINE_IN_THE_WAY" ]; then
  engine_fetch_packages [=state] $ENGINE_SPECS
  # by an index that the check may have had to do without
  engine_not_back "$other_source" $ENGINE_SPECS
fi
<#if daemon??>
# Before the packages, so that the engine's first start has it.
if [ "$ENGINE_DAEMON_TEXT" != "$ENGINE_DAEMON_OLD" ]; then
  engine_accepts "$ENGINE_DAEMON_TEXT"
  put_file "$file" "$ENGINE_DAEMON_TEXT"
  # An engine that learns of live-restore now keeps its containers when it is restarted below.
  case $ENGINE_IN_THE_WAY,$ENGINE_DAEMON_TEXT in ,*'"live-restore"'*) ! engine_runs || kill -HUP "$_pid" || : ;; esac
fi
</#if>
engine_put_packages [=state] $ENGINE_SPECS
<#if daemon??>
if engine_is_older "$file" || engine_is_replaced [=facts.init]; then engine_restart [=facts.init] "$file" "$ENGINE_DAEMON_OLD"; fi
<#else>
! engine_is_replaced [=facts.init] || { svc_use [=facts.init]; engine_quietly restart || cannot "the engine does not start again: $(engine_words)"; }
</#if>
<#if service>
engine_put_service [=facts.init]
</#if>
engine_put_members docker [=users]
<#if rootless_users?has_content>
rootless_put [=rootless_users]
</#if>
