SECONDS_EACH=[=timeout] name=[=name]
need_engine
<#if state == "absent">
! promised volume "$name" || defer "an earlier task makes the volume $name" volume "$name"
if docker_look volume "$name" '{{.Driver}}'; then want "$name" absent "a volume of the driver $SEEN"; fi
<#else>
if ! docker_look volume "$name" 'driver {{.Driver}}{{println}}{{range $k, $v := .Options}}option {{$k}}={{$v}}{{println}}{{end}}{{range $k, $v := .Labels}}label {{$k}}={{$v}}{{println}}{{end}}'; then
  promised volume "$name" || { want "$name" present absent; promise volume "$name"; }
  return 0
fi
WANTED=
add driver [=driver]
<#list options as key, value>add option [=key + "=" + value]
</#list>
<#list labels as key, value>add label [=key + "=" + value]
</#list>
want_config "$SEEN"
<#if !recreate>
[ -z "$_differs" ] || cannot "the volume $name is another one than wanted, and a new one loses its data: recreate: true allows that"
</#if>
[ -z "$_differs" ] || promise volume "$name"
</#if>
