# prefix: pgp
# Keys of OpenPGP as apt's sqv judges them. Paths are below R where facts are gathered from a tree.

# pgp_policy DEFAULT: sets PGP_POLICY to the file by which apt's sqv judges keys, the DEFAULT where the host has no other, and PGP_SHA1_SINCE to
# "since DAY" where it has a day from which on SHA-1 binds no key, and that day has come. Empty else.
pgp_policy() {
  PGP_POLICY= PGP_SHA1_SINCE=
  for _at in "${R-}/etc/crypto-policies/back-ends/apt-sequoia.config" "${R-}/var/lib/crypto-config/profiles/current/apt-sequoia.config" \
      "${R-}/etc/crypto-policies/back-ends/sequoia.config" "${R-}/var/lib/crypto-config/profiles/current/sequoia.config" "$1"; do
    [ ! -r "$_at" ] || { PGP_POLICY=$_at; break; }
  done
  [ -n "$PGP_POLICY" ] || return 0
  _day=$(awk '/^\[/ { inside = /^\[hash_algorithms\]/ }
    inside && /^[ \t]*sha1(\.second_preimage_resistance)?[ \t]*=/ { sub(/^[^=]*=/, ""); sub(/#.*/, ""); gsub(/[" \t]/, ""); print; exit }' "$PGP_POLICY")
  case $_day in
    never) PGP_SHA1_SINCE=always ;;
    [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) [ "$(echo "$_day" | tr -d -)" -gt "$(date -u +%Y%m%d)" ] || PGP_SHA1_SINCE="since $_day" ;;
  esac
}

# pgp_bytes FILE: prints the bytes of its packets, armoured or not.
pgp_bytes() {
  if ! grep -q '^-----BEGIN PGP PUBLIC' "$1" 2>/dev/null; then cat "$1"; return; fi
  awk '/^-----END/ { exit } body && !/^=/ { print } /^[ \t\r]*$/ { body = 1 }' "$1" | base64 -d 2>/dev/null
}

# pgp_sha1_alone FILE: of all signatures of its keys that bind user names, or the key itself, none is made with more than SHA-1. It goes through the
# packets: a signature's kind and hash have their places, of version 3 and from version 4 on. What is no such key is not judged.
pgp_sha1_alone() {
  pgp_bytes "$1" | od -An -v -tu1 | awk '
    { for (i = 1; i <= NF; i++) b[++n] = $i }
    END {
      for (at = 1; at <= n; at = body + size) {
        if (b[at] < 128) exit 1
        first = b[at + 1]
        if (b[at] >= 192) {
          kind = b[at] - 192
          if (first < 192) { size = first; body = at + 2 }
          else if (first < 224) { size = (first - 192) * 256 + b[at + 2] + 192; body = at + 3 }
          else if (first == 255) { size = ((b[at + 2] * 256 + b[at + 3]) * 256 + b[at + 4]) * 256 + b[at + 5]; body = at + 6 }
          else exit 1
        } else {
          kind = int((b[at] - 128) / 4); width = b[at] % 4
          if (width == 0) { size = first; body = at + 2 }
          else if (width == 1) { size = first * 256 + b[at + 2]; body = at + 3 }
          else if (width == 2) { size = ((first * 256 + b[at + 2]) * 256 + b[at + 3]) * 256 + b[at + 4]; body = at + 5 }
          else exit 1
        }
        if (kind != 2) continue
        old = b[body] < 4
        does = b[body + (old ? 2 : 1)]; hash = b[body + (old ? 16 : 3)]
        if ((does >= 16 && does <= 19) || does == 31) { binds++; if (hash > 2) strong++ }   # 1 is MD5, 2 is SHA-1
      }
      exit !(binds && !strong)
    }'
}
