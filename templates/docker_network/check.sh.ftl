DOCKER_SECONDS=[=timeout] name=[=name]
object_need_engine
users() { # the containers in it
  ! object_look network "$name" '{{range .Containers}}{{.Name}} {{end}}' || [ -z "$OBJECT_SEEN" ] ||
    cannot "containers use the network $name, which is to $1: ${OBJECT_SEEN% }; stop or disconnect them first"
}
<#if state == "absent">
! promised network "$name" || defer "an earlier task makes the network $name" network "$name"
if object_look network "$name" '{{.Driver}}'; then want "$name" absent "a network of the driver $OBJECT_SEEN"; users go; fi
<#else>
if ! object_look network "$name" 'driver {{.Driver}}{{println}}internal {{.Internal}}{{println}}attachable {{.Attachable}}{{println}}ipv6 {{.EnableIPv6}}{{println}}{{range .IPAM.Config}}subnet {{.Subnet}}{{println}}{{with .Gateway}}gateway {{.}}{{println}}{{end}}{{with .IPRange}}ip_range {{.}}{{println}}{{end}}{{end}}{{range $k, $v := .Options}}option:{{$k}} {{$v}}{{println}}{{end}}{{range $k, $v := .Labels}}label:{{$k}} {{$v}}{{println}}{{end}}'; then
  promised network "$name" || { want "$name" present absent; promise network "$name"; }
  return 0
fi
is=$OBJECT_SEEN$NL OBJECT_WANTED=
object_add driver [=driver]; object_add internal [=internal]; object_add attachable [=attachable]; object_add ipv6 [=ipv6]
<#if subnet??>object_add subnet [=subnet]</#if>
<#if gateway??>object_add gateway [=gateway]</#if>
<#if ip_range??>object_add ip_range [=ip_range]</#if>
<#list options as key, value>object_add [="option:" + key] [=value]
</#list>
<#list labels as key, value>object_add [="label:" + key] [=value]
</#list>
# What the engine chose, or added by itself, is as wanted; labels are ours alone.
while read -r field value; do
  case $NL$OBJECT_WANTED in
    *"$NL$field $value$NL"*) ;;
    *"$NL$field "*) want "$field" "$(object_values "$field" "$OBJECT_WANTED")" "$value" ;;
    *) case $field in label:*) want "$field" '' "$value" ;; esac ;;
  esac
done <<END
${is%"$NL"}
END
while read -r field value; do
  case $NL$is in *"$NL$field "*) ;; *) want "$field" "$value" '' ;; esac
done <<END
${OBJECT_WANTED%"$NL"}
END
[ -z "$_differs" ] || { users change; promise network "$name"; }
</#if>
