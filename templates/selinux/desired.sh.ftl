FILE_MODE='' FILE_OWNER='' FILE_GROUP='' FOLLOW=''
state=[=state] policy=[=policy!""]
file_target [=configfile]
live=disabled
if [ -r /sys/fs/selinux/enforce ]; then
  read -r live </sys/fs/selinux/enforce || live=   # no line end
  case $live in 1) live=enforcing ;; *) live=permissive ;; esac
elif have getenforce; then
  live=$(getenforce | tr '[:upper:]' '[:lower:]')
fi
