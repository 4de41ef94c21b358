SECONDS_EACH=[=timeout] name=[=name] ENGINE=there
! docker_look volume "$name" '{{.Name}}' || do_call volume rm "$name"
<#if state == "present">
do_call volume create --driver [=driver] <#list options as key, value>--opt [=key + "=" + value] </#list> \
  <#list labels as key, value>--label [=key + "=" + value] </#list> "$name"
</#if>
