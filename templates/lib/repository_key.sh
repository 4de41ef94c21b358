# uses: http openpgp package package_apt package_dnf repository
# prefix: key
# The key that signs a repository. It is in $WORK/key when the caller has set REPO_HAS_KEY alone; REPO_KEY_URL says where the host finds it, REPO_KEY_THERE that it
# is in REPO_KEY_FILE already. REPO_KEY_PRINT is the fingerprint that it must have, or empty.

# key_from_text TEXT: the armoured key in TEXT as $WORK/key: as bytes for apt, unless the name of its file says that it is armoured; as it is for the others.
key_from_text() {
  case $PKG_CMD:$REPO_KEY_FILE:$1 in
    apt:*.asc:*) put_temp key "${1%"$NL"}$NL" ;;
    apt:*'-----BEGIN PGP PUBLIC KEY BLOCK-----'*) key_unarmour "$1" key ;;
    *) put_temp key "${1%"$NL"}$NL" ;;
  esac
}

# key_fetch: the key at REPO_KEY_URL as $WORK/key, in the same way.
key_fetch() {
  http_to "$REPO_KEY_URL" '' ''
  http_get "got.$TASK"
  if grep -q 'BEGIN PGP PUBLIC' "$WORK/got.$TASK" 2>/dev/null; then
    _key=$(cat "$WORK/got.$TASK") || unreadable "$WORK/got.$TASK"
    key_from_text "$_key"
  else
    case $PKG_CMD:$REPO_KEY_FILE in apt:*.asc) cannot "$HTTP_SHOWN is no armoured key: let key_path end in .gpg" ;; esac
    cat "$WORK/got.$TASK" >"$WORK/key" || cannot_write "$WORK"
  fi
}

key_unarmour() { # TEXT NAME: the bytes in $WORK/NAME
  _body=; put_temp "$2" ''
  while IFS= read -r _line; do
    case $_line in
      -----BEGIN*) _body= _at=head ;;
      -----END*) printf %s "$_body" | base64 -d >>"$WORK/$2" || cannot "the key is not a PGP public key block, or $WORK is full"; _at= ;;
      =*) ;;
      '' | *:*) [ "${_at:-}" != head ] || [ -n "$_line" ] || _at=body ;;
      *) _body=$_body$_line ;;
    esac
  done <<END
$1
END
}

# key_want_print WANTED: fails where the key in $WORK/key has another one.
key_want_print() {
  key_print
  _wanted=$(key_digits "$1")
  [ -n "$KEY_PRINT" ] || cannot "the key is not an OpenPGP public key"
  [ "$KEY_PRINT" = "$_wanted" ] || cannot "the key's fingerprint is $KEY_PRINT, not $_wanted"
}

key_digits() { printf %s "$1" | tr -d ' :\n' | tr a-f A-F; } # FINGERPRINT

# key_print: sets KEY_PRINT to the SHA-1 over the packet of the first key in $WORK/key, as OpenPGP version 4 defines it; empty where it is no key.
key_print() {
  _pgp=$WORK/key
  ! grep -q 'BEGIN PGP PUBLIC' "$WORK/key" 2>/dev/null || { _key=$(cat "$WORK/key") || unreadable "$WORK/key"; key_unarmour "$_key" key.pgp; _pgp=$WORK/key.pgp; }
  # shellcheck disable=SC2046
  set -- $(od -An -tu1 -N4 "$_pgp")
  case ${1:-0}:${2:-0} in
    152:*) _skip=2 _size=$2 ;;
    153:*) _skip=3 _size=$(($2 * 256 + $3)) ;;
    198:1[0-8][0-9] | 198:[0-9] | 198:[0-9][0-9] | 198:19[01]) _skip=2 _size=$2 ;;
    198:*) _skip=3 _size=$((($2 - 192) * 256 + $3 + 192)) ;;
    *) KEY_PRINT=; return 0 ;;
  esac
  KEY_PRINT=$({
    printf '\231'
    # shellcheck disable=SC2059
    printf "\\$(printf %03o $((_size / 256)))\\$(printf %03o $((_size % 256)))"
    tail -c "+$((_skip + 1))" "$_pgp" | head -c "$_size"
  } | sha1sum | cut -c 1-40 | tr a-f A-F)
}

