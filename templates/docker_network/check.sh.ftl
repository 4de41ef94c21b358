SECONDS_EACH=[=timeout] name=[=name]
need_engine
users() { # the containers in it
  ! docker_look network "$name" '{{range .Containers}}{{.Name}} {{end}}' || [ -z "$SEEN" ] ||
    cannot "containers use the network $name, which is to $1: ${SEEN% }; stop or disconnect them first"
}
<#if state == "absent">
! promised network "$name" || defer "an earlier task makes the network $name" network "$name"
if docker_look network "$name" '{{.Driver}}'; then want "$name" absent "a network of the driver $SEEN"; users go; fi
<#else>
if ! docker_look network "$name" 'driver {{.Driver}}{{println}}internal {{.Internal}}{{println}}attachable {{.Attachable}}{{println}}ipv6 {{.EnableIPv6}}{{println}}{{range .IPAM.Config}}subnet {{.Subnet}}{{println}}{{with .Gateway}}gateway {{.}}{{println}}{{end}}{{with .IPRange}}ip_range {{.}}{{println}}{{end}}{{end}}{{range $k, $v := .Options}}option:{{$k}} {{$v}}{{println}}{{end}}{{range $k, $v := .Labels}}label:{{$k}} {{$v}}{{println}}{{end}}'; then
  promised network "$name" || { want "$name" present absent; promise network "$name"; }
  return 0
fi
is=$SEEN$NL WANTED=
add driver [=driver]; add internal [=internal]; add attachable [=attachable]; add ipv6 [=ipv6]
<#if subnet??>add subnet [=subnet]</#if>
<#if gateway??>add gateway [=gateway]</#if>
<#if ip_range??>add ip_range [=ip_range]</#if>
<#list options as key, value>add [="option:" + key] [=value]
</#list>
<#list labels as key, value>add [="label:" + key] [=value]
</#list>
# What the engine chose, or added by itself, is as wanted; labels are ours alone.
while read -r field value; do
  case $NL$WANTED in
    *"$NL$field $value$NL"*) ;;
    *"$NL$field "*) want "$field" "$(values "$field" "$WANTED")" "$value" ;;
    *) case $field in label:*) want "$field" '' "$value" ;; esac ;;
  esac
done <<END
${is%"$NL"}
END
while read -r field value; do
  case $NL$is in *"$NL$field "*) ;; *) want "$field" "$value" '' ;; esac
done <<END
${WANTED%"$NL"}
END
[ -z "$_differs" ] || { users change; promise network "$name"; }
</#if>
