boot_wait_for_system [=timeout]
<#if after?has_content>
boot_user_commands [=after] || cannot "the host is back, and the commands after it ended with status $?"
</#if>
:
