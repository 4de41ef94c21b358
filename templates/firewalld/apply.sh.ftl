verb=remove; [ "$wanted" = no ] || verb=add
for where in ${permanent:+permanent} ${live:+live}; do
  [ "$where$running" != live ] || continue
  is=no; ! ask "$where" query >/dev/null 2>&1 || is=yes
  [ "$is" = "$wanted" ] || ask "$where" "$verb" <#if timeout?? && state == "enabled">[="--timeout=" + timeout]</#if>
done
