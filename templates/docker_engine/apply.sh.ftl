<#assign os = facts.os>
<#assign fitting = known[source]?filter(p -> (p.id!os.id) == os.id && (p.family!os.family) == os.family
  && (os.version_id!"")?starts_with(p.version!""))>
<#assign names = packages![]>
<#-- before 18.09 the client and containerd were in one package with the engine -->
<#if !names?has_content && source == "docker" && version?has_content && !version_at_least(version, "18.09")><#assign names = ["docker-ce"]></#if>
<#assign companions = []>
<#if !names?has_content && fitting?has_content>
<#assign names = fitting[0].packages companions = known.companions[os.family]![]>
<#if facts.lsm?seq_contains("apparmor")><#assign companions = companions + (known.companions[os.family + "_apparmor"]![])></#if>
</#if>
packages_use [=facts.package_manager] [=lock_timeout]
<#if allow_downgrade>PKG_DOWNGRADE=yes</#if>
<#if state == "latest">PKG_UPDATE=yes</#if>
PKG_RECOMMENDS=[=install_recommends?string("yes", "no")]
engine_in_the_way [=known.conflicts[source]?filter(c -> !names?filter(n -> n == c || n?starts_with(c + "="))?has_content)]
engine_specs [=version!""] [=names]
<#if companions?has_content>packages_put present [=companions]</#if>
<#if hold != "as_is">PKG_HOLD=[=(hold == "true")?then("yes", "no")]</#if>
if [ -n "$ENGINE_IN_THE_WAY" ]; then
  engine_fetch_packages [=state] $ENGINE_SPECS
  # by an index that the check may have had to do without
  engine_not_back [=(source == "docker")?then("distribution", "docker")] $ENGINE_SPECS
fi
<#if daemon??>
# Before the packages, so that the engine's first start has it.
file=[=daemon_file] ENGINE_PID_FILE=[=pid_file]
engine_daemon_text "$file" [=daemon]
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
ENGINE_PID_FILE=[=pid_file]
! engine_is_replaced [=facts.init] || { svc_use [=facts.init]; engine_quietly restart || cannot "the engine does not start again: $(engine_words)"; }
</#if>
<#if service>
engine_put_service [=facts.init]
</#if>
engine_put_members docker [=users]
