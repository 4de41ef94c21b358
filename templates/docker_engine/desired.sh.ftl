<#assign os = facts.os>
<#assign row = fitting(known[source])?first!{}>
<#-- before 18.09 the client and containerd were in one package with the engine -->
<#assign old = version?has_content && !version_at_least(version, "18.09")>
<#assign given = packages?has_content?then(packages, (old && source == "docker")?then(["docker-ce"], []))>
<#assign rootless = rootless_users?has_content?then(fitting(known.rootless[source])?first!{}, {})>
<#assign names = given?has_content?then(given, row.packages![]) + packages?has_content?then([], rootless.packages![])>
<#assign companions = given?has_content?then([], fitting(known.companions)?filter(c -> (!c.lsm?? || facts.lsm?seq_contains(c.lsm)) && (!c.rootless?? || rootless_users?has_content)))>
docker_no_snap [=facts.docker.snap]
<#if !names?has_content>
PKG_IMAGE=[=facts.os.image]; packages_other_system [=(facts.package_manager == "none")?then("none", "")]
distribution=[=os.pretty_name]
<#if os.family == "other">
unsupported "Drydock knows no Docker packages for $distribution; packages: names them, where one of apt, dnf, yum, zypper, apk, pacman installs them"
<#elseif source == "docker">
unsupported "Docker's repository has no packages for $distribution; source: distribution takes its own, and packages: any others"
<#else>
unsupported "$distribution has no Docker packages of its own; source: docker takes those of Docker's repository, and packages: any others"
</#if>
</#if>
<#if rootless_users?has_content && !packages?has_content && !rootless.packages?has_content>
distribution=[=os.pretty_name]
<#if source == "docker">
unsupported "Docker's repository has no packages that start engines of users (rootless_users) for $distribution; packages: names any others"
<#else>
unsupported "$distribution has no packages of its own that start engines of users (rootless_users); source: docker takes those of Docker's repository, and packages: any others"
</#if>
</#if>
packages_use [=facts.package_manager] [=facts.os.image] [=lock_timeout]
PKG_DOWNGRADE=[=allow_downgrade?then("yes", "")] PKG_UPDATE=[=(state == "latest")?then("yes", "")] PKG_RECOMMENDS=[=install_recommends?string("yes", "no")]
companions=[=companions?map(c -> c.package)?join(" ")] hold=[={"true": "yes", "false": "no"}[hold]!""]
other_source=[=(source == "docker")?then("distribution", "docker")]
engine_in_the_way [=known.conflicts[source]?filter(c -> !names?filter(n -> n == c || n?starts_with(c + "="))?has_content)]
engine_specs [=version!""] [=names]
file=[=daemon_file] ENGINE_PID_FILE=[=pid_file]
ENGINE_OWN_FLAGS=[=old?then("", (fitting(known.flags)?filter(f -> names?filter(n -> f.packages?seq_contains(n?keep_before("=")))?has_content)?first.flags)!"")]
<#if daemon??>
engine_daemon_text "$file" [=daemon]
</#if>
ROOTLESS_SCRIPT=[=rootless.script!"/usr/bin/dockerd-rootless.sh"]
