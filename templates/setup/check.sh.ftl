[ "$MODE" != plan ] || [ -z "$LAST_CHANGE" ] || defer "earlier tasks change the host"
