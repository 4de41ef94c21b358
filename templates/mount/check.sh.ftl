case $path in /* | none | swap) ;; *) cannot "path is a whole path, or none or swap for a swap space" ;; esac
case $src$fstype$opts in *"$NL"*) cannot "no line break can be in src, fstype and opts" ;; esac
case $opts in '' | *[[:space:]]*) cannot "options have commas between them, and no blanks" ;; esac
<#if state == "mounted" || state == "present" || state == "ephemeral">
[ -n "$src" ] && [ -n "$fstype" ] || cannot "state: $state needs src and fstype"
case $fstype in *[[:space:]]*) cannot "this is no type of a file system: $fstype" ;; esac
</#if>
<#if state == "mounted" || state == "present" || state == "absent">
file_read_lines
# An entry is of that folder; of a swap space, which has none, of that device.
edited=$(printf %s "$FILE_CURRENT" | LINE="$from $at $fstype $opts "[="" + dump]" "[="" + passno] AT=$at FROM=$from awk -v state="$state" -v swap="$is_swap" '
  function same(   i, n, word) { n = split(ENVIRON["LINE"], word, " "); for (i = 1; i <= n; i++) if (word[i] != (i > 4 && $i == "" ? 0 : $i)) return 0; return 1 }
  !/^[ \t]*#/ && NF >= 3 && (swap ? $3 == "swap" && $1 == ENVIRON["FROM"] : $2 == ENVIRON["AT"]) {
    if (state == "absent" || done) next
    done = 1
    if (!same()) { print ENVIRON["LINE"]; next }
  }
  { print }
  END { if (state != "absent" && !done) print ENVIRON["LINE"] }' && echo .) || cannot "cannot edit $FILE_PATH: awk failed"
if [ "$state" != absent ] || [ "$FILE_KIND" = content ]; then file_want_text "${edited%.}"; fi
</#if>
<#if state == "mounted" || state == "ephemeral" || state == "unmounted" || state == "absent" || state == "remounted">
[ -z "$is_swap" ] || [ "$state" = absent ] || cannot "a swap space is not mounted: state: present writes its entry"
</#if>
<#if state == "mounted" || state == "ephemeral">
if [ -e "$path" ]; then
  [ -d "$path" ] || [ -f "$path" ] || cannot "$path is neither a folder nor a file"
else
  promised directory "$path" || want "$path" directory absent
  promise path "$path"; promise directory "$path"
fi
if mounted; then
  ! other_device || { [ -e "$device" ] || promised path "$device" || missing "there is no $src" path "$device"; want mounted "$src" "$now"; }
else
  want mounted "$src" nothing
  case $src in
    UUID=* | LABEL=* | PARTUUID=* | PARTLABEL=*) ;;
    /*) [ -e "$src" ] || promised path "$src" || missing "there is no $src" path "$src" ;;
  esac
fi
<#elseif state == "unmounted" || state == "absent">
! mounted || want mounted nothing "$now"
<#if state == "absent">
mounted || [ -n "$is_swap" ] || [ ! -d "$path" ] || [ -n "$(ls -A -- "$path" 2>/dev/null)" ] || want "$path" absent directory
</#if>
<#elseif state == "remounted">
mounted || cannot "nothing is mounted at $path"
act "mounted anew"
</#if>
<#if state == "mounted" || state == "present" || state == "absent">
if [ -n "${FILE_WANTED:-}" ] && [ "$FILE_TEXT" != "$FILE_CURRENT" ]; then file_want_rights; fi
</#if>
