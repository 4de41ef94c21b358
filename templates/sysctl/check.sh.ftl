# spaced TEXT: sets $words to TEXT with single spaces.
spaced() { set -f; set -- $1; set +f; words=$*; }

sysctl_places='/etc/sysctl.d /run/sysctl.d /usr/local/lib/sysctl.d /usr/lib/sysctl.d /lib/sysctl.d'

# sysctl_after: prints the files that are read at boot after $FILE_PATH, in their order, a line each: by their names, those of a name from
# the first directory that has it; then, but for systemd, /etc/sysctl.conf. A pattern in a key never wins over a key.
sysctl_after() {
  case " $sysctl_places " in *" ${FILE_PATH%/*} "*) own=${FILE_PATH##*/} ;; *) [ -n "$linked" ] && own=${linked##*/} || return 0 ;; esac
  for folder in $sysctl_places; do
    for file in "$folder"/*.conf; do [ ! -e "$file" ] || printf '%s\n' "${file##*/}"; done
  done | sort -u | while base=; IFS= read -r base || [ -n "$base" ]; do
    for folder in $sysctl_places; do
      file=$folder/$base
      [ -e "$file" ] || [ -L "$file" ] || continue
      if [ "$base" = "$own" ]; then
        read_on=1
        [ "$folder" = "${FILE_PATH%/*}" ] || [ "$FILE_PATH" = /etc/sysctl.conf ] || [ "$folder$FILE_PATH" = "/usr/lib/sysctl.d/lib/sysctl.d/$own" ] || printf '%s\n' "$file"
      elif [ -n "${read_on:-}" ] || [ "$(printf '%s\n' "$base" "$own" | sort | head -n 1)" = "$own" ]; then
        [ ! -f "$file" ] || [ ! -r "$file" ] || printf '%s\n' "$file"
      fi
      break
    done
  done
  [ "$FILE_PATH" = /etc/sysctl.conf ] || have systemctl || [ ! -f /etc/sysctl.conf ] || echo /etc/sysctl.conf
}

# sysctl_read: fails where nothing reads $FILE_PATH at boot though its name says so; sets $linked to the link by which systemd reads /etc/sysctl.conf.
sysctl_read() {
  linked=''
  case $FILE_PATH in
    /etc/sysctl.conf) have systemctl || return 0 ;;
    */sysctl.d/*.conf) return 0 ;;
    */sysctl.d/*) cannot "$FILE_PATH is not read at boot: of sysctl.d only files whose names end in .conf are; name it so, or leave out file" ;;
    *) return 0 ;;
  esac
  for link in /etc/sysctl.d/*.conf /run/sysctl.d/*.conf /usr/local/lib/sysctl.d/*.conf /usr/lib/sysctl.d/*.conf; do
    [ "$(readlink -f "$link")" != /etc/sysctl.conf ] || promised absent "$link" || linked=$link
  done
  [ -n "$linked" ] || promised path /etc/sysctl.d/99-sysctl.conf ||
    cannot "$FILE_PATH is not read at boot: systemd reads it by a link in /etc/sysctl.d alone, and there is none; leave out file, or link /etc/sysctl.d/99-sysctl.conf to it"
}

module=
<#if state == "present">
sysctl_read
</#if>
spaced [=value!""]; value=$words is='' FILE_TEXT=''
FILE_CURRENT='' all=''
[ ! -f "$FILE_SEEN" ] || file_read_lines
[ -z "$FILE_CURRENT" ] || while IFS= read -r l; do
  all=$all$l$NL
  spaced "${l%%=*}"
  case ${words#-} in
    "$key" | "$dotted") spaced "${l#*=}"; is="$name = $words" ;;
    *) FILE_TEXT=$FILE_TEXT$l$NL ;;
  esac
done <<END
${FILE_CURRENT%"$NL"}
END
[ "$all" = "${FILE_CURRENT:+${FILE_CURRENT%"$NL"}$NL}" ] || cannot "cannot read $FILE_PATH"
<#if state == "absent">
new=
<#else>
new="$name = $value" FILE_TEXT="$FILE_TEXT$name = $value$NL"
</#if>
<#if state == "present">
[ -z "${after:=$(sysctl_after)}" ] || while IFS= read -r later; do
  was=''
  while l=; IFS= read -r l || [ -n "$l" ]; do
    spaced "${l%%=*}"
    case $l:${words#-} in '#'* | ';'*) ;; *=*:"$key" | *=*:"$dotted") spaced "${l#*=}"; was=${words:-nothing} ;; esac
  done <"$later"
  case $was in
    '' | "$value") ;;
    *)
      ! promised path "$later" || defer "an earlier task changes $later" path "$later"
      cannot "$later sets $name to $was at boot, after $FILE_PATH; set it there (file: $(readlink -f "$later")), or take it out there" ;;
  esac
done <<END
$after
END
</#if>
want "$FILE_PATH" "${new:-absent}" "${is:-absent}"
[ "$new" = "$is" ] || FILE_WANTED=text
<#if state == "present" && live>

live=/proc/sys/$key
if [ -f "$live" ]; then
  now=$(cat "$live") || cannot "cannot read $live"   # not by read: it asks byte by byte, and most of them give only one
  spaced "$now"
  if [ "$words" != "$value" ]; then
    table=/proc/1/mountinfo   # as it is without the seal of a plan
    [ -r $table ] || table=/proc/self/mountinfo
    while mounted=; read -r _ _ _ _ mounted options _ || [ -n "$mounted" ]; do
      case $live in "$mounted"/*) how=$options ;; esac
    done <$table
<#if ignoreerrors>
    case ${how-} in ro | ro,*) ;; *) want "live value" "$value" "$words" ;; esac
<#else>
    case ${how-} in ro | ro,*) unsupported "$mounted is read-only" ;; esac
    want "live value" "$value" "$words"
</#if>
  fi
<#if !ignoreerrors>
else
  case $key in
    net/bridge/*) module=br_netfilter ;;
    net/netfilter/nf_conntrack* | net/nf_conntrack*) module=nf_conntrack ;;
    net/ipv4/vs/*) module=ip_vs ;;
    net/ipv6/*) module=ipv6 ;;
    fs/binfmt_misc/*) module=binfmt_misc ;;
    *) cannot "this kernel has no parameter $name" ;;
  esac
<#if (facts.container)!false>
  unsupported "there is no $name here: the module $module is not loaded on the machine that runs this container"
</#if>
</#if>
fi
</#if>

# Comes after the file, which a later task on it must know of.
no_module() { missing "there is no $name before its module is loaded; load it with kernel_module: $module" module "$module"; }
[ -n "$_differs" ] || { [ -z "$module" ] || no_module; return 0; }
<#if state == "present" && live>
promise sysctl "$name=$value"
</#if>
above=${FILE_PATH%/*}
[ -d "$above" ] || promised directory "$above" || { want "$above" directory absent; promise directory "$above"; }
file_want_rights
[ -z "$module" ] || no_module
