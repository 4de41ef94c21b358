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
docker_no_snap [=facts.docker.snap]
<#if !names?has_content>
packages_other_system [=(facts.package_manager == "none")?then("none", "")]
<#if os.family == "other">
unsupported [="Drydock knows no Docker packages for " + os.pretty_name + "; packages: names them, where one of apt, dnf, yum, zypper, apk, pacman installs them"]
</#if>
distribution=[=os.pretty_name]
<#if source == "docker">
unsupported "Docker's repository has no packages for $distribution; source: distribution takes its own, and packages: any others"
<#else>
unsupported "$distribution has no Docker packages of its own; source: docker takes those of Docker's repository, and packages: any others"
</#if>
<#else>
packages_use [=facts.package_manager]
<#if allow_downgrade>PKG_DOWNGRADE=yes</#if>
<#if state == "latest">PKG_UPDATE=yes</#if>
PKG_RECOMMENDS=[=install_recommends?string("yes", "no")]
ENGINE_STOPPED=
engine_in_the_way [=known.conflicts[source]?filter(c -> !names?filter(n -> n == c || n?starts_with(c + "="))?has_content)]
engine_specs [=version!""] [=names]
engine_not_back [=(source == "docker")?then("distribution", "docker")] $ENGINE_SPECS
<#if companions?has_content>packages_want present [=companions]</#if>
<#if hold != "as_is">PKG_HOLD=[=(hold == "true")?then("yes", "no")]</#if>
[ -z "$ENGINE_IN_THE_WAY" ] || packages_want absent $ENGINE_IN_THE_WAY
PKG_GONE=$ENGINE_IN_THE_WAY
engine_want_packages [=state] $ENGINE_SPECS
restarts=$ENGINE_IN_THE_WAY$PKG_MOVES$ENGINE_NEW_SPECS   # packages that move take the engine with them
<#if daemon??>
file=[=daemon_file] ENGINE_PID_FILE=[=pid_file]
engine_daemon_text "$file" [=daemon]
<#assign own = known.flags?filter(f -> names?filter(n -> n?keep_before("=") == f.package)?has_content && (f.id!os.id) == os.id && (f.family!os.family) == os.family)>
ENGINE_OWN_FLAGS=[=(own?has_content && !(version?has_content && !version_at_least(version, "18.09")))?then(own[0].flags, "")]
if [ "$ENGINE_DAEMON_TEXT" != "$ENGINE_DAEMON_OLD" ] || engine_is_older "$file"<#if service> || ! engine_runs</#if>; then
  engine_flags_once [=facts.init]
<#if !allow_driver_change>
  engine_keep_driver [=facts.docker.storage_driver]
</#if>
  engine_no_swarm_with_live_restore
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
</#if>
