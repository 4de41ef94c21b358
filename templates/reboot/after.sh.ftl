system_started [=timeout]
<#if after?has_content>
user_commands [=after] || cannot "the host is back, and the commands after it ended with status $?"
</#if>
:
