SECONDS_EACH=[=timeout] name=[=name]
case $name in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9_.-]*) cannot "\"$name\" is not the name of a container" ;; esac
need_engine
<#if state == "absent">
! promised container "$name" || defer "an earlier task makes the container $name" container "$name"
if docker_look container "$name" '{{.Config.Image}}'; then want "$name" absent "a container of $SEEN"; promise no-container "$name"; fi
<#else>
<#if !image?has_content>
cannot "a container needs its image"
</#if>
<#-- fields are named as the options of docker create, which makes them from these lines -->
image_name [=image!""]
WANTED=; add image "$IMAGE"
add command [=command]
<#if entrypoint??>add entrypoint [=entrypoint]</#if>
<#list env as key, value>add env [=key + "=" + value]
</#list>
<#list secret_env as key, value>add secret-env [=key]
</#list>
add publish [=ports]
add volume [=volumes]
add tmpfs [=tmpfs]
add network <#if networks?has_content>[=networks]<#else>bridge</#if>
add restart [=restart]
add memory [=memory]
<#if memory_swap??>add memory-swap [=memory_swap]</#if>
<#if cpus??>nano [=cpus] >/dev/null; add cpus [=cpus]</#if>
<#if pids??>add pids-limit [=pids]</#if>
<#if user??>add user [=user]</#if>
<#if workdir??>add workdir [=workdir]</#if>
<#if hostname??>add hostname [=hostname]</#if>
<#list labels as key, value>add label [=key + "=" + value]
</#list>
<#if log_driver??>add log-driver [=log_driver]</#if>
<#list log_options as key, value>add log-opt [=key + "=" + value]
</#list>
<#if privileged>add privileged true</#if>
<#if read_only>add read-only true</#if>
<#if init>add init true</#if>
add cap-add [=cap_add]
add cap-drop [=cap_drop]
add device [=devices]
add add-host [=extra_hosts]
add dns [=dns]
add ulimit [=ulimits]
<#list sysctls as key, value>add sysctl [=key + "=" + value]
</#list>
<#list options as key, value>add [=key] [=value]
</#list>
put_temp "config.$T" "$WANTED"
have_networks
put_temp "how.$T" "create$NL"
if ! look_container "$name"; then
  want "$name" "a new container of $IMAGE" ''
  promise container "$name"
  return 0
fi
want_config "$HAS_CONFIG"
[ -n "$_differs" ] || want_inspected [=cpus!""]
<#if secret_env?has_content>
docker_look container "$name" '{{range .Config.Env}}{{println .}}{{end}}'
<#list secret_env as key, value>
line=[=key + "=" + value]
case $NL$SEEN$NL in *"$NL$line$NL"*) ;; *) want_hidden [="env " + key] wanted other ;; esac
</#list>
</#if>
if [ -n "$_differs" ]; then say "the container $name is made anew"
else how=[=state]; put_temp "how.$T" "$how$NL"; fi
want state [=(state == "started")?then("running", "stopped")] "$HAS_STATE"
[ -z "$_differs" ] || promise container "$name"
</#if>
