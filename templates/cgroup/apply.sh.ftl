<#assign options = facts.kernel.options!{}>
<#assign kind = (["v1", "hybrid"]?seq_contains(version) || version == "any" && ["v1", "hybrid"]?seq_contains(facts.cgroup.version))?then("v1", "v2")>
<#assign needed = controllers!known[kind].necessary>
<#assign all = needed + delegate?filter(c -> !needed?seq_contains(c))>
CGROUP_VERSION=[=facts.cgroup.version] CGROUP_CONTROLLERS=[=facts.cgroup.controllers?join(" ")] CGROUP_RELEASE=[=facts.kernel.release]
CGROUP_LOADER=[=facts.boot_loader] CGROUP_COMMAND_LINE=[=facts.command_line] CGROUP_SWAP=[=options.MEMCG_SWAP_ENABLED!"n"]
controllers=[=all?join(" ")]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""] BOOT_KERNELS=[=facts.kernels?join(" ")]
<#if facts.cgroup.version == "none">
cgroup_choice [=version]; CGROUP_CONTROLLERS=${CGROUP_NAMES:-$controllers}
cgroup_mounted || "cgroup_mount_$CGROUP_MOUNT"
</#if>
cgroup_needs [=version] [=swap_accounting] [=all]
[ -z "$CGROUP_ADD" ] || boot_set_parameters "$CGROUP_LOADER" "$CGROUP_ADD" "$CGROUP_REMOVE"
<#if delegate?size != 0>
cgroup_put_delegated [=delegate_file] [=delegate]
</#if>
