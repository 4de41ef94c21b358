# uses: package package_apt repository
# prefix: others
# Definitions in other files of what a repository's own file defines: apt reads no sources at all where two of a URL and a suite
# differ in an option such as Signed-By; of two sections with one name the other managers take either. OTHERS_REPLACE is yes where those of
# others are to be disabled: as comments, or by Enabled: no, so that their text stays.

# others_find: sets OTHERS to lines "FILE:LINE" of the definitions in other files, OTHERS_FILES to lines with those files, and
# OTHERS_PARTLY to the first that defines more than ours.
others_find() {
  OTHERS= OTHERS_FILES= OTHERS_PARTLY=
  [ "$REPO_ENABLED" = yes ] || return 0
  others_files
  while IFS= read -r _other; do
    [ -n "$_other" ] && [ "$_other" != "$REPO_FILE" ] && [ -f "$_other" ] && ! promised absent "$_other" || continue
    _before=$OTHERS
    others_in "$_other"
    [ "$OTHERS" = "$_before" ] || OTHERS_FILES=$OTHERS_FILES$_other$NL
  done <<END
$OTHERS_ALL_FILES
END
}

# others_files: sets OTHERS_ALL_FILES to lines with all files of definitions.
others_files() {
  OTHERS_ALL_FILES=
  case $PKG in
    apt)
      apt_config SOURCE_LIST Dir::Etc::sourcelist/f SOURCE_PARTS Dir::Etc::sourceparts/d
      OTHERS_SOURCE_LIST=$SOURCE_LIST OTHERS_SOURCE_PARTS=${SOURCE_PARTS%/}
      OTHERS_ALL_FILES=$OTHERS_SOURCE_LIST$NL; others_named "$OTHERS_SOURCE_PARTS" list sources ;;
    dnf | zypper) others_named "${REPO_FILE%/*}" repo ;;
  esac
}

