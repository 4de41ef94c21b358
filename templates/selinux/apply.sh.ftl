[ ! -e "$WORK/file.$TASK" ] || file_put_wanted
case $live:$state in
  disabled:* | *:disabled | "$state:$state") ;;
  *:enforcing) setenforce 1 ;;
  *:permissive) setenforce 0 ;;
esac
