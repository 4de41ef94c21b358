database=[=database] key=[=key!""] service=[=service!""] split=[=split!""] file=''
case $database in '' | *[!a-z0-9_]*) cannot "\"$database\" is no database of the name service: such as passwd, group or hosts" ;; esac
case $key in -*) cannot "a key does not begin with a dash: $key" ;; esac
case $database:$key in
  passwd:?* | shadow:?*)
    ! promised user "$key" || defer "an earlier task changes the user $key" user "$key"
    ! promised no-user "$key" || defer "an earlier task removes the user $key" no-user "$key" ;;
  passwd: | shadow: | group:* | gshadow:*)
    case $PROMISES in
      *"${NL}user "* | *"${NL}no-user "* | *"${NL}group "* | *"${NL}no-group "*) defer "an earlier task changes users or groups" ;;
    esac
    case $key:$PROMISES in :*"${NL}package "* | :*"${NL}removed_package "* | :*"${NL}anything "*) defer "an earlier task may bring users or groups" ;; esac ;;
esac
case $database in
  passwd | group | shadow | gshadow)
    file=/etc/$database; : "${split:=:}"
    [ ! -e "$file" ] || [ -r "$file" ] || cannot "$(id -un) cannot read $file: write become: true" ;;
esac

# own: prints the entries of the host's own file as getent would.
own() {
  KEY=$key awk -F: '
    ENVIRON["KEY"] == "" { print; next }
    $1 == ENVIRON["KEY"] { print; found = 1; exit }
    FILENAME ~ /\/(passwd|group)$/ && $3 == ENVIRON["KEY"] && ENVIRON["KEY"] ~ /^[0-9]+$/ && number == "" { number = $0 }
    END { if (!found && number != "") { print number; found = 1 } exit ENVIRON["KEY"] != "" && !found ? 2 : 0 }' "$file"
}
status=0
if have getent; then
  rows=$(getent ${service:+-s "$service"} "$database" ${key:+"$key"} 2>/dev/null) || status=$?
elif [ -n "$file" ] && [ -z "$service" ]; then
  rows=$([ ! -e "$file" ] || own) || status=$?
  [ -e "$file" ] || [ -z "$key" ] || status=2
else
  missing "command not found: getent" command getent
fi
case $status in
  0) ;;
<#if fail_key>
  2) missing "there is no entry \"$key\" in the database $database" "$database" "$key" ;;
<#else>
  2) rows='' ;;
</#if>
  3) cannot "the database $database cannot be listed: give the key that is wanted" ;;
  *) cannot "getent knows no database $database${service:+ of the service $service}" ;;
esac
entries=$(printf '%s\n' "$rows" | BETWEEN=$split FILE=$file awk "$JSONTEXT_AWK"'
  # A hash is not told; what only locks an account is.
  function marked(t,   mark) {
    match(t, /^[!*]*/); mark = substr(t, 1, RLENGTH); t = substr(t, RLENGTH + 1)
    return mark (t ~ /^(x|NP|LK\*)?$/ ? t : "hidden")
  }
  function cut(t,   n, at) {
    if (between == "") { sub(/^[ \t]+/, "", t); sub(/[ \t]+$/, "", t); return split(t, part, /[ \t]+/) }
    while ((at = index(t, between)) > 0) { part[++n] = substr(t, 1, at - 1); t = substr(t, at + length(between)) }
    part[++n] = t; return n
  }
  BEGIN {
    between = ENVIRON["BETWEEN"]; printf "{"
  }
  $0 != "" {
    if (ENVIRON["FILE"] != "" && (first = index($0, ":"))) {
      rest = substr($0, first + 1); second = index(rest ":", ":")
      $0 = substr($0, 1, first) marked(substr(rest, 1, second - 1)) substr(rest, second)
    }
    n = cut($0)
    if (part[1] in seen) next
    seen[part[1]]
    printf "%s%s: [", (found++ ? ", " : ""), quoted(part[1])
    for (i = 2; i <= n; i++) printf "%s%s", (i > 2 ? ", " : ""), quoted(part[i])
    printf "]"
  }
  END { print "}" }') || cannot "awk failed"
[ "${#entries}" -le 900000 ] || cannot "the database $database has more entries than a result can hold: give the key that is wanted"
data entries "$entries"
