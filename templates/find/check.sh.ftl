amount() { # TEXT UNITS: sets amount
  number=${1%[a-zA-Z]} unit=${1#"${1%[a-zA-Z]}"}
  case ${number#-} in '' | *[!0-9]*) cannot "\"$1\" is no number with a unit" ;; esac
  case " $2 " in *" ${unit:-none}="*) factor=" $2"; factor=${factor##*" ${unit:-none}="}; factor=${factor%% *} ;; *) cannot "\"$1\" has the unknown unit $unit" ;; esac
  sign=; case $number in -*) sign=- number=${number#-} ;; esac
  number=${number#"${number%%[!0]*}"}
  amount=$sign$((${number:-0} * factor))
}
age= size=
<#if age??>
amount [=age] "none=1 s=1 m=60 h=3600 d=86400 w=604800"; age=$amount
</#if>
<#if size??>
amount [=size?lower_case] "none=1 b=1 k=1024 m=1048576 g=1073741824 t=1099511627776"; size=$amount
</#if>

<#if use_regex>
for pattern in [=patterns] [=excludes]; do
  case $pattern in *\\[A-Za-z0-9]* | *'(?'* | *'*?'* | *'+?'*) cannot "\"$pattern\" is no extended regular expression of POSIX: write [0-9] for \\d, [[:space:]] for \\s" ;; esac
done
</#if>
lines() { for one do printf '%s\n' "$one"; done; }
put_temp "patterns.$TASK" "$(lines [=patterns])"
put_temp "excludes.$TASK" "$(lines [=excludes])"
put_temp "list.$TASK" ''
look() { # PATH
  path=$1
  case $path in /*) ;; *) cannot "\"$path\" is not an absolute path" ;; esac
  path=${path%"${path##*[!/]}"}
  case $PROMISES in *"${NL}path $path/"* | *"${NL}absent $path"* | *"${NL}directory $path$NL"* | *"${NL}anything "*) defer "an earlier task changes what is in $path" ;; esac
  [ -d "${path:-/}" ] || { say "$path is no directory"; return 0; }
  set -- -mindepth 1
<#if !recurse>
  set -- "$@" -maxdepth 1
<#elseif depth??>
  set -- "$@" -maxdepth [=depth]
</#if>
<#switch file_type>
<#case "file">
  set -- "$@" -type f
<#break>
<#case "directory">
  set -- "$@" -type d
<#break>
<#case "link">
  set -- "$@" -type l
<#break>
<#default>
</#switch>
<#if !hidden>
  set -- "$@" ! -name '.*'
</#if>
<#if !use_regex>
<#if patterns?has_content>
  any=
  for pattern in [=patterns]; do
    if [ -z "$any" ]; then set -- "$@" '('; else set -- "$@" -o; fi
    any=yes; set -- "$@" -name "$pattern"
  done
  [ -z "$any" ] || set -- "$@" ')'
</#if>
  for pattern in [=excludes]; do set -- "$@" ! -name "$pattern"; done
</#if>
  { find [=follow?then("-L", "-P")] "${path:-/}" "$@" ! -path "*$NL*" || say "not all of $path could be looked at"; } |
    sed 's,^//,/,' >>"$WORK/list.$TASK" || cannot_write "$WORK"
}
set -- [=paths]
for start do look "$start"; done
sort -u "$WORK/list.$TASK" >"$WORK/found.$TASK" || cannot_write "$WORK"
<#if contains??>
put_temp "contains.$TASK" "^("[=contains]")"
tr '\n' '\000' <"$WORK/found.$TASK" | xargs -0 grep -lE -f "$WORK/contains.$TASK" -- /dev/null 2>/dev/null | cat >"$WORK/list.$TASK" || cannot_write "$WORK"
cat "$WORK/list.$TASK" >"$WORK/found.$TASK" || cannot_write "$WORK"
</#if>
put_temp "stated.$TASK" ''
[ ! -s "$WORK/found.$TASK" ] || tr '\n' '\000' <"$WORK/found.$TASK" |
  xargs -0 stat [=follow?then("-L", "-c")] [=follow?then("-c", "%a %f %u %U %g %G %s %X %Y %Z %h %i %n")] [=follow?then("%a %f %u %U %g %G %s %X %Y %Z %h %i %n", "--")] 2>/dev/null | cat >"$WORK/stated.$TASK" || cannot_write "$WORK"
files=$(awk -v age="$age" -v size="$size" -v stamp=[=age_stamp] -v now="$(date +%s)" -v regex=[=use_regex?then("1", "")] -v patterns="$WORK/patterns.$TASK" -v excludes="$WORK/excludes.$TASK" "$JSONTEXT_AWK"'
  function fits(n, list, count,   i) { for (i = 1; i <= count; i++) if (n ~ ("^(" list[i] ")")) return 1; return 0 }
  BEGIN {
    while ((getline row < patterns) > 0) if (row != "") wanted[++wants] = row
    while ((getline row < excludes) > 0) if (row != "") unwanted[++nots] = row
    printf "["
  }
  {
    path = $0; for (i = 1; i <= 12; i++) path = substr(path, index(path, " ") + 1)
    name = path; sub(/.*\//, "", name)
    if (regex && (wants && !fits(name, wanted, wants) || fits(name, unwanted, nots))) next
    old = now - (stamp == "mtime" ? $9 : stamp == "atime" ? $8 : $10)
    if (age != "" && (age ~ /^-/ ? old > -age : old < age + 0)) next
    if (size != "" && (size ~ /^-/ ? $7 > -size : $7 < size + 0)) next
    kind = substr($2, 1, length($2) - 3)
    printf "%s{\"path\": %s, \"mode\": \"%s\", \"isdir\": %s, \"isreg\": %s, \"islnk\": %s, \"size\": %s, \"uid\": %s, \"gid\": %s, \"pw_name\": %s, \"gr_name\": %s, \"mtime\": %s, \"atime\": %s, \"ctime\": %s, \"nlink\": %s, \"inode\": %s}",
      (found++ ? ", " : ""), quoted(path), substr("0000" $1, length($1) + 1), (kind == "4" ? "true" : "false"), (kind == "8" ? "true" : "false"), (kind == "a" ? "true" : "false"), $7, $3, $5, quoted($4), quoted($6), $9, $8, $10, $11, $12
  }
  END { printf "] %d", found }' "$WORK/stated.$TASK") || cannot "awk failed"
[ "${#files}" -le 900000 ] || cannot "more files fit than a result can hold: narrow paths or patterns"
data files "${files% *}"; result matched "${files##* }"
