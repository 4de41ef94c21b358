engine_info [=timeout]
engine_parts [=timeout]
SECONDS_EACH=[=timeout] NAME=drydock-verify-$$ PROVEN='' FAILED='' tried=<#if restart_engine>", engine restarted"</#if>
work=$(mktemp -d "$D/verify.XXXXXX")
trap 'engine_up || :; sweep; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
sweep   # what one that was cut off has left

say "engine $VERSION, containerd ${CONTAINERD:-unknown}, runc ${RUNC:-unknown}: ok"
say "cgroup driver $CGROUP_DRIVER, storage driver $STORAGE_DRIVER: ok"
make_image "$work"
why=$(call network create --driver bridge --label "$LABEL=1" "$NAME" 2>&1) || cannot "no bridge network can be made: $why"
prove_container
prove_namespaces
prove_memory [=memory]
prove_cpu
prove_pids
prove_volume
prove_network
<#if restart_engine>
prove_restart [=facts.init] [=pid_file]
<#else>
unproven restart_policy "it takes a restart of the engine, which restart_engine: true allows"
</#if>
<#if registry?has_content>
registry=[=registry] tried=$tried", registry "[=registry]
prove_registry "$registry"
<#elseif registry_image?has_content>
image=[=registry_image] tried=$tried", registry of the image "[=registry_image]
if run_registry "$image"; then prove_registry "$REGISTRY"; else fails registry "no registry runs of the image $image: $_why"; fi
<#else>
unproven registry "no registry is given"
</#if>
[ -z "$FAILED" ] || cannot "$FAILED"
sweep
left=$(call ps -aq --filter "label=$LABEL"; call volume ls -q --filter "label=$LABEL"; call network ls -q --filter "label=$LABEL")
[ -z "$left" ] || cannot "what the verification has made cannot be removed: $left"

record=[=record] pid_file=[=pid_file]
state=$(engine_state "$pid_file")
put_file "$record" "$state$tried$NL$PROVEN"
