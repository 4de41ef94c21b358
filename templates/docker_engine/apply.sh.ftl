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
pkg_use [=facts.package_manager] [=lock_timeout]
<#if allow_downgrade>PKG_DOWNGRADE=yes</#if>
<#if state == "latest">PKG_UPDATE=yes</#if>
PKG_RECOMMENDS=[=install_recommends?string("yes", "no")]
in_the_way [=known.conflicts[source]?filter(c -> !names?filter(n -> n == c || n?starts_with(c + "="))?has_content)]
engine_specs [=version!""] [=names]
<#if companions?has_content>put_packages present [=companions]</#if>
<#if hold != "as_is">PKG_HOLD=[=(hold == "true")?then("yes", "no")]</#if>
if [ -n "$IN_THE_WAY" ]; then
  fetch_engine_packages [=state] $ENGINE_SPECS
  # by an index that the check may have had to do without
  not_back [=(source == "docker")?then("distribution", "docker")] $ENGINE_SPECS
fi
<#if daemon??>
# Before the packages, so that the engine's first start has it.
file=[=daemon_file] PID_FILE=[=pid_file]
daemon_text "$file" [=daemon]
if [ "$DAEMON_TEXT" != "$DAEMON_OLD" ]; then
  accepted_by_engine "$DAEMON_TEXT"
  put_file "$file" "$DAEMON_TEXT"
  # An engine that learns of live-restore now keeps its containers when it is restarted below.
  case $IN_THE_WAY,$DAEMON_TEXT in ,*'"live-restore"'*) ! engine_runs || kill -HUP "$_pid" || : ;; esac
fi
</#if>
put_engine_packages [=state] $ENGINE_SPECS
<#if daemon??>
if older_engine "$file" || replaced_engine [=facts.init]; then restart_engine [=facts.init] "$file" "$DAEMON_OLD"; fi
<#else>
PID_FILE=[=pid_file]
! replaced_engine [=facts.init] || { svc_use [=facts.init]; quietly restart || cannot "the engine does not start again: $(engine_words)"; }
</#if>
<#if service>
put_engine_service [=facts.init]
</#if>
put_members docker [=users]
