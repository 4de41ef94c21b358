case $domain in '' | '#'* | *[[:space:]]*) cannot "this is no domain of a limit: $domain" ;; esac
case $item:$value in
  chroot:/*) ;;
  *:unlimited | *:infinity | *:-1) ;;
  priority:-[0-9]* | nice:-[0-9]*) ;;
  *:'' | *:*[!0-9]*) cannot "this is no value of $item: $value; write a number, unlimited, infinity or -1" ;;
esac
file_read_lines
line="$domain	$type	$item	$value"[=comment???then("\t#" + comment!"", "")]
# A line that is there decides by its value, too, where the higher or the lower one stays.
edited=$(printf %s "$FILE_CURRENT" | LINE=$line DOMAIN=$domain awk -v type="$type" -v item="$item" -v value="$value" -v keep=[=use_max?then("max", use_min?then("min", ""))] '
  function size(v) { return v ~ /^(unlimited|infinity|-1)$/ && item != "nice" && item != "priority" ? 1e300 : v + 0 }
  !/^[ \t]*#/ && $1 == ENVIRON["DOMAIN"] && $2 == type && $3 == item {
    if (done) next
    done = 1
    if ($4 == value || (keep == "max" && size($4) > size(value)) || (keep == "min" && size($4) < size(value))) { print; next }
    print ENVIRON["LINE"]; next
  }
  /^# End of file/ && !done { print ENVIRON["LINE"]; done = 1 }
  { print }
  END { if (!done) print ENVIRON["LINE"] }' && echo .) || cannot "cannot edit $FILE_PATH: awk failed"
file_want_text "${edited%.}"
file_want_rights
