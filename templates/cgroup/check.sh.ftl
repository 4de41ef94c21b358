<#assign options = facts.kernel.options!{}>
<#assign option = {"memory": "MEMCG", "cpu": "CGROUP_SCHED", "cpuset": "CPUSETS", "cpuacct": "CGROUP_CPUACCT", "pids": "CGROUP_PIDS",
  "io": "BLK_CGROUP", "blkio": "BLK_CGROUP", "devices": "CGROUP_DEVICE", "freezer": "CGROUP_FREEZER", "hugetlb": "CGROUP_HUGETLB",
  "perf_event": "CGROUP_PERF"}>
<#assign all = controllers + delegate?filter(c -> !controllers?seq_contains(c))>
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
[ -n "$ADD" ] || return 0
<#list all as c>
<#if option[c]?? && (options[option[c]]!"y") == "n">
has_controller [=c] || unsupported [="the running kernel has no " + c + " controller: it was built without CONFIG_" + option[c]]
</#if>
</#list>
<#if facts.container>
unsupported "missing: $LACKS; that is up to the host of this container"
<#else>
outweighed=
for c in $controllers; do
  case " $is_command_line " in *" cgroup_enable=$c "*" cgroup_disable=$c "*) outweighed="$outweighed cgroup_disable=$c" ;; esac
done
[ -z "$outweighed" ] || still_has "$(cat -- "${BOOT_FILE:-/dev/null}" 2>/dev/null)" '' "${outweighed# }" ||
  unsupported "missing: $LACKS; the last word counts, and after what enables it the running kernel was given$outweighed, which the firmware or its device tree adds: update or configure that"
! has_words "$is_command_line" "$ADD" ||
  unsupported "missing: $LACKS, though the running kernel was started with $ADD; it must lack what that takes"
want_boot_parameters "$is_loader" "$ADD" "$REMOVE"
needs_reboot "$LACKS"
</#if>
