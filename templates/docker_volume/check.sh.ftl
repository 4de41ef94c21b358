DOCKER_SECONDS=[=timeout] name=[=name]
object_need_engine
<#if state == "absent">
! promised volume "$name" || defer "an earlier task makes the volume $name" volume "$name"
if object_look volume "$name" '{{.Driver}}'; then want "$name" absent "a volume of the driver $OBJECT_SEEN"; fi
<#else>
if ! object_look volume "$name" 'driver {{.Driver}}{{println}}{{range $k, $v := .Options}}option {{$k}}={{$v}}{{println}}{{end}}{{range $k, $v := .Labels}}label {{$k}}={{$v}}{{println}}{{end}}'; then
  promised volume "$name" || { want "$name" present absent; promise volume "$name"; }
  return 0
fi
OBJECT_WANTED=
object_add driver [=driver]
<#list options as key, value>object_add option [=key + "=" + value]
</#list>
<#list labels as key, value>object_add label [=key + "=" + value]
</#list>
object_want_config "$OBJECT_SEEN"
<#if !recreate>
[ -z "$_differs" ] || cannot "the volume $name is another one than wanted, and a new one loses its data: recreate: true allows that"
</#if>
[ -z "$_differs" ] || promise volume "$name"
</#if>
