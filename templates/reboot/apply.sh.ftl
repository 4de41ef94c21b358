<#if before?has_content>
before=[=before]
(set +e; eval "$before") || cannot "not restarted: the commands before it ended with status $?"
</#if>
restart [=timeout] [=command]
