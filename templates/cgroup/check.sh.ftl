<#if facts.cgroup.version == "none">
if [ -z "$mounted" ]; then
  [ [=facts.init] != systemd ] || cannot "systemd has mounted no control groups; its kernel may lack them"
  [ -d /sys/fs/cgroup ] || unsupported "there are no control groups: no CONFIG_CGROUPS in the kernel, or no file system on /sys"
  ! cgroup_in_fstab || cannot "nothing is mounted, though /etc/fstab mounts control groups: mount them, or remove it there"
  cgroup_may_mount || unsupported "control groups cannot be mounted here: it takes CAP_SYS_ADMIN, which containers seldom have"
  [ "$CGROUP_MOUNT" = v2 ] || CGROUP_MOUNT="$CGROUP_MOUNT:$CGROUP_HIERARCHIES"
  want "control groups on /sys/fs/cgroup" "$CGROUP_MOUNT" "not mounted"
  say "mounted until the next start; for longer have the init system mount them (cgroupfs-mount, OpenRC's cgroups)"
fi
<#elseif version != "any" && facts.init != "systemd">
cgroup_is [=version] ||
  cannot "cgroup $CGROUP_VERSION is mounted; without systemd the other version is up to the init system (OpenRC: rc_cgroup_mode)"
</#if>
<#if version != "any" && facts.init == "systemd" && !facts.container>
cgroup_systemd_mounts [=version]
</#if>
<#if delegate?size != 0>
<#if facts.init == "systemd">
cgroup_want_delegated [=delegate_file] [=delegate]
<#else>
unsupported "what users may do with control groups is up to the init system; delegate is for systemd, which does not run here"
</#if>
</#if>
<#if facts.cgroup.version == "v1" || facts.cgroup.version == "hybrid">
<#assign there = known.v1.necessary?filter(c -> facts.cgroup.controllers?seq_contains(c) && facts.cgroup.mounts[c]??)>
if [ "$kind" = v1 ]; then
  each="mount each of them at /sys/fs/cgroup/NAME: mount -t cgroup -o NAME cgroup /sys/fs/cgroup/NAME"
  [ -z "$unmounted" ] || cannot "controllers are not mounted: $unmounted; $each"
<#if there?size gt 2 && there?filter(c -> facts.cgroup.mounts[c] != facts.cgroup.mounts[there[0]])?size == 0>
  cannot "all controllers are on a single mount point; $each"
</#if>
fi
</#if>
[ -n "$CGROUP_ADD" ] || return 0
for lacking in $unbuilt; do
  cgroup_has_controller "${lacking%=*}" || unsupported "the running kernel has no ${lacking%=*} controller: it was built without CONFIG_${lacking#*=}"
done
[ "$kind" = v2 ] || for lacking in $unbuilt_v1; do
  unsupported "the running kernel has no ${lacking%=*} controller on v1: it was built without CONFIG_${lacking#*=}; version: v2 has it"
done
<#if facts.virtualization == "wsl">
unsupported "missing: $CGROUP_LACKS; WSL's kernel is started by Windows: in .wslconfig there, below [wsl2], kernelCommandLine = $CGROUP_ADD, and then wsl --shutdown"
</#if>
<#if facts.container>
unsupported "missing: $CGROUP_LACKS; that is up to the host of this container"
<#else>
outweighed=
case $CGROUP_LOADER in raspberrypi | extlinux)   # whose firmware adds words of its own
  for c in $controllers; do
    case " $CGROUP_COMMAND_LINE " in *" cgroup_enable=$c "*" cgroup_disable=$c "*) outweighed="$outweighed cgroup_disable=$c" ;; esac
  done ;;
esac
if [ -n "$outweighed" ]; then
  boot_file "$CGROUP_LOADER"
  boot_still_has "$(cat -- "$BOOT_FILE" 2>/dev/null | tr "\"'" '  ')" '' "${outweighed# }" || boot_changed_since_start "$BOOT_FILE" ||
    unsupported "missing: $CGROUP_LACKS; the last word counts, and after what enables it the running kernel was given$outweighed, which the firmware or its device tree adds: update or configure that"
fi
! boot_has_words "$CGROUP_COMMAND_LINE" "$CGROUP_ADD" || boot_still_has "$CGROUP_COMMAND_LINE" "$CGROUP_ADD" "$CGROUP_REMOVE" ||
  unsupported "missing: $CGROUP_LACKS, though the running kernel was started with $CGROUP_ADD; it must lack what that takes"
boot_want_parameters "$CGROUP_LOADER" "$CGROUP_ADD" "$CGROUP_REMOVE"
kernel_needs_reboot "$CGROUP_LACKS"
</#if>