others_named() { # DIRECTORY EXTENSION...
  set +f
  _in=$1; shift
  for _extension do for _path in "$_in"/*."$_extension"; do [ ! -e "$_path" ] || OTHERS_ALL_FILES=$OTHERS_ALL_FILES$_path$NL; done; done
  set -f
}

# others_in FILE: adds to OTHERS; sets OTHERS_DISABLED to the file's text without them.
others_in() {
  OTHERS_DISABLED= _number=0
  _text=$(contents "$1" && echo .) || unreadable "$1"
  _text=${_text%.}
  case $PKG:$1 in
    apt:*.sources) others_stanzas "$1" ;;
    apt:*) others_lines "$1" ;;
    *) others_sections "$1" ;;
  esac
}

others_lines() {
  while IFS= read -r _line; do
    _number=$((_number + 1))
    if others_line "$_line"; then OTHERS=$OTHERS$1:$_number$NL _line="# $_line"; fi
    OTHERS_DISABLED=$OTHERS_DISABLED$_line$NL
  done <<END
${_text%"$NL"}
END
}

others_line() { # LINE: it defines what ours does
  set -f
  # shellcheck disable=SC2086
  set -- ${1%%#*}
  case ${1:-} in deb | deb-src) shift ;; *) return 1 ;; esac
  case ${1:-} in \[*)
    while [ $# -gt 0 ]; do case $1 in *\]) break ;; esac; shift; done
    [ $# -gt 0 ] && shift || return 1 ;;
  esac
  [ $# -ge 2 ] && others_same_url "$1" && others_same_suite "$2"
}

others_stanzas() {
  _stanza= _start=0 _uris= _suites= _off= _field=
  while _line=; IFS= read -r _line || [ -n "$_line" ]; do
    _number=$((_number + 1))
    case $_line in
      *[![:space:]]*) ;;
      *) others_stanza "$1"; OTHERS_DISABLED=$OTHERS_DISABLED$_line$NL; continue ;;
    esac
    case $_line in
      '#'*) ;;
      [[:space:]]*) _value=$_line ;;
      *) _field=$(printf %s "${_line%%:*}" | tr A-Z a-z) _value=${_line#*:}; [ "$_start" != 0 ] || _start=$_number ;;
    esac
    case $_line:$_field in
      '#'*) ;;
      *:uris) _uris="$_uris $_value" ;;
      *:suites) _suites="$_suites $_value" ;;
      *:enabled) case $_value in *[Nn][Oo]* | *[Ff]alse* | *0* | *[Oo]ff* | *without* | *disable*) _off=1 ;; esac
        continue ;;
    esac
    _stanza=$_stanza$_line$NL
  done <<END
${_text%"$NL"}
END
  others_stanza "$1"
}

others_stanza() { # FILE: of a stanza that has been read
  _matches= _more=
  if [ -z "$_off" ]; then
    for _uri in $_uris; do for _of in $_suites; do
      if others_same_url "$_uri" && others_same_suite "$_of"; then _matches=1; else _more=1; fi
    done; done
  fi
  if [ -n "$_matches" ]; then
    OTHERS=$OTHERS$1:$_start$NL _off=1
    [ -z "$_more" ] || : "${OTHERS_PARTLY:=$1:$_start}"
  fi
  OTHERS_DISABLED=$OTHERS_DISABLED$_stanza
  [ -z "$_off" ] || OTHERS_DISABLED="${OTHERS_DISABLED}Enabled: no$NL"
  _stanza= _start=0 _uris= _suites= _off= _field=
}

others_sections() {
  _ours=
  while IFS= read -r _line; do
    _number=$((_number + 1))
    case $_line in
      "[$REPO_NAME]"*) _ours=1 OTHERS=$OTHERS$1:$_number$NL ;;
      \[*) _ours= ;;
    esac
    case $_ours:$_line in 1:?*) _line="# $_line" ;; esac
    OTHERS_DISABLED=$OTHERS_DISABLED$_line$NL
  done <<END
${_text%"$NL"}
END
}

# others_url URL: sets OTHERS_PLACE to it without what makes no difference: letter case of scheme and host, https, slashes at the end.
others_url() {
  OTHERS_PLACE=${1#\"}; OTHERS_PLACE=${OTHERS_PLACE%\"}
  case $OTHERS_PLACE in
    [Ff][Ii][Ll][Ee]:*) OTHERS_PLACE=${OTHERS_PLACE#*:}; OTHERS_PLACE=file:/${OTHERS_PLACE#"${OTHERS_PLACE%%[!/]*}"} ;;
    *://*)
      _host=${OTHERS_PLACE#*://}; _way=${_host#"${_host%%/*}"}; _host=${_host%%/*}
      OTHERS_PLACE=$(printf %s "${OTHERS_PLACE%%://*}://${_host##*@}" | tr A-Z a-z)$_way
      case $OTHERS_PLACE in https://*) OTHERS_PLACE=http${OTHERS_PLACE#https} ;; esac ;;
  esac
  OTHERS_PLACE=${OTHERS_PLACE%"${OTHERS_PLACE##*[!/]}"}
}

others_same_url() { # URL: one of REPO_URLS
  others_url "$1"; _theirs=$OTHERS_PLACE
  for _url in $REPO_URLS; do others_url "$_url"; [ "$OTHERS_PLACE" != "$_theirs" ] || return 0; done
  return 1
}

others_same_suite() { # SUITE: one of REPO_SUITES
  _suite=${1#\"}; _suite=${_suite%\"}
  case $_suite in *'$(ARCH)'*) _suite=${_suite%%'$(ARCH)'*}$(dpkg --print-architecture)${_suite#*'$(ARCH)'} ;; esac
  for _one in ${REPO_SUITES:-./}; do [ "$_one" != "$_suite" ] || return 0; done
  return 1
}

# others_want: what the check says of them. REPO_TEXT is ours.
others_want() {
  others_find
  _first=${OTHERS%%"$NL"*}
  [ -z "$_first" ] || ! promised path "${_first%:*}" || defer "an earlier task changes ${_first%:*}" path "${_first%:*}"
  if [ -n "$OTHERS" ] && [ "$OTHERS_REPLACE" = yes ]; then
    [ -z "$OTHERS_PARTLY" ] || cannot "$OTHERS_PARTLY defines other repositories along with $REPO_NAME, so it is not disabled; split it by hand"
    while IFS= read -r _other; do
      [ -z "$_other" ] || { others_in "$_other"; want_content "$_other" "$OTHERS_DISABLED"; promise path "$_other"; }
    done <<END
$OTHERS_FILES
END
  elif [ -n "$OTHERS" ] && [ "$PKG" != apt ]; then
    cannot "$_first defines the repository $REPO_NAME, too; replace: true disables that definition"
  fi
  [ "$PKG" = apt ] && ! others_apt_reads_with "$REPO_FILE" "$REPO_TEXT" || return 0
  while IFS= read -r _other; do
    [ -z "$_other" ] || ! promised path "$_other" || defer "an earlier task changes $_other" path "$_other"
  done <<END
$OTHERS_ALL_FILES
END
  cannot "apt would not read its sources: $PKG_REFUSAL${_first:+; $_first defines this URL and suite with other options; replace: true disables that definition}"
}

# others_apt_reads_with FILE TEXT: apt reads all its sources, FILE being TEXT and others disabled; else PKG_REFUSAL says why not.
others_apt_reads_with() {
  others_files
  remove "$WORK/parts"; make_directory "$WORK/parts"
  put_temp sources.list ''
  put_temp apt.conf "Dir::Etc::sourcelist \"$WORK/sources.list\";${NL}Dir::Etc::sourceparts \"$WORK/parts\";$NL"
  while IFS= read -r _other; do
    [ -n "$_other" ] && [ "$_other" != "$1" ] && ! promised absent "$_other" || continue
    OTHERS_DISABLED=$(cat -- "$_other" 2>/dev/null) || continue
    [ "$OTHERS_REPLACE" != yes ] || others_in "$_other"
    case $_other in "$OTHERS_SOURCE_LIST") put_temp sources.list "$OTHERS_DISABLED$NL" ;; *) put_temp "parts/${_other##*/}" "$OTHERS_DISABLED$NL" ;; esac
  done <<END
