system_started [=timeout]
<#if after?has_content>
after=[=after]
(set +e; eval "$after") || cannot "the host is back, and the commands after it ended with status $?"
</#if>
:
