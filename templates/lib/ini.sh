# uses: file
# Options in the sections of INI files. The wanted values are in no argument list, as they can be secrets.

# ini_want STATE SECTION OPTION SIGN EXCLUSIVE INACTIVE: the wanted file has, for STATE present, the lines of $WORK/ini.$TASK, which set OPTION
# in SECTION (empty: before the first one); for absent it has none that sets it, unless EXCLUSIVE is false: then none that is one of these
# lines. Without OPTION it is about the section. INACTIVE true: a line that is commented out may become the one that sets it.
ini_want() {
  file_read_lines
  _edited=$(printf %s "$FILE_CURRENT" | INI_SECTION=$2 INI_OPTION=$3 awk -v state="$1" -v exclusive="$4" -v inactive="$5" -v wanted="$WORK/ini.$TASK" '
    function trimmed(t) { sub(/^[ \t]+/, "", t); sub(/[ \t\r]+$/, "", t); return t }
    function heads(t) { return t ~ /^\[.*\]/ }
    function header(t) { sub(/^\[/, "", t); sub(/\].*/, "", t); return trimmed(t) }
    # What a line sets the option to goes to set_to; 1 for an active line, 2 for one that is commented out, 0 for another.
    function sets(t,   kind) {
      t = trimmed(t); kind = 1
      if (t ~ /^[#;]/) { kind = 2; t = trimmed(substr(t, 2)) }
      if (substr(t, 1, length(option)) != option) return 0
      t = trimmed(substr(t, length(option) + 1))
      if (t != "" && t !~ /^=/) return 0
      set_to = trimmed(substr(t, 2)); bare = t == ""
      return kind
    }
    function value_of(t) { sets(t); return set_to }
    BEGIN {
      section = trimmed(ENVIRON["INI_SECTION"]); option = ENVIRON["INI_OPTION"]
      while ((got = (getline row < wanted)) > 0) want[++wants] = row
      if (got < 0) { failed = 1; exit 3 }
      from = section == "" ? 1 : 0
    }
    { line[NR] = $0 }
    END {
      if (failed) exit 3
      to = NR
      for (i = 1; i <= NR; i++) {
        if (!heads(line[i])) continue
        if (from) { to = i - 1; break }
        if (section != "" && header(line[i]) == section) { head = i; from = i + 1 }
      }
      if (option == "" && state == "absent") {
        for (i = 1; i <= NR; i++) if (!from || i < head || i > to) print line[i]
        exit
      }
      if (!from) {
        for (i = 1; i <= NR; i++) print line[i]
        if (state == "present") { print "[" section "]"; for (w = 1; w <= wants; w++) print want[w] }
        exit
      }
      if (option != "") edit()
      last = from - 1
      for (i = from; i <= to; i++) if (!(i in gone) && line[i] !~ /^[ \t]*([#;].*)?\r?$/) last = i
      for (i = 1; i <= NR; i++) {
        if (i == from && last < from) rest()
        if (!(i in gone)) print line[i]
        if (i == last) rest()
      }
      if (last >= NR + 1 || (from > NR && last < from)) rest()
    }
    function rest(   w) {
      if (rested++ || state != "present") return
      for (w = 1; w <= wants; w++) if (!(w in done)) print want[w]
    }
    function edit(   i, w, kind) {
      for (i = from; i <= to; i++) {   # a line that sets it to one of the values is that one
        kind = sets(line[i])
        if (!kind || (kind == 2 && (!inactive || state == "absent"))) continue
        for (w = 1; w <= wants; w++) {
          if (w in done || !same(line[i], want[w])) continue
          if (state == "absent") { if (!exclusive) gone[i] = 1; break }
          line[i] = want[w]; done[w] = kept[i] = 1
          break
        }
      }
      if (!exclusive) return
      for (i = from; i <= to; i++) {
        kind = sets(line[i])
        if (!kind || i in kept) continue
        for (w = 1; w <= wants && w in done; w++);
        if (state == "present" && w <= wants && (kind == 1 || inactive)) { line[i] = want[w]; done[w] = kept[i] = 1 }
        else if (kind == 1) gone[i] = 1
      }
    }
    function same(a, b,   va, ba) { sets(a); va = set_to; ba = bare; sets(b); return va == set_to && ba == bare }
  ' && echo .) || cannot "cannot edit $FILE_PATH: awk failed"
  file_want_text "${_edited%.}"
}
