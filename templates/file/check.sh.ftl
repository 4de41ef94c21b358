result path "$FILE_PATH"
promise [=((state!"") == "absent")?then("absent", "path")] "$FILE_PATH"
<#if (state!"") == "directory">
promise directory "$FILE_PATH"
</#if>
file_removed "$FILE_PATH"
file_end_of "$FILE_PATH" <#if ["absent", "link"]?seq_contains(state!"")>link</#if>
file_look "$FILE_PATH"
if [ "$FILE_SEEN" = "$FILE_PATH" ] && [ -L "$FILE_PATH" ] && [ ! -e "$FILE_PATH" ]; then FILE_SYMBOLIC=; else file_settle_mode "$FILE_SEEN" [=((state!"") == "directory")?then("directory", "")]; fi
FILE_NEW=
if [ -L "$FILE_PATH" ]; then kind=link
elif [ -d "$FILE_PATH" ]; then kind=directory
elif [ -f "$FILE_PATH" ]; then kind=file
elif [ -e "$FILE_PATH" ]; then kind='special file'
else kind=absent; fi

<#switch state!"any">
<#case "directory">
if [ -d "$FILE_SEEN" ]; then
  [ "$FILE_SEEN" != "$FILE_PATH" ] || FILE_SEEN=$FILE_PATH/.
<#if recurse>
  below=$FILE_PATH; [ -d "$FILE_PATH" ] || below=$FILE_SEEN
  unlike=$(cd -- "$below" && file_unlike) || cannot "cannot look at what is below $FILE_PATH"
  [ -z "$unlike" ] || want below "the same rights" "$(printf '%s\n' "$unlike" | head -n 20)"
</#if>
elif promised directory "$FILE_PATH"; then
  [ -n "$FILE_MODE$FILE_OWNER$FILE_GROUP" ] || return 0
  defer "an earlier task makes $FILE_PATH" directory "$FILE_PATH"
else
  FILE_NEW=1
  [ "$kind" = absent ] || cannot "$FILE_PATH is a $kind, not a directory"
  want state directory absent
  above=${FILE_PATH%/*}
  while [ -n "$above" ] && [ ! -e "$above" ] && ! promised directory "$above"; do
    want "$above" directory absent
    promise path "$above"; promise directory "$above"
    above=${above%/*}
  done
  file_need_directory "$above"
  file_can_change "${FILE_PATH%/*}"
fi
<#break>
<#case "link">
src=[=src!""]
[ -n "$src" ] || cannot "state link needs src"
case $kind in
  link) want "link to" "$src" "$(readlink -- "$FILE_PATH")" ;;
  absent) want "link to" "$src" absent; file_need_directory "${FILE_PATH%/*}" ;;
  directory) cannot "$FILE_PATH is a directory; no link takes its place" ;;
  *) <#if force>want "link to" "$src" "$kind"<#else>cannot "$FILE_PATH is a $kind; force: true replaces it"</#if> ;;
esac
<#if !force>
case $src in /*) end=$src ;; *) end=${FILE_PATH%/*}/$src ;; esac
[ -e "$end" ] || promised path "$end" || { [ -L "$end" ] && promised path "$(readlink -f -- "$end")"; } ||
  missing "the target $end does not exist; force: true makes the link all the same" path "$end"
</#if>
[ -z "$_differs" ] || file_can_change "${FILE_PATH%/*}" "${FILE_PATH##*/}"
FILE_SEEN=$FILE_PATH FILE_MODE= FILE_NEW=link
<#break>
<#case "absent">
[ "$kind" != absent ] || return 0
if [ "$kind" = directory ]; then
  real=$(cd -P -- "$FILE_PATH" && pwd -P) || cannot "cannot enter $FILE_PATH"
  case $real in
    / | /bin | /boot | /boot/* | /dev | /dev/* | /etc | /home | /lib | /lib32 | /lib64 | /libx32 | /lost+found | \
    /media | /mnt | /opt | /proc | /proc/* | /root | /run | /sbin | /srv | /sys | /sys/* | /tmp | /usr | /usr/bin | \
    /usr/lib | /usr/lib64 | /usr/libexec | /usr/local | /usr/sbin | /usr/share | /var | /var/lib | /var/log | /var/tmp)
      cannot "$real is a directory of the system; it is never removed" ;;
  esac
  while mounted=; read -r _ _ _ _ mounted _ || [ -n "$mounted" ]; do
    case $mounted in *\\0*) mounted=$(printf %b "$mounted") ;; esac   # a space is written as \040
    case $mounted/ in "$real"/*) cannot "$mounted is mounted; unmount it before $FILE_PATH is removed" ;; esac
  done </proc/self/mountinfo
fi
file_can_change "${FILE_PATH%/*}" "${FILE_PATH##*/}"
want state absent "$kind"
return 0
<#break>
<#default>
[ "$kind" != link ] || FILE_SEEN=$FILE_END
<#if ["file", "touch"]?seq_contains(state!"")>
[ ! -e "$FILE_SEEN" ] || [ -f "$FILE_SEEN" ] || cannot "$FILE_PATH is a $kind, not a file"
</#if>
if [ ! -e "$FILE_SEEN" ]; then
<#if (state!"") == "touch">
  file_need_directory "${FILE_PATH%/*}"
  want state file absent
  FILE_TEXT='' FILE_WANTED=text
  file_want_rights
  return 0
<#else>
  ! promised path "$FILE_PATH" || defer "$FILE_PATH is still to be made" path "$FILE_PATH"
  missing "$FILE_PATH does not exist; state says what to make" path "$FILE_PATH"
</#if>
fi
</#switch>
want_meta "$FILE_SEEN" "$FILE_MODE" "$FILE_OWNER" "$FILE_GROUP"
[ -n "$_differs" ] || return 0
[ "$FILE_SEEN" != "$FILE_PATH" ] && [ "$FILE_SEEN" != "$FILE_PATH/." ] || [ ! -e "$FILE_SEEN" ] || [ "$kind" = link ] || file_can_set "$FILE_PATH"
account_need user "$FILE_OWNER"; account_need group "$FILE_GROUP"
file_foresee
