alternatives_look
case $state in
  selected | present)
    if [ -z "$choice" ] || { [ -n "$priority" ] && [ "$priority" != "$rank" ]; }; then
      if [ -z "$link" ]; then   # Debian says "link NAME is PATH"; Red Hat has it in its own file
        link=$(printf '%s\n' "$shown" | sed -n "s/^ *link $name is //p")
        [ -n "$link" ] || { [ -r "/var/lib/alternatives/$name" ] && link=$(sed -n 2p "/var/lib/alternatives/$name"); }
        [ -n "$link" ] || cannot "give link: $tool does not tell where that of $name is"
      fi
      "$tool" --install "$link" "$name" "$path" "${priority:-50}"
    fi
    [ "$state" = present ] || "$tool" --set "$name" "$path" ;;
  auto) "$tool" --auto "$name" ;;
  absent) "$tool" --remove "$name" "$path" ;;
esac
