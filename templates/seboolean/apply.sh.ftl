setsebool ${persistent:+-P} "$name" "$state"
