! promised service docker || defer "the engine is going to be set up or changed first" service docker
if ! engine_info [=timeout]; then
<#if facts.init == "none">
  unsupported "containers cannot be verified here: no engine answers, and without an init system none is started ($WHY)"
<#else>
  cannot "the Docker engine does not answer: $WHY"
</#if>
fi
result engine "$VERSION"; result cgroup_driver "$CGROUP_DRIVER"; result storage_driver "$STORAGE_DRIVER"
<#if cgroup_driver?has_content>
wanted=[=cgroup_driver]
[ "$CGROUP_DRIVER" = "$wanted" ] || cannot "the engine uses the cgroup driver $CGROUP_DRIVER, not $wanted"
</#if>
<#if storage_driver?has_content>
wanted=[=storage_driver]
[ "$STORAGE_DRIVER" = "$wanted" ] || cannot "the engine uses the storage driver $STORAGE_DRIVER, not $wanted"
</#if>
state=$(engine_state) verified= record=[=record]
[ ! -r "$record" ] || read -r verified <"$record"
want "containers verified with" "$state" "$verified"
