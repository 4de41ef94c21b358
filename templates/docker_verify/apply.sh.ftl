docker_info [=timeout]
docker_parts [=timeout]
DOCKER_SECONDS=[=timeout] PROOF_NAME=drydock-verify-$$ PROOF_PROVEN='' PROOF_FAILED=''
work=$(mktemp -d "$WORK/verify.XXXXXX")
finally 'proof_engine_up || :; proof_sweep; rm -rf "$work"'
proof_sweep   # what one that was cut off has left

say "engine $DOCKER_VERSION, containerd ${DOCKER_CONTAINERD:-unknown}, runc ${DOCKER_RUNC:-unknown}: ok"
say "cgroup driver $DOCKER_CGROUP_DRIVER, storage driver $DOCKER_STORAGE_DRIVER: ok"
proof_make_image "$work"
why=$(docker_call network create --driver bridge --label "$PROOF_LABEL=1" "$PROOF_NAME" 2>&1) || cannot "no bridge network can be made: $why"
proof_container
proof_namespaces
proof_apparmor
proof_memory [=memory]
proof_cpu
proof_pids
proof_volume
proof_network
<#if restart_engine>
proof_restart [=facts.init] [=pid_file]
<#else>
proof_unproven restart_policy "it takes a restart of the engine, which restart_engine: true allows"
</#if>
<#if registry?has_content>
registry=[=registry]
proof_registry "$registry"
<#elseif registry_image?has_content>
image=[=registry_image]
if proof_run_registry "$image"; then proof_registry "$PROOF_REGISTRY"; else proof_fails registry "no registry runs of the image $image: $_why"; fi
<#else>
proof_unproven registry "no registry is given"
</#if>
[ -z "$PROOF_FAILED" ] || cannot "$PROOF_FAILED"
proof_sweep
left=$(docker_call ps -aq --filter "label=$PROOF_LABEL"; docker_call volume ls -q --filter "label=$PROOF_LABEL"; docker_call network ls -q --filter "label=$PROOF_LABEL")
[ -z "$left" ] || cannot "what the verification has made cannot be removed: $left"

state=$(docker_state "$pid_file")
put_file "$record" "$state$tried$NL$PROOF_PROVEN"
