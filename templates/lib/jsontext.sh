# Texts as JSON has them, for hosts that have only awk (gawk, mawk, busybox).

# For awk: quoted(TEXT) gives a text as JSON has it, escaped(TEXT) the same without its quotes.
JSONTEXT_AWK='
  function escaped(t,   out, i) {
    if (!("\\" in json_code)) {
      for (i = 1; i < 32; i++) json_code[sprintf("%c", i)] = sprintf("\\u%04x", i)
      json_code["\""] = "\\\""; json_code["\\"] = "\\\\"
    }
    while (match(t, /[\001-\037"\\]/)) { out = out substr(t, 1, RSTART - 1) json_code[substr(t, RSTART, 1)]; t = substr(t, RSTART + 1) }
    return out t
  }
  function quoted(t) { return "\"" escaped(t) "\"" }
'

# jsontext_of TEXT: prints it as JSON has it.
jsontext_of() {
  printf '%s.' "$1" | awk "$JSONTEXT_AWK"'
    BEGIN { printf "\"" }
    { printf "%s", held; held = (NR > 1 ? "\\n" : "") escaped($0) }
    END { printf "%s\"", substr(held, 1, length(held) - 1) }'
}
