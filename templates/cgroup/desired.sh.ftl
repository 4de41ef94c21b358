<#assign options = facts.kernel.options!{}>
<#assign kind = (["v1", "hybrid"]?seq_contains(version) || version == "any" && ["v1", "hybrid"]?seq_contains(facts.cgroup.version))?then("v1", "v2")>
<#assign needed = controllers!known[kind].necessary>
<#assign all = needed + delegate?filter(c -> !needed?seq_contains(c))>
CGROUP_VERSION=[=facts.cgroup.version] CGROUP_CONTROLLERS=[=facts.cgroup.controllers?join(" ")] CGROUP_RELEASE=[=facts.kernel.release]
CGROUP_LOADER=[=facts.boot_loader] CGROUP_COMMAND_LINE=[=facts.command_line] CGROUP_SWAP=[=options.MEMCG_SWAP_ENABLED!"n"]
BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""] BOOT_KERNELS=[=facts.kernels?join(" ")]
kind=[=kind] controllers=[=all?join(" ")]
# What the kernel was built without, words CONTROLLER=OPTION, and which controllers of v1 are not mounted.
unbuilt=[=all?filter(c -> known.options[c]?? && (options[known.options[c]]!"y") == "n")?map(c -> c + "=" + known.options[c])?join(" ")]
unbuilt_v1=[=all?filter(c -> facts.cgroup.not_built_for_v1[c]??)?map(c -> c + "=" + facts.cgroup.not_built_for_v1[c])?join(" ")]
unmounted=[=all?map(c -> (c == "io")?then("blkio", c))?filter(c -> facts.cgroup.controllers?seq_contains(c) && !facts.cgroup.mounts[c]??)?join(", ")]
<#if facts.cgroup.version == "none">
mounted=
if cgroup_mounted; then
  mounted=yes; cgroup_groups; CGROUP_CONTROLLERS=$CGROUP_NAMES
  [ ! -r /sys/fs/cgroup/cgroup.controllers ] || read -r CGROUP_CONTROLLERS </sys/fs/cgroup/cgroup.controllers
else
  cgroup_choice [=version]; CGROUP_CONTROLLERS=${CGROUP_NAMES:-$controllers}
fi
</#if>
cgroup_needs [=version] [=swap_accounting] [=all]
