FILE_MODE='' FILE_OWNER='' FILE_GROUP='' FOLLOW=''
name=[=name] job=[=job!""] user=[=user!""] file=[=cron_file!""]
case $file in '' | /*) ;; *) file=/etc/cron.d/$file ;; esac
<#if special_time??>
when=@[=special_time]
<#else>
when=[=minute + " " + hour + " " + day + " " + month + " " + weekday]
</#if>
