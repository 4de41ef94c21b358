DOCKER_SECONDS=[=timeout] name=[=name] OBJECT_ENGINE=there
! object_look network "$name" '{{.Name}}' || object_call network rm "$name"
<#if state == "present">
object_call network create --driver [=driver] <#if subnet??>--subnet [=subnet]</#if> <#if gateway??>--gateway [=gateway]</#if> \
  <#if ip_range??>--ip-range [=ip_range]</#if> <#if internal>--internal</#if> <#if attachable>--attachable</#if> <#if ipv6>--ipv6</#if> \
  <#list options as key, value>--opt [=key + "=" + value] </#list> <#list labels as key, value>--label [=key + "=" + value] </#list> "$name"
</#if>
