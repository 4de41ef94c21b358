<#assign options = facts.kernel.options!{}>
<#assign option = {"memory": "MEMCG", "cpu": "CGROUP_SCHED", "cpuset": "CPUSETS", "cpuacct": "CGROUP_CPUACCT", "pids": "CGROUP_PIDS",
  "io": "BLK_CGROUP", "blkio": "BLK_CGROUP", "devices": "CGROUP_DEVICE", "freezer": "CGROUP_FREEZER", "hugetlb": "CGROUP_HUGETLB",
  "perf_event": "CGROUP_PERF"}>
<#assign kind = (["v1", "hybrid"]?seq_contains(version) || version == "any" && ["v1", "hybrid"]?seq_contains(facts.cgroup.version))?then("v1", "v2")>
<#assign needed = controllers!known[kind].necessary>
<#assign all = needed + delegate?filter(c -> !needed?seq_contains(c))>
is_version=[=facts.cgroup.version] is_controllers=[=facts.cgroup.controllers?join(" ")] is_release=[=facts.kernel.release]
is_loader=[=facts.boot_loader] is_command_line=[=facts.command_line] is_swap=[=options.MEMCG_SWAP_ENABLED!"n"]
controllers=[=all?join(" ")]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""]
<#if facts.cgroup.version == "none">
if cgroup_mounted; then
  cgroup_groups; is_controllers=$NAMES
  [ ! -r /sys/fs/cgroup/cgroup.controllers ] || read -r is_controllers </sys/fs/cgroup/cgroup.controllers
else
  [ [=facts.init] != systemd ] || cannot "systemd has mounted no control groups; its kernel may lack them"
  [ -d /sys/fs/cgroup ] || unsupported "there are no control groups: no CONFIG_CGROUPS in the kernel, or no file system on /sys"
  ! fstab_has_cgroups || cannot "nothing is mounted, though /etc/fstab mounts control groups: mount them, or remove it there"
  may_mount || unsupported "control groups cannot be mounted here: it takes CAP_SYS_ADMIN, which containers seldom have"
  cgroup_choice [=version]; is_controllers=${NAMES:-$controllers}
  [ "$MOUNT" = v2 ] || MOUNT="$MOUNT:$GROUPS_V1"
  want "control groups on /sys/fs/cgroup" "$MOUNT" "not mounted"
  say "mounted until the next start; for longer have the init system mount them (cgroupfs-mount, OpenRC's cgroups)"
fi
</#if>
<#if facts.cgroup.version != "none" && version != "any" && facts.init != "systemd">
cgroup_is [=version] ||
  cannot "cgroup $is_version is mounted; without systemd the other version is up to the init system (OpenRC: rc_cgroup_mode)"
</#if>
<#if version != "any" && facts.init == "systemd" && !facts.container>
systemd_mounts [=version]
</#if>
cgroup_needs [=version] [=swap_accounting] [=all]
<#if delegate?size != 0>
<#if facts.init == "systemd">
want_delegated [=delegate_file] [=delegate]
<#else>
unsupported "what users may do with control groups is up to the init system; delegate is for systemd, which does not run here"
</#if>
</#if>
<#if facts.cgroup.version == "v1" || facts.cgroup.version == "hybrid">
<#assign unmounted = all?map(c -> (c == "io")?then("blkio", c))?filter(c -> facts.cgroup.controllers?seq_contains(c) && !facts.cgroup.mounts[c]??)>
<#if unmounted?size gt 0 && (version == "any" || kind == "v1")>
unmounted=[=unmounted?join(", ")]
cannot "controllers are not mounted: $unmounted; mount each of them at /sys/fs/cgroup/NAME: mount -t cgroup -o NAME cgroup /sys/fs/cgroup/NAME"
</#if>
<#assign there = known.v1.necessary?filter(c -> facts.cgroup.controllers?seq_contains(c) && facts.cgroup.mounts[c]??)>
<#if (version == "any" || kind == "v1") && there?size gt 2 && there?filter(c -> facts.cgroup.mounts[c] != facts.cgroup.mounts[there[0]])?size == 0>
cannot "all controllers are on a single mount point; mount each of them at /sys/fs/cgroup/NAME: mount -t cgroup -o NAME cgroup /sys/fs/cgroup/NAME"
</#if>
</#if>
[ -n "$ADD" ] || return 0
<#list all as c>
<#if option[c]?? && (options[option[c]]!"y") == "n">
has_controller [=c] || unsupported [="the running kernel has no " + c + " controller: it was built without CONFIG_" + option[c]]
</#if>
</#list>
<#if kind == "v1">
<#list {"memory": {"option": "MEMCG_V1", "since": "6.11"}, "cpuset": {"option": "CPUSETS_V1", "since": "6.12"}} as c, built>
<#if all?seq_contains(c) && (options[built.option]!"y") == "n" && version_at_least(facts.kernel.release, built.since)>
unsupported [="the running kernel has no " + c + " controller on v1: it was built without CONFIG_" + built.option + "; version: v2 has it"]
</#if>
</#list>
</#if>
<#if facts.virtualization == "wsl">
unsupported "missing: $LACKS; WSL's kernel is started by Windows: in .wslconfig there, below [wsl2], kernelCommandLine = $ADD, and then wsl --shutdown"
</#if>
<#if facts.container>
unsupported "missing: $LACKS; that is up to the host of this container"
<#else>
outweighed=
case $is_loader in raspberrypi | extlinux)   # whose firmware adds words of its own
  for c in $controllers; do
    case " $is_command_line " in *" cgroup_enable=$c "*" cgroup_disable=$c "*) outweighed="$outweighed cgroup_disable=$c" ;; esac
  done ;;
esac
if [ -n "$outweighed" ]; then
  boot_file "$is_loader"
  still_has "$(cat -- "$BOOT_FILE" 2>/dev/null | tr "\"'" '  ')" '' "${outweighed# }" || changed_since_start "$BOOT_FILE" ||
    unsupported "missing: $LACKS; the last word counts, and after what enables it the running kernel was given$outweighed, which the firmware or its device tree adds: update or configure that"
fi
! has_words "$is_command_line" "$ADD" || still_has "$is_command_line" "$ADD" "$REMOVE" ||
  unsupported "missing: $LACKS, though the running kernel was started with $ADD; it must lack what that takes"
want_boot_parameters "$is_loader" "$ADD" "$REMOVE"
needs_reboot "$LACKS"
</#if>
