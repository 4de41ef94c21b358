have firewall-cmd || missing "firewalld is not installed: install it with package" command firewall-cmd
[ -n "$running$permanent" ] || missing "firewalld does not run; start it with service, or write permanent: true for its configuration alone" service firewalld
[ -n "$running" ] || have firewall-offline-cmd || cannot "firewalld does not run, and there is no firewall-offline-cmd"
<#if timeout?? && permanent>cannot "timeout is for what is not permanent"</#if>
name="$what${value:+ $value}${zone:+ in $zone}"
! promised firewalld "$name" || defer "an earlier task changes $name" firewalld "$name"
promise firewalld "$name"
for where in ${permanent:+permanent} ${live:+live}; do
  [ "$where$running" != live ] || continue   # nothing runs that could have it
  status=0; said=$(ask "$where" query 2>&1) || status=$?
  case $status:$said in
    0:*) is=yes ;;
    1:*) is=no ;;
    *) cannot "firewalld refuses $name: $said" ;;
  esac
  label=$name; [ "$where" = live ] || label="$name (permanent)"
  want "$label" "$wanted" "$is"
done