$OTHERS_ALL_FILES
END
  put_temp "parts/${1##*/}" "$2"
  others_apt_reads APT_CONFIG="$WORK/apt.conf"
}

# others_apt_reads [VARIABLE=VALUE]: apt reads all its sources and preferences; else PKG_REFUSAL says why not.
others_apt_reads() {
  [ "$REPO_APT_AGE" = new ] || return 0
  if ! pkg_dry env "$@" apt-get indextargets && grep -q '^E: The list of sources could not be read' "$WORK/pkg.err"; then
    PKG_REFUSAL=$(grep '^E: ' "$WORK/pkg.err" | grep -v 'list of sources could not be read' | sed "s|$WORK/parts/|$OTHERS_SOURCE_PARTS/|g; s|$WORK/sources.list|$OTHERS_SOURCE_LIST|g" | uniq)
    return 1
  fi
  pkg_dry apt-cache policy -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=/dev/null -o Dir::State::status=/dev/null \
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= || ! grep -q '^E: .*\(preferences file\|specified for pin\|parse package file\)' "$WORK/pkg.err"
}

# others_disable: what the apply does with them. others_back: undoes it.
others_disable() {
  OTHERS_FILES=
  [ "$OTHERS_REPLACE" = yes ] || return 0
  others_find
  _kept=0
  while IFS= read -r _other; do
    [ -n "$_other" ] || continue
    _kept=$((_kept + 1))
    others_in "$_other"
    put_temp "other.$_kept" "$_text"
    put_file "$_other" "$OTHERS_DISABLED"
  done <<END
$OTHERS_FILES
END
}

others_back() {
  _kept=0
  while IFS= read -r _other; do
    [ -z "$_other" ] || { _kept=$((_kept + 1)); put_copy "$WORK/other.$_kept" "$_other"; }
  done <<END
$OTHERS_FILES
END
}
