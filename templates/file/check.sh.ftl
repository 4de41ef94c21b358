path=[=path] mode=[=mode!""] owner=[=owner!""] group=[=group!""] FOLLOW=[=follow]
[ "$path" = / ] || path=${path%/}
promise [=((state!"") == "absent")?then("absent", "path")] "$path"
<#if (state!"") == "directory">
promise directory "$path"
</#if>
removed "$path"
end_of "$path" <#if ["absent", "link"]?seq_contains(state!"")>link</#if>
look "$path"
new=
if [ -L "$path" ]; then kind=link
elif [ -d "$path" ]; then kind=directory
elif [ -f "$path" ]; then kind=file
elif [ -e "$path" ]; then kind='special file'
else kind=absent; fi

<#switch state!"any">
<#case "directory">
if [ -d "$seen" ]; then
  [ "$seen" != "$path" ] || seen=$path/.
<#if recurse>
  below=$path; [ -d "$path" ] || below=$seen
  unlike=$(cd -- "$below" && unlike) || cannot "cannot look at what is below $path"
  [ -z "$unlike" ] || want below "the same rights" "$(printf '%s\n' "$unlike" | head -n 20)"
</#if>
elif promised directory "$path"; then
  [ -n "$mode$owner$group" ] || return 0
  defer "an earlier task makes $path" directory "$path"
else
  new=1
  [ "$kind" = absent ] || cannot "$path is a $kind, not a directory"
  want state directory absent
  above=${path%/*}
  while [ -n "$above" ] && [ ! -e "$above" ] && ! promised directory "$above"; do
    want "$above" directory absent
    promise path "$above"; promise directory "$above"
    above=${above%/*}
  done
  need_directory "$above"
  can_change "${path%/*}"
fi
<#break>
<#case "link">
src=[=src!""]
[ -n "$src" ] || cannot "state link needs src"
case $kind in
  link) want "link to" "$src" "$(readlink -- "$path")" ;;
  absent) want "link to" "$src" absent; need_directory "${path%/*}" ;;
  directory) cannot "$path is a directory; no link takes its place" ;;
  *) <#if force>want "link to" "$src" "$kind"<#else>cannot "$path is a $kind; force: true replaces it"</#if> ;;
esac
<#if !force>
case $src in /*) end=$src ;; *) end=${path%/*}/$src ;; esac
[ -e "$end" ] || promised path "$end" || { [ -L "$end" ] && promised path "$(readlink -f -- "$end")"; } ||
  missing "the target $end does not exist; force: true makes the link all the same" path "$end"
</#if>
[ -z "$_differs" ] || can_change "${path%/*}" "${path##*/}"
seen=$path mode= new=link
<#break>
<#case "absent">
[ "$kind" != absent ] || return 0
if [ "$kind" = directory ]; then
  real=$(cd -P -- "$path" && pwd -P) || cannot "cannot enter $path"
  case $real in
    / | /bin | /boot | /boot/* | /dev | /dev/* | /etc | /home | /lib | /lib32 | /lib64 | /libx32 | /lost+found | \
    /media | /mnt | /opt | /proc | /proc/* | /root | /run | /sbin | /srv | /sys | /sys/* | /tmp | /usr | /usr/bin | \
    /usr/lib | /usr/lib64 | /usr/libexec | /usr/local | /usr/sbin | /usr/share | /var | /var/lib | /var/log | /var/tmp)
      cannot "$real is a directory of the system; it is never removed" ;;
  esac
  while read -r _ _ _ _ mounted _ || [ -n "$mounted" ]; do
    case $mounted in *\\0*) mounted=$(printf %b "$mounted") ;; esac   # a space is written as \040
    case $mounted/ in "$real"/*) cannot "$mounted is mounted; unmount it before $path is removed" ;; esac
  done </proc/self/mountinfo
fi
can_change "${path%/*}" "${path##*/}"
want state absent "$kind"
return 0
<#break>
<#default>
[ "$kind" != link ] || seen=$END
<#if ["file", "touch"]?seq_contains(state!"")>
[ ! -e "$seen" ] || [ -f "$seen" ] || cannot "$path is a $kind, not a file"
</#if>
if [ ! -e "$seen" ]; then
<#if (state!"") == "touch">
  need_directory "${path%/*}"
  want state file absent
  text='' wanted=text
  want_rights
  return 0
<#else>
  ! promised path "$path" || defer "$path is still to be made" path "$path"
  missing "$path does not exist; state says what to make" path "$path"
</#if>
fi
</#switch>
want_meta "$seen" "$mode" "$owner" "$group"
[ -n "$_differs" ] || return 0
[ "$seen" != "$path" ] && [ "$seen" != "$path/." ] || [ ! -e "$seen" ] || [ "$kind" = link ] || can_set "$path"
need_account user "$owner"; need_account group "$group"
foresee
