# JSON for hosts that have only awk (gawk, mawk, busybox).

# json_merge CURRENT WANTED: prints CURRENT with WANTED merged in: objects key by key, anything else replaced, and a
# null in WANTED removes its key (RFC 7396). Keys, order and indentation of CURRENT are kept, new keys come last. A text
# that already holds WANTED is printed as it is, whatever its form. Empty counts as {}. Status 3: CURRENT is not a JSON
# object; the reason is printed instead.
json_merge() {
  JSON_CURRENT=$1 JSON_WANTED=$2 awk '
function fail(why,   line) {
  line = split(substr(text, 1, length(text) - length(rest)), _, "\n")
  print "line " (line ? line : 1) ": " why; exit 3
}
function space() { if (match(rest, /^[ \t\r\n]+/)) rest = substr(rest, RLENGTH + 1) }
function next_is(c) { space(); if (substr(rest, 1, 1) != c) return 0; rest = substr(rest, 2); return 1 }
function token(regex,   t) {
  if (!match(rest, regex)) return ""
  t = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1); return t
}
# What people write that is no JSON, by its name.
function odd() {
  space()
  if (substr(rest, 1, 3) == "\357\273\277" || substr(rest, 1, 1) == BOM) fail("a byte order mark, which JSON has not")
  if (rest ~ /^(\/\/|\/\*|#)/) fail("a comment, which JSON has not")
  if (rest != "" && index("}]", substr(rest, 1, 1))) fail("a comma before " substr(rest, 1, 1) ", where nothing follows")
  if (rest ~ /^\047/) fail("a text in single quotes; JSON has double ones")
}
function once(id, t) { if ((id, t) in place) fail("the key " t " is there a second time") }
function string(   t) {
  odd()
  space(); t = token(STRING); if (t == "") fail("a string is expected here"); return normal(t)
}
# A string is kept in one spelling: escapes only where JSON demands them.
function normal(t,   out, e, c, d) {
  out = ""
  while ((e = index(t, "\\")) > 0) {
    out = out substr(t, 1, e - 1); c = substr(t, e + 1, 1); t = substr(t, e + 2)
    if (c == "/") out = out "/"
    else if (c != "u") out = out "\\" c
    else {
      c = hex(substr(t, 1, 4)); d = substr(t, 5, 2) == "\\u" ? hex(substr(t, 7, 4)) : 0
      if (c >= 55296 && c < 56320 && d >= 56320 && d < 57344) {
        out = out utf8(65536 + (c - 55296) * 1024 + d - 56320); t = substr(t, 11)
      } else { out = out (plain(c) ? utf8(c) : escaped(c)); t = substr(t, 5) }
    }
  }
  return out t
}
function plain(c) { return c >= 32 && c != 34 && c != 92 && (c < 55296 || c > 57343) }
function escaped(c) {
  if (c == 34 || c == 92) return "\\" sprintf("%c", c)
  if (c in SHORT) return SHORT[c]
  return sprintf("\\u%04x", c)
}
function hex(digits,   i, n) {
  n = 0; digits = tolower(digits)
  for (i = 1; i <= 4; i++) n = n * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
  return n
}
function utf8(c) {
  if (c < 128) return sprintf("%c", c)
  if (c < 2048) return BYTE[192 + int(c / 64)] BYTE[128 + c % 64]
  if (c < 65536) return BYTE[224 + int(c / 4096)] BYTE[128 + int(c / 64) % 64] BYTE[128 + c % 64]
  return BYTE[240 + int(c / 262144)] BYTE[128 + int(c / 4096) % 64] BYTE[128 + int(c / 64) % 64] BYTE[128 + c % 64]
}
# A value is a node: kind[id] is "{", "[" or "=" for a scalar, whose text is in scalar[id]; members in key[id, i] and
# member[id, i], found by place[id, key].
function node(k) { kind[++nodes] = k; size[nodes] = 0; return nodes }
function put(id, k, child) {
  if (!((id, k) in place)) { place[id, k] = ++size[id]; key[id, size[id]] = k }
  member[id, place[id, k]] = child
}
function value(   id, t) {
  if (++depth > 200) fail("nested too deeply")
  if (next_is("{")) {
    id = node("{")
    if (!next_is("}")) {
      do { t = string(); if (!next_is(":")) fail("a colon is expected here"); once(id, t); put(id, t, value()) } while (next_is(","))
      if (!next_is("}")) { odd(); fail("a comma or } is expected here") }
    }
  } else if (next_is("[")) {
    id = node("[")
    if (!next_is("]")) {
      do put(id, size[id], value()); while (next_is(","))
      if (!next_is("]")) { odd(); fail("a comma or ] is expected here") }
    }
  } else {
    id = node("=")
    if (substr(rest, 1, 1) == "\"") t = string()
    else if ((t = token("^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?")) == "") t = token("^(true|false|null)")
    if (t == "") { odd(); fail("a value is expected here") }
    scalar[id] = t
  }
  depth--; return id
}
function document(source,   id) {
  text = rest = source; space()
  if (rest == "") return node("{")
  id = value(); space()
  if (rest != "") { odd(); fail("nothing is expected here any more") }
  return id
}
function same(a, b,   i) {
  if (kind[a] != kind[b] || size[a] != size[b]) return 0
  if (kind[a] == "=") return same_scalar(scalar[a], scalar[b])
  for (i = 1; i <= size[a]; i++)
    if (!((b, key[a, i]) in place) || !same(member[a, i], member[b, place[b, key[a, i]]])) return 0
  return 1
}
function same_scalar(a, b) {
  return a "" == b "" || (a b ~ /^[-0-9]/ && b ~ /^[-0-9]/ && length(a) < 16 && length(b) < 16 && a + 0 == b + 0)
}
function is_null(id) { return kind[id] == "=" && scalar[id] == "null" }
function merge(a, b,   id, i, k) {
  if (kind[b] != "{") { if (!same(a, b)) differs = 1; return same(a, b) ? a : b }
  if (kind[a] != "{") { differs = 1; a = node("{") }
  id = node("{")
  for (i = 1; i <= size[a]; i++) {
    k = key[a, i]
    if (!((b, k) in place)) put(id, k, member[a, i])
    else if (is_null(member[b, place[b, k]])) differs = 1
    else put(id, k, merge(member[a, i], member[b, place[b, k]]))
  }
  for (i = 1; i <= size[b]; i++) {
    k = key[b, i]
    if ((a, k) in place || is_null(member[b, i])) continue
    differs = 1; put(id, k, merge(node("{"), member[b, i]))
  }
  return id
}
function print_value(id, indent,   i) {
  if (kind[id] == "=") { printf "%s", scalar[id]; return }
  if (!size[id]) { printf "%s", (kind[id] == "{" ? "{}" : "[]"); return }
  for (i = 1; i <= size[id]; i++) {
    printf "%s\n%s", (i == 1 ? kind[id] : ","), indent STEP
    if (kind[id] == "{") printf "%s: ", key[id, i]
    print_value(member[id, i], indent STEP)
  }
  printf "\n%s%s", indent, (kind[id] == "{" ? "}" : "]")
}
BEGIN {
  for (i = 128; i < 256; i++) BYTE[i] = sprintf("%c", i)
  BOM = sprintf("%c", 65279)   # as one character, where awk knows UTF-8
  SHORT[8] = "\\b"; SHORT[9] = "\\t"; SHORT[10] = "\\n"; SHORT[12] = "\\f"; SHORT[13] = "\\r"
  h = "[0-9a-fA-F]"
  STRING = "^\"([^\"\\\\\001-\037]|\\\\[\"\\\\/bfnrt]|\\\\u" h h h h ")*\""
  current = document(ENVIRON["JSON_CURRENT"])
  if (kind[current] != "{") { rest = text; fail("an object is expected here") }
  wanted = document(ENVIRON["JSON_WANTED"])
  STEP = match(ENVIRON["JSON_CURRENT"], /\n[ \t]+"/) ? substr(ENVIRON["JSON_CURRENT"], RSTART + 1, RLENGTH - 2) : "  "
  merged = merge(current, wanted)
  if (!differs) { printf "%s", ENVIRON["JSON_CURRENT"]; exit }
  print_value(merged, ""); print ""
}' </dev/null
}
