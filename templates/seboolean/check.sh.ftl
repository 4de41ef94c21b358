case $name in '' | [!A-Za-z]* | *[!A-Za-z0-9_]*) cannot "this is no name of a boolean: $name" ;; esac
have getsebool || missing "command not found: getsebool; install libselinux-utils" command getsebool
said=$(getsebool "$name" 2>&1) || case $said in
  *[Dd]isabled*) unsupported "SELinux is not in force on this host" ;;
  *) missing "the policy has no boolean $name: $said" boolean "$name" ;;
esac
! promised boolean "$name" || defer "an earlier task changes $name" boolean "$name"
promise boolean "$name"
live=${said##* }
want "$name" "$state" "$live"
if [ -n "$persistent" ] && have semanage; then
  kept=$(semanage boolean -l -n 2>/dev/null | awk -v name="$name" '$1 == name { gsub(/[(),]/, " "); print $3; exit }')
  [ -z "$kept" ] || want "$name at boot" "$state" "$kept"
fi
