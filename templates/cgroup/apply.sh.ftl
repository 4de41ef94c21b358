<#assign options = facts.kernel.options!{}>
<#assign kind = (["v1", "hybrid"]?seq_contains(version) || version == "any" && ["v1", "hybrid"]?seq_contains(facts.cgroup.version))?then("v1", "v2")>
<#assign needed = controllers!known[kind].necessary>
<#assign all = needed + delegate?filter(c -> !needed?seq_contains(c))>
is_version=[=facts.cgroup.version] is_controllers=[=facts.cgroup.controllers?join(" ")] is_release=[=facts.kernel.release]
is_loader=[=facts.boot_loader] is_command_line=[=facts.command_line] is_swap=[=options.MEMCG_SWAP_ENABLED!"n"]
controllers=[=all?join(" ")]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""] BOOT_KERNELS=[=facts.kernels?join(" ")]
<#if facts.cgroup.version == "none">
cgroup_choice [=version]; is_controllers=${NAMES:-$controllers}
cgroup_mounted || "mount_$MOUNT"
</#if>
cgroup_needs [=version] [=swap_accounting] [=all]
[ -z "$ADD" ] || set_boot_parameters "$is_loader" "$ADD" "$REMOVE"
<#if delegate?size != 0>
put_delegated [=delegate_file] [=delegate]
</#if>
