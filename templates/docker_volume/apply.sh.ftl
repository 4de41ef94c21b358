DOCKER_SECONDS=[=timeout] name=[=name] OBJECT_ENGINE=there
! object_look volume "$name" '{{.Name}}' || object_call volume rm "$name"
<#if state == "present">
object_call volume create --driver [=driver] <#list options as key, value>--opt [=key + "=" + value] </#list> \
  <#list labels as key, value>--label [=key + "=" + value] </#list> "$name"
</#if>
