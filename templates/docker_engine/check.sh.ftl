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
no_snap [=facts.docker.snap]
<#if !names?has_content>
pkg_other_system [=(facts.package_manager == "none")?then("none", "")]
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
pkg_use [=facts.package_manager]
<#if allow_downgrade>PKG_DOWNGRADE=yes</#if>
<#if state == "latest">PKG_UPDATE=yes</#if>
PKG_RECOMMENDS=[=install_recommends?string("yes", "no")]
ENGINE_STOPPED=
in_the_way [=known.conflicts[source]?filter(c -> !names?filter(n -> n == c || n?starts_with(c + "="))?has_content)]
engine_specs [=version!""] [=names]
not_back [=(source == "docker")?then("distribution", "docker")] $ENGINE_SPECS
<#if companions?has_content>want_packages present [=companions]</#if>
<#if hold != "as_is">PKG_HOLD=[=(hold == "true")?then("yes", "no")]</#if>
[ -z "$IN_THE_WAY" ] || want_packages absent $IN_THE_WAY
PKG_GONE=$IN_THE_WAY
want_engine_packages [=state] $ENGINE_SPECS
restarts=$IN_THE_WAY$MOVES$NEW_SPECS   # packages that move take the engine with them
<#if daemon??>
file=[=daemon_file] PID_FILE=[=pid_file]
daemon_text "$file" [=daemon]
<#assign own = known.flags?filter(f -> names?filter(n -> n?keep_before("=") == f.package)?has_content && (f.id!os.id) == os.id && (f.family!os.family) == os.family)>
OWN_FLAGS=[=(own?has_content && !(version?has_content && !version_at_least(version, "18.09")))?then(own[0].flags, "")]
if [ "$DAEMON_TEXT" != "$DAEMON_OLD" ] || older_engine "$file"<#if service> || ! engine_runs</#if>; then
  flags_once [=facts.init]
<#if !allow_driver_change>
  keep_driver [=facts.docker.storage_driver]
</#if>
  no_swarm_with_live_restore
fi
want_daemon "$file"
if [ "$DAEMON_TEXT" != "$DAEMON_OLD" ]; then
  promise path "$file"
  ! engine_runs || { want engine "restarted with the new daemon.json" "running with the old one"; restarts=yes; }
elif older_engine "$file"; then want engine "restarted with daemon.json as it is" "started before it was written"; restarts=yes
fi
</#if>
<#if service>
want_engine_service [=facts.init]
</#if>
[ -z "$_differs" ] || { promise service docker; promise command docker; promise group docker; }
[ -z "$restarts$ENGINE_STOPPED" ] || promise engine docker
want_members docker [=users]
</#if>
