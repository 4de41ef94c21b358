<#if rootless_users?has_content>
rootless_possible [=facts.init] [=facts.cgroup.version]
</#if>
ENGINE_STOPPED=
engine_not_back "$other_source" $ENGINE_SPECS
[ -z "$companions" ] || packages_want present $companions
PKG_HOLD=$hold
[ -z "$ENGINE_IN_THE_WAY" ] || packages_want absent $ENGINE_IN_THE_WAY
PKG_GONE=$ENGINE_IN_THE_WAY
engine_want_packages [=state] $ENGINE_SPECS
<#if !daemon??>
ENGINE_DAEMON_TEXT=$(contents "$file" 2>/dev/null) || ENGINE_DAEMON_TEXT=
</#if>
<#list dated.changes![] as change>
engine_tell_change [=change.program] [=(change.program == "docker")?then(facts.docker.version, facts.containerd.version)] [=change.version] [=change.note] [=change.where!""] [=change.unless!""]
</#list>
restarts=$ENGINE_IN_THE_WAY$PKG_MOVES$ENGINE_NEW_SPECS   # packages that move take the engine with them
<#if daemon??>
if [ "$ENGINE_DAEMON_TEXT" != "$ENGINE_DAEMON_OLD" ] || engine_is_older "$file"<#if service> || ! engine_runs</#if>; then
  engine_flags_once [=facts.init]
<#if !allow_driver_change>
  engine_keep_driver [=facts.docker.storage_driver]
  engine_keep_store [=facts.docker.image_store]
</#if>
  engine_no_swarm_with_live_restore
  engine_may_forward
fi
engine_want_daemon "$file"
if [ "$ENGINE_DAEMON_TEXT" != "$ENGINE_DAEMON_OLD" ]; then
  promise path "$file"
  ! engine_runs || { want engine "restarted with the new daemon.json" "running with the old one"; restarts=yes; }
elif engine_is_older "$file"; then want engine "restarted with daemon.json as it is" "started before it was written"; restarts=yes
fi
</#if>
<#if service>
engine_want_service [=facts.init]
</#if>
[ -z "$_differs" ] || { promise service docker; promise command docker; promise group docker; }
[ -z "$restarts$ENGINE_STOPPED" ] || promise engine docker
engine_want_members docker [=users]
<#if rootless_users?has_content>
rootless_want [=rootless_users]
</#if>
