# uses: file
# What the actions share that edit a text file, $FILE_PATH, instead of giving it whole. None of them has a pattern or a line in an
# argument list, as it can hold a secret.

# lines_need_file [REMEDY]: the file is there; in a plan, or will be.
lines_need_file() {
  [ ! -f "$FILE_SEEN" ] || return 0
  ! promised path "$FILE_PATH" || defer "$FILE_PATH is still to be made" path "$FILE_PATH"
  missing "the file $FILE_PATH does not exist${1:+; $1}" path "$FILE_PATH"
}

# lines_grep OPTION PATTERN: sets LINES_MATCHES to "NUMBER:LINE" of each line that matches.
lines_grep() {
  LINES_MATCHES=
  [ -f "$FILE_SEEN" ] || return 0
  LINES_MATCHES=$(printf '%s\n' "$2" | grep -n "$1" -f - -- "$FILE_SEEN")
  case $?$LINES_MATCHES in
    1* | 0?*) ;;
    0) cannot "$FILE_PATH is not a text file" ;;
    *) cannot "this is not a regular expression: $2" ;;
  esac
}

# lines_find OPTION PATTERN [first]: sets LINES_NUMBER and LINES_FOUND to the last line that matches, or the first; LINES_NUMBER is
# empty when none does.
lines_find() {
  LINES_NUMBER='' LINES_FOUND=''
  lines_grep "$1" "$2"
  [ -n "$LINES_MATCHES" ] || return 0
  if [ -n "${3:-}" ]; then _match=${LINES_MATCHES%%"$NL"*}; else _match=${LINES_MATCHES##*"$NL"}; fi
  LINES_NUMBER=${_match%%:*} LINES_FOUND=${_match#*:}
}

# lines_put replace|before|after NUMBER LINE: the wanted file has the line there. After 0 is its beginning, after end its end.
lines_put() {
  file_read_lines
  _edited=$(printf %s "$FILE_CURRENT" | LINES_LINE=$3 awk -v how="$1" -v at="$2" '
    BEGIN { if (at == "0") print ENVIRON["LINES_LINE"] }
    NR == at && how == "before" { print ENVIRON["LINES_LINE"] }
    NR == at && how == "replace" { print ENVIRON["LINES_LINE"]; next }
    { print }
    NR == at && how == "after" { print ENVIRON["LINES_LINE"] }
    END { if (at == "end") print ENVIRON["LINES_LINE"] }' && echo .) || cannot "cannot edit $FILE_PATH: awk failed"
  file_want_text "${_edited%.}"
}

# lines_without OPTION PATTERN: the wanted file has none of the lines that match.
lines_without() {
  file_read_lines
  put_temp "pattern.$TASK" "$2"
  _edited=$(printf %s "$FILE_CURRENT" | grep -v "$1" -f "$WORK/pattern.$TASK"; [ $? -le 1 ] && echo .) || cannot "cannot edit $FILE_PATH"
  file_want_text "${_edited%.}"
}

# lines_replacement TEXT REGEXP: sets LINES_REPLACEMENT to what sed takes for TEXT, in which \1 to \9, and \g<1>, are groups of REGEXP.
lines_replacement() {
  LINES_REPLACEMENT=$(LINES_LINE=$1 LINES_REGEXP=$2 awk '
    function groups(re,   n) {
      while (re != "") {
        if (re ~ /^\\/) re = substr(re, 3)
        else if (match(re, /^\[\^?\]?([^][]|\[[^][]*\])*\]/)) re = substr(re, RLENGTH + 1)
        else { n += re ~ /^\(/; re = substr(re, 2) }
      }
      return n + 0
    }
    function group(n) {
      if (n > groups(ENVIRON["LINES_REGEXP"])) refuse("\\" n, "the expression has no such group, (...)")
      return n == 0 ? "&" : "\\" n
    }
    function refuse(what, remedy) { print what ": " remedy; status = 3; exit 3 }
    BEGIN {
      text = ENVIRON["LINES_LINE"]
      while (text != "") {
        c = substr(text, 1, 1); next_one = substr(text, 2, 1); text = substr(text, 2)
        if (c != "\\") { out = out (c == "&" || c == "\n" ? "\\" c : c); continue }
        text = substr(text, 2)
        if (next_one ~ /[1-9]/) {
          if (text ~ /^[0-9]/) refuse("\\" next_one substr(text, 1, 1), "there are groups up to \\9; write \\g<" next_one "> where a digit follows")
          out = out group(next_one)
        } else if (next_one == "g" && text ~ /^[<][0-9][>]/) {
          out = out group(substr(text, 2, 1)); text = substr(text, 4)
        } else if (next_one == "g") refuse("\\g", "groups have no names here; write their number, \\1 to \\9")
        else if (next_one == "n") out = out "\\\n"
        else if (next_one == "t") out = out "\t"
        else if (next_one == "\\") out = out "\\\\"
        else if (next_one == "" || next_one ~ /[A-Za-z0-9]/) refuse("\\" next_one, "write \\\\ for a backslash")
        else out = out "\\\\" (next_one == "&" || next_one == "\n" ? "\\" : "") next_one
      }
      printf "%s.", out
    }') || cannot "a replacement cannot hold $LINES_REPLACEMENT"
  LINES_REPLACEMENT=${LINES_REPLACEMENT%.}
}

# lines_sed SCRIPT: of standard input.
lines_sed() {
  put_temp "sed.$TASK" "$1"
  sed -E -f "$WORK/sed.$TASK" 2>/dev/null || cannot "sed does not take the expression with its replacement"
}

# lines_substitution REGEXP: sets LINES_COMMAND to the s command, without flags, that puts LINES_REPLACEMENT in its place.
lines_substitution() {
  _mark=$(printf '\001')
  case $1$LINES_REPLACEMENT in *"$_mark"*) cannot "neither the expression nor its replacement can hold the control character \\001" ;; esac
  LINES_COMMAND="s$_mark$1$_mark$LINES_REPLACEMENT$_mark"
}

# lines_expanded REGEXP LINE TEXT: sets LINES_LINE to TEXT, in which \1 is what the first group of REGEXP matches in LINE.
lines_expanded() {
  lines_replacement "$3" "$1"
  _around=$(printf '\002')
  case $2$3 in *"$_around"*) cannot "neither the line nor what takes its place can hold the control character \\002" ;; esac
  LINES_REPLACEMENT=$_around$LINES_REPLACEMENT$_around
  lines_substitution "$1"
  LINES_LINE=$(printf '%s\n' "$2" | lines_sed "$LINES_COMMAND") || exit "$?"
  LINES_LINE=${LINES_LINE#*"$_around"}; LINES_LINE=${LINES_LINE%"$_around"*}
}

# lines_replaced FROM TO REGEXP TEXT: the wanted file has TEXT in the place of each match in these lines.
lines_replaced() {
  lines_replacement "$4" "$3"
  lines_substitution "$3"
  file_read_lines
  _edited=$(printf %s "$FILE_CURRENT" | lines_sed "$1,$2$LINES_COMMAND""g" && echo .) || exit "$?"
  file_want_text "${_edited%.}"
}

# lines_block BEGIN END HOW AT: the wanted file has the text of $WORK/block.$TASK, which is whole lines, between the lines BEGIN and END, in the
# place of the last such block, or else as lines_put says; with an empty HOW, it has no such block.
lines_block() {
  file_read_lines
  _edited=$(printf %s "$FILE_CURRENT" | LINES_BEGIN=$1 LINES_END=$2 awk -v how="$3" -v at="$4" -v block="$WORK/block.$TASK" '
    function put() { print ENVIRON["LINES_BEGIN"]; while ((got = (getline row < block)) > 0) print row; if (got < 0) exit 3; print ENVIRON["LINES_END"] }
    BEGIN { first = last = 0 }
    { row_at[NR] = $0; if ($0 == ENVIRON["LINES_BEGIN"]) first = NR; if ($0 == ENVIRON["LINES_END"]) last = NR }
    END {
      if ((first == 0) != (last == 0) || first > last) { print "the block is not whole: of its two marks " (!last ? "the second is missing" : !first ? "the first is missing" : "the second comes first"); exit 4 }
      if (how != "" && !first && at == "0") put()
      for (i = 1; i <= NR; i++) {
        if (i == first && how != "") put()
        if (first && i >= first && i <= last) continue
        if (!first && how == "before" && i == at) put()
        print row_at[i]
        if (!first && how == "after" && i == at) put()
      }
      if (how != "" && !first && at == "end") put()
    }' && echo .) || case $? in 4) cannot "$FILE_PATH: $_edited; look for \"$1\"" ;; *) cannot "cannot edit $FILE_PATH: awk failed" ;; esac
  file_want_text "${_edited%.}"
}
