record=[=record] pid_file=[=pid_file] tried=<#if restart_engine>", engine restarted"</#if>
<#if registry?has_content>tried=$tried", registry "[=registry]</#if>
<#if registry_image?has_content>tried=$tried", registry of the image "[=registry_image]</#if>