# key_want_bound: apt takes the key in $WORK/key. From a day on that its policy says its sqv refuses one that nothing but SHA-1 binds to its user names. What
# is told here is certain; of what may be refused besides, such as a subkey that is bound so, apt itself tells.
key_want_bound() {
  [ "$PKG_CMD" = apt ] && [ "$REPO_TRUSTED:$REPO_ENABLED" = no:yes ] || return 0
  APT_METHODS=; apt_config APT_METHODS Dir::Bin::methods/d
  [ -x "${APT_METHODS}sqv" ] && have sqv || return 0   # else it has gpgv, which takes such keys
  pgp_policy "${APT_METHODS%/lib/apt/methods/}/share/apt/default-sequoia.config"
  [ -n "$PGP_SHA1_SINCE" ] && pgp_sha1_alone "$WORK/key" || return 0
  cannot "apt refuses this key $PGP_SHA1_SINCE: SHA-1 alone binds its user names to it ($PGP_POLICY says so); $APT_SHA1_REMEDY"
}

key_want() {
  if [ -n "$REPO_KEY_THERE" ]; then key_want_there; return 0; fi
  if [ -n "$REPO_KEY_URL" ]; then key_want_fetched; return 0; fi
  _old=absent
  [ ! -f "$REPO_KEY_FILE" ] || _old=$(sha256sum <"$REPO_KEY_FILE")
  _new=$(sha256sum <"$WORK/key")
  want "$REPO_KEY_FILE (sha256)" "${_new%% *}" "${_old%% *}"
}

# Nothing is known of a key that an earlier task is going to bring.
key_want_there() {
  ! promised path "$REPO_KEY_FILE" || return 0
  [ -f "$REPO_KEY_FILE" ] || missing "there is no key $REPO_KEY_FILE on this host" path "$REPO_KEY_FILE"
  key_look
  [ -z "$REPO_KEY_PRINT" ] || key_want_print "$REPO_KEY_PRINT"
  key_want_bound
}

# The key that is there is kept, unless it is known to be another one.
key_want_fetched() {
  http_to "$REPO_KEY_URL" '' ''
  if [ ! -f "$REPO_KEY_FILE" ]; then want "$REPO_KEY_FILE" "what $HTTP_SHOWN has" absent
  else
    key_look; key_print
    _wanted=$(key_digits "$REPO_KEY_PRINT")
    [ "${_wanted:-$KEY_PRINT}" != "$KEY_PRINT" ] || { key_want_bound; return 0; }
    want "$REPO_KEY_FILE (fingerprint)" "$_wanted" "${KEY_PRINT:-(none)}"
  fi
  put_temp "due.$TASK" ''; http_tool
}

key_look() { cat "$REPO_KEY_FILE" >"$WORK/key" || cannot "cannot read $REPO_KEY_FILE"; }

# key_bring: the key is where the definition says, and the package manager has taken it.
key_bring() {
  if [ -n "$REPO_KEY_URL" ]; then
    [ -e "$WORK/due.$TASK" ] || return 0
    key_fetch
    [ -z "$REPO_KEY_PRINT" ] || key_want_print "$REPO_KEY_PRINT"
    key_want_bound
  fi
  [ -n "$REPO_KEY_THERE" ] || put_copy "$WORK/key" "$REPO_KEY_FILE" 644
  case $PKG_CMD in
    dnf | yum | zypper)
      pkg_free $(dnf_locks)
      pkg_try rpmkeys --import "$REPO_KEY_FILE" || cannot "rpm does not take the key $REPO_KEY_FILE: $PKG_REFUSAL" ;;
    pacman)
      pkg_run pacman-key --add "$REPO_KEY_FILE"
      [ -z "$REPO_KEY_PRINT" ] || pkg_run pacman-key --lsign-key "$REPO_KEY_PRINT" ;;
  esac
}
