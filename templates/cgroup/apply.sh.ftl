<#if facts.cgroup.version == "none">
[ -n "$mounted" ] || "cgroup_mount_$CGROUP_MOUNT"
</#if>
[ -z "$CGROUP_ADD" ] || boot_set_parameters "$CGROUP_LOADER" "$CGROUP_ADD" "$CGROUP_REMOVE"
<#if delegate?size != 0>
cgroup_put_delegated [=delegate_file] [=delegate]
</#if>
