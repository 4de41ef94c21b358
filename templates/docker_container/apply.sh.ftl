OBJECT_ENGINE=there
<#if state == "absent">
docker_call stop -t [=stop_timeout] "$name" >/dev/null 2>&1 || :
object_call rm -f -v "$name"
<#else>
renew() {
<#list secret_env as key, value>
  container_safe_name [=key]
  value=[=value]
  export [=key]"=$value"
</#list>
  container_create "$name" "$WORK/config.$TASK" [=state]
}
read -r how <"$WORK/how.$TASK"
case $how in
  started) object_call start "$name"; container_stays "$name" || cannot "the container $name ends at once: $CONTAINER_SAID" ;;
  stopped) object_call stop -t [=stop_timeout] "$name" ;;
  create)
    container_pull_first "$OBJECT_IMAGE" [=options.pull!""] [=options.platform!""]
    container_aside "$name" [=stop_timeout]
    try renew || container_back "$name"
    docker_call rm -f -v "$name.drydock-old" >/dev/null 2>&1 || : ;;
esac
</#if>
