case $policy in *[!A-Za-z0-9_-]*) cannot "this is no name of a policy: $policy" ;; esac
file_read_lines
if [ "$FILE_KIND" = new ]; then
  [ "$state" != disabled ] || { result reboot_required false; return 0; }
  missing "this host has no SELinux: there is no $FILE_PATH; its policy comes with packages such as selinux-policy-targeted" path "$FILE_PATH"
fi
[ -z "$policy" ] || [ "$state" = disabled ] || [ -d "${FILE_PATH%/*}/$policy" ] ||
  missing "the policy $policy is not installed: there is no ${FILE_PATH%/*}/$policy" path "${FILE_PATH%/*}/$policy"
edited=$(printf %s "$FILE_CURRENT" | awk -v state="$state" -v policy="$policy" '
  /^[ \t]*SELINUX=/ { if (!s++) print "SELINUX=" state; next }
  /^[ \t]*SELINUXTYPE=/ && policy != "" { if (!t++) print "SELINUXTYPE=" policy; next }
  { print }
  END { if (!s) print "SELINUX=" state; if (!t && policy != "") print "SELINUXTYPE=" policy }' && echo .) || cannot "cannot edit $FILE_PATH: awk failed"
file_want_text "${edited%.}"
reboot=false
case $live:$state in
  disabled:enforcing | disabled:permissive) reboot=true; say "SELinux is not in force: that takes a reboot" ;;
  disabled:disabled) ;;
  *:disabled) reboot=true; say "SELinux stays in force until a reboot" ;;
  *) want "running kernel" "$state" "$live" ;;
esac
result reboot_required "$reboot"
[ "$FILE_TEXT" = "$FILE_CURRENT" ] || file_want_rights
