object_need_engine
<#if state == "absent">
! promised container "$name" || defer "an earlier task makes the container $name" container "$name"
if object_look container "$name" '{{.Config.Image}}'; then want "$name" absent "a container of $OBJECT_SEEN"; promise no-container "$name"; fi
<#else>
<#-- fields are named as the options of docker create, which makes them from these lines -->
OBJECT_WANTED=; object_add image "$OBJECT_IMAGE"
object_add command [=command]
<#if entrypoint??>object_add entrypoint [=entrypoint]</#if>
<#list env as key, value>object_add env [=key + "=" + value]
</#list>
<#list secret_env as key, value>object_add secret-env [=key]
</#list>
object_add publish [=ports]
object_add volume [=volumes]
object_add tmpfs [=tmpfs]
object_add network <#if networks?has_content>[=networks]<#else>bridge</#if>
object_add restart [=restart]
object_add memory [=memory]
<#if memory_swap??>object_add memory-swap [=memory_swap]</#if>
<#if cpus??>container_nano [=cpus] >/dev/null; object_add cpus [=cpus]</#if>
<#if pids??>object_add pids-limit [=pids]</#if>
<#if user??>object_add user [=user]</#if>
<#if workdir??>object_add workdir [=workdir]</#if>
<#if hostname??>object_add hostname [=hostname]</#if>
<#list labels as key, value>object_add label [=key + "=" + value]
</#list>
<#if log_driver??>object_add log-driver [=log_driver]</#if>
<#list log_options as key, value>object_add log-opt [=key + "=" + value]
</#list>
<#if privileged>object_add privileged true</#if>
<#if read_only>object_add read-only true</#if>
<#if init>object_add init true</#if>
object_add cap-add [=cap_add]
object_add cap-drop [=cap_drop]
object_add device [=devices]
object_add add-host [=extra_hosts]
object_add dns [=dns]
object_add ulimit [=ulimits]
<#list sysctls as key, value>object_add sysctl [=key + "=" + value]
</#list>
<#list options as key, value>object_add [=key] [=value]
</#list>
put_temp "config.$TASK" "$OBJECT_WANTED"
container_need_networks
put_temp "how.$TASK" "create$NL"
if ! container_look "$name"; then
  want "$name" "a new container of $OBJECT_IMAGE" ''
  promise container "$name"
  return 0
fi
object_want_config "$CONTAINER_CONFIG"
[ -n "$_differs" ] || container_want_inspected [=cpus!""]
<#if secret_env?has_content>
object_look container "$name" '{{range .Config.Env}}{{println .}}{{end}}'
<#list secret_env as key, value>
line=[=key + "=" + value]
case $NL$OBJECT_SEEN$NL in *"$NL$line$NL"*) ;; *) want_hidden [="env " + key] wanted other ;; esac
</#list>
</#if>
if [ -n "$_differs" ]; then say "the container $name is made anew"
else how=[=state]; put_temp "how.$TASK" "$how$NL"; fi
want state [=(state == "started")?then("running", "stopped")] "$CONTAINER_STATE"
[ -z "$_differs" ] || promise container "$name"
</#if>
