expected() { # false where an earlier task is going to verify the same
  if promised verified "$record$tried"; then later "an earlier task verifies the same"; return 1; fi
  promise verified "$record$tried"
}
docker_no_snap [=facts.docker.snap]
verified=
[ ! -r "$record" ] || read -r verified <"$record"
if ! docker_info [=timeout]; then
<#if facts.init == "none">
  unsupported "containers cannot be verified here: no engine answers, and without an init system none is started ($DOCKER_WHY)"
<#else>
  expected || return 0
  promised service docker || cannot "the Docker engine does not answer: $DOCKER_WHY"
  want "containers verified with" "the engine as it will be" "$verified"
  return 0
</#if>
fi
if promised engine docker; then
  expected || return 0
  want "containers verified with" "the engine as it will be" "$verified"
  return 0
fi
docker_parts [=timeout]
result engine "$DOCKER_VERSION"; result containerd "${DOCKER_CONTAINERD:-unknown}"; result runc "${DOCKER_RUNC:-unknown}"
result cgroup_driver "$DOCKER_CGROUP_DRIVER"; result storage_driver "$DOCKER_STORAGE_DRIVER"

<#-- what Docker itself needs to work with the control groups of the host -->
engine_least=1.13 containerd_least= runc_least=
if [ "$DOCKER_CGROUP_VERSION" != 1 ]; then
<#list known.versions as need>
  <#if need.program == "docker">engine_least<#elseif need.program == "containerd">containerd_least<#else>runc_least</#if>=[=need.least]
</#list>
fi
<#if engine_minimum?has_content>engine_least=[=engine_minimum]</#if>
<#if containerd_minimum?has_content>containerd_least=[=containerd_minimum]</#if>
<#if runc_minimum?has_content>runc_least=[=runc_minimum]</#if>
version_at_least "$DOCKER_VERSION" "$engine_least" ||
  cannot "the engine is $DOCKER_VERSION, and $engine_least is the least with cgroup v$DOCKER_CGROUP_VERSION; docker_engine brings a newer one"
runc=$DOCKER_RUNC
case $runc in *'~rc'*) runc=${runc%%'~rc'*}-rc${runc#*'~rc'} ;; esac   # Debian writes it so
<#list ["containerd", "runc"] as part>
<#if part == "containerd">version=$DOCKER_CONTAINERD least=$containerd_least<#else>version=$runc least=$runc_least</#if>
[ -z "$version" ] || [ -z "$least" ] || version_at_least "$version" "$least" || cannot [=part]" is $version, and $least is the least wanted"
<#if (part == "containerd" && containerd_minimum?has_content) || (part == "runc" && runc_minimum?has_content)>
[ -n "$version" ] || cannot "neither the engine nor the host tells the version of "[=part]
</#if>
</#list>
<#if cgroup_driver?has_content>
wanted=[=cgroup_driver]
[ "$DOCKER_CGROUP_DRIVER" = "$wanted" ] || cannot "the engine uses the cgroup driver $DOCKER_CGROUP_DRIVER, not $wanted"
</#if>
<#if storage_driver?has_content>
wanted=[=storage_driver]
# containerd's image store has its own name for overlay2
[ "$DOCKER_STORAGE_DRIVER" = "$wanted" ] || [ "$DOCKER_STORAGE_DRIVER:$wanted" = overlayfs:overlay2 ] ||
  cannot "the engine uses the storage driver $DOCKER_STORAGE_DRIVER, not $wanted"
</#if>
expected || return 0
state=$(docker_state "$pid_file")$tried
want "containers verified with" "$state" "$verified"
# What was proven then holds still.
[ "$state" != "$verified" ] || while field=; read -r field value || [ -n "$field" ]; do
  case $value in ok | 'not verified'*) result "$field" "$value" ;; esac
done <"$record"
