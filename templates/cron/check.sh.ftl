case $user in -* | *[!A-Za-z0-9._@\\-]*) cannot "this is no user: $user" ;; esac
<#if special_time?? && (minute + hour + day + month + weekday) != "*****">cannot "special_time stands in the place of minute, hour, day, month and weekday"</#if>
<#list [minute, hour, day, month, weekday] as field>
case [=field] in '' | *[!A-Za-z0-9*/,~-]*) cannot "this is no time of cron: "[=field] ;; esac
</#list>
<#if state == "present" && !job??>cannot "state: present needs job"</#if>
<#if env>
case $name in '' | [0-9]* | *[!A-Za-z0-9_]*) cannot "this is no name of a variable: $name" ;; esac
<#elseif state == "present">
case $job in '' | *[![:space:]]*) ;; *) cannot "the job is empty" ;; esac
</#if>

if [ -n "$file" ]; then
  case ${file##*/} in *[!A-Za-z0-9_-]*) cannot "cron reads no file of the name ${file##*/}: use letters, digits, - and _" ;; esac
  [ -n "$user" ] || user=root
  file_target "$file"
  file_read_lines
  now=$FILE_CURRENT label=$FILE_PATH kind=$FILE_KIND
else
  label="crontab of ${user:-root}" kind=content
  have crontab || missing "cron is not installed: there is no crontab; install it with package" command crontab
  account_need user "${user:-root}"
  seen=
  if promised crontab "${user:-root}"; then
    seen=${PROMISES##*"${NL}crontab ${user:-root}$NL"}; seen=$WORK/cron.${seen%%"$NL"*}
    [ -e "$seen" ] || defer "an earlier task changes the $label" crontab "${user:-root}"   # of an earlier program
  fi
  if [ -n "$seen" ]; then now=$(cat "$seen" && echo .) || unreadable "$seen"; now=${now%.}
  elif ! account_exists user "${user:-root}"; then now='' kind=new   # an earlier task makes the user
  elif now=$(crontab -u "${user:-root}" -l 2>"$WORK/cron.err" && echo .); then now=${now%.}; else
    grep -qi 'no crontab\|no such file\|can.t open' "$WORK/cron.err" || cannot "the $label cannot be read: $(cat "$WORK/cron.err")"
    now='' kind=new
  fi
fi
<#if env>
line="$name=\"$job\""
<#else>
line="<#if disabled>#</#if>$when ${file:+$user }$job"
</#if>

# A job is the line below its comment; a variable is a line itself, above all jobs.
edited=$(printf %s "$now" | LINE=$line NAME=$name awk -v state=[=state] -v env=[=env?string("yes", "")] '
  function put() { if (state == "present" && !done) text = text (env ? "" : mark "\n") ENVIRON["LINE"] "\n"; done = 1 }
  BEGIN { mark = "# Drydock: " ENVIRON["NAME"] }
  env && index($0, ENVIRON["NAME"] "=") == 1 { put(); next }
  !env && ($0 == mark || $0 == "#Ansible: " ENVIRON["NAME"]) { mark = $0; put(); getline; next }
  { text = text $0 "\n" }
  END {
    if (state == "present" && !done && env) text = ENVIRON["LINE"] "\n" text
    else put()
    printf "%s", text
  }' && echo .) || cannot "cannot edit the $label: awk failed"
edited=${edited%.}
if [ -n "$file" ]; then
  [ "$kind$edited" = new ] || file_want_text "$edited"
  [ -z "$_differs" ] || FILE_MODE=$([ "$kind" = content ] || echo 644)
  file_want_rights
else
  [ "$now" = "$edited" ] || { content_differs "$label" "$kind" "$edited" "$now"; promise crontab "${user:-root}"; put_temp "cron.$TASK" "$edited"; }
fi
