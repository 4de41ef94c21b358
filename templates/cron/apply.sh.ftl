if [ -n "$file" ]; then
  file_target "$file"
  file_put_wanted
else
  crontab -u "${user:-root}" - <"$WORK/cron.$TASK" || cannot "crontab does not take it"   # that of busybox opens a file as the user
fi
