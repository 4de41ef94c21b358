SECONDS_EACH=[=timeout] name=[=name] ENGINE=there
<#if state == "absent">
call stop -t [=stop_timeout] "$name" >/dev/null 2>&1 || :
do_call rm -f -v "$name"
<#else>
read -r how <"$D/how.$T"
case $how in
  started) do_call start "$name"; stays "$name" || cannot "the container $name ends at once: $WORDS_OF_IT" ;;
  stopped) do_call stop -t [=stop_timeout] "$name" ;;
  create)
    image_name [=image!""]
    pull_first "$IMAGE" [=options.pull!""] [=options.platform!""]
    aside "$name" [=stop_timeout]
    (
<#list secret_env as key, value>
      safe_name [=key]
      value=[=value]
      export [=key]"=$value"
</#list>
      create_container "$name" "$D/config.$T" [=state]
    ) || back "$name"
    call rm -f -v "$name.drydock-old" >/dev/null 2>&1 || : ;;
esac
</#if>
