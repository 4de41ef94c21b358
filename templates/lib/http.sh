# uses: command jsontext
# Requests by curl or wget. What may be secret, the URL, headers and passwords, is in no argument list: they are read from files of the task.

# http_to URL USER PASSWORD: what the next requests of this task are for. A login in the URL counts where USER is empty. HTTP_SHOWN is the URL without it.
http_to() {
  HTTP_URL=$1 HTTP_USER=$2 HTTP_PASSWORD=$3 HTTP_HEADERS='' HTTP_TIMEOUT=10 HTTP_REDIRECTS=yes HTTP_INSECURE='' HTTP_CERT='' HTTP_CERT_KEY='' HTTP_CA=''
  _place=${1#*://}; _place=${_place%%[/?#]*}
  case $1 in *://*) ;; *) cannot "\"$1\" is no URL, which begins with https:// or the like" ;; esac
  case $_place in
    *@*)
      HTTP_URL=${1%%://*}://${_place##*@}${1#*"$_place"}
      _place=${_place%@*}
      [ -n "$2" ] || { http_decode "${_place%%:*}"; HTTP_USER=$HTTP_DECODED; http_decode "${_place#*:}"; HTTP_PASSWORD=$HTTP_DECODED; } ;;
  esac
  HTTP_SHOWN=${HTTP_URL%%[?#]*}
}

# http_decode TEXT: sets HTTP_DECODED to TEXT with what %XX stands for.
http_decode() {
  HTTP_DECODED=
  _coded=$1
  while :; do
    case $_coded in
      *%[0-9a-fA-F][0-9a-fA-F]*)
        HTTP_DECODED=$HTTP_DECODED${_coded%%%*}; _coded=${_coded#*%}
        _code=${_coded%"${_coded#??}"}; _coded=${_coded#??}
        HTTP_DECODED=$HTTP_DECODED$(printf '%b' "\\0$(printf '%o' "0x$_code")") ;;
      *) HTTP_DECODED=$HTTP_DECODED$_coded; return 0 ;;
    esac
  done
}

http_header() { HTTP_HEADERS="$HTTP_HEADERS$1: $2$NL"; } # NAME VALUE

# http_encoded TEXT: prints it as a form and a URL have it.
http_encoded() {
  HTTP_TEXT=$1 awk 'BEGIN {
    for (i = 1; i < 256; i++) code[sprintf("%c", i)] = sprintf("%%%02X", i)
    n = length(ENVIRON["HTTP_TEXT"])
    for (i = 1; i <= n; i++) { c = substr(ENVIRON["HTTP_TEXT"], i, 1); printf "%s", c ~ /[A-Za-z0-9._~-]/ ? c : code[c] }
  }'
}

# http_tool: sets HTTP_TOOL to curl, wget or busybox.
http_tool() {
  HTTP_TOOL=
  if have curl; then HTTP_TOOL=curl
  elif have wget; then
    HTTP_TOOL=wget
    case $(wget --help 2>&1 | head -n 1) in *BusyBox*) HTTP_TOOL=busybox ;; esac
  else missing "neither curl nor wget is on this host: install one with package: {name: curl}" command curl; fi
  [ "$HTTP_TOOL" = busybox ] || return 0
  [ -z "$HTTP_CERT$HTTP_CA" ] || missing "the wget of busybox takes no certificates: install curl" command curl
  case $HTTP_USER$HTTP_HEADERS$HTTP_INSECURE$HTTP_URL in
    "$HTTP_URL") case $HTTP_URL in *\?*) ;; *) return 0 ;; esac ;;
  esac
  missing "the wget of busybox has headers, logins and all of the URL among its arguments, which every user of the host sees: install curl" command curl
}

# http_quoted TEXT: sets HTTP_QUOTED to a text of curl's configuration.
http_quoted() {
  HTTP_QUOTED=
  _text=$1
  while :; do
    case $_text in
      *[\\\"]*) _head=${_text%%[\\\"]*}; _text=${_text#"$_head"}; HTTP_QUOTED=$HTTP_QUOTED$_head\\${_text%"${_text#?}"}; _text=${_text#?} ;;
      *) HTTP_QUOTED="\"$HTTP_QUOTED$_text\""; return 0 ;;
    esac
  done
}

http_set() { [ -z "$2" ] || { http_quoted "$2"; _set="$_set$1 = $HTTP_QUOTED$NL"; }; } # NAME VALUE: an option of curl's configuration

# http_configure METHOD BODY: leaves what the tool is to read in $WORK/http.$TASK.
http_configure() {
  if [ "$HTTP_TOOL" = curl ]; then
    http_quoted "$HTTP_URL"
    _set="url = $HTTP_QUOTED${NL}silent${NL}show-error${NL}globoff${NL}connect-timeout = $HTTP_TIMEOUT${NL}speed-time = $HTTP_TIMEOUT${NL}speed-limit = 1$NL"
    [ -z "$HTTP_REDIRECTS" ] || _set="${_set}location$NL"
    [ -z "$HTTP_INSECURE" ] || _set="${_set}insecure$NL"
    http_set cert "$HTTP_CERT"; http_set key "$HTTP_CERT_KEY"; http_set cacert "$HTTP_CA"
    [ -z "$HTTP_USER" ] || { http_quoted "$HTTP_USER:$HTTP_PASSWORD"; _set="${_set}user = $HTTP_QUOTED$NL"; }
    case $1 in GET) ;; HEAD) _set="${_set}head$NL" ;; *) _set="${_set}request = $1$NL" ;; esac
    [ -z "$2" ] || { http_quoted "@$2"; _set="${_set}data-binary = $HTTP_QUOTED$NL"; }
  else
    _set="timeout = $HTTP_TIMEOUT${NL}tries = 1$NL"
    [ -n "$HTTP_REDIRECTS" ] || _set="${_set}max_redirect = 0$NL"
    [ -z "$HTTP_INSECURE" ] || _set="${_set}check_certificate = off$NL"
    [ -z "$HTTP_CERT" ] || _set="${_set}certificate = $HTTP_CERT${NL}private_key = ${HTTP_CERT_KEY:-$HTTP_CERT}$NL"
    [ -z "$HTTP_CA" ] || _set="${_set}ca_certificate = $HTTP_CA$NL"
    [ -z "$HTTP_USER" ] || _set="${_set}user = $HTTP_USER${NL}password = $HTTP_PASSWORD${NL}auth_no_challenge = on$NL"
    put_temp "url.$TASK" "$HTTP_URL$NL"
  fi
  while IFS= read -r _header; do
    [ -n "$_header" ] || continue
    if [ "$HTTP_TOOL" = curl ]; then http_quoted "$_header"; _set="${_set}header = $HTTP_QUOTED$NL"; else _set="${_set}header = $_header$NL"; fi
  done <<END
$HTTP_HEADERS
END
  put_temp "http.$TASK" "$_set"
}

# http_print: prints what is at the URL, also where files are not to be overwritten (set -C); false, with the reason in $WORK/said.$TASK, where that cannot be had.
http_print() {
  case $HTTP_TOOL in
    curl) curl -q -K "$WORK/http.$TASK" --fail 2>|"$WORK/said.$TASK" ;;
    wget) wget --config="$WORK/http.$TASK" -nv -O - -i "$WORK/url.$TASK" 2>|"$WORK/said.$TASK" ;;
    busybox) wget -q -T "$HTTP_TIMEOUT" -O - -- "$HTTP_URL" 2>|"$WORK/said.$TASK" ;;
  esac
}

# http_why: sets HTTP_WHY to the reason, without the URL.
http_why() { HTTP_WHY=$(grep . "$WORK/said.$TASK" | grep -v '^http.*:$' | tail -n 1); HTTP_WHY=${HTTP_WHY##*ERROR }; : "${HTTP_WHY:=it cannot be reached}"; }

# http_get NAME: $WORK/NAME holds what is at the URL.
http_get() {
  http_tool; http_configure GET ''
  if http_print >"$WORK/$1"; then return 0; fi
  http_why; command_not_yet "$HTTP_SHOWN: $HTTP_WHY"
}

# http_ask METHOD BODY ANSWER: sends the file BODY, or nothing where it is empty; sets HTTP_STATUS, empty where there was no answer, or not all of it,
# and leaves in $WORK what was answered, ANSWER, and its head, ANSWER.head.
http_ask() {
  http_tool; http_configure "$1" "$2"
  _whole=yes
  : >"$WORK/$3" && : >"$WORK/$3.head" || cannot_write "$WORK"
  case $HTTP_TOOL in
    curl) curl -q -K "$WORK/http.$TASK" -D "$WORK/$3.head" -o "$WORK/$3" >"$WORK/said.$TASK" 2>&1 || _whole= ;;
    wget) wget --config="$WORK/http.$TASK" -nv -S --content-on-error --method="$1" ${2:+--body-file="$2"} -O "$WORK/$3" -i "$WORK/url.$TASK" >"$WORK/said.$TASK" 2>&1 || [ $? = 8 ] || _whole=   # 8: a status that is an error
      sed 's/^  *//' "$WORK/said.$TASK" >"$WORK/$3.head" ;;
    busybox)
      case $1 in GET | POST) ;; *) missing "the wget of busybox knows GET and POST alone: install curl" command curl ;; esac
      wget -q -S -T "$HTTP_TIMEOUT" ${2:+--post-file="$2"} -O "$WORK/$3" -- "$HTTP_URL" >"$WORK/said.$TASK" 2>&1 || grep -q 'server returned error' "$WORK/said.$TASK" || _whole=
      sed 's/^  *//' "$WORK/said.$TASK" >"$WORK/$3.head" ;;
  esac
  HTTP_STATUS=
  [ -z "$_whole" ] || HTTP_STATUS=$(sed -n 's,^HTTP/[0-9.]* \([0-9][0-9][0-9]\).*,\1,p' "$WORK/$3.head" | tail -n 1)
}

# http_field NAME HEAD: prints the last such header of the answer, its name in small letters.
http_field() { tr -d '\r' <"$WORK/$2" | awk -v name="$1" '{ at = index($0, ":") } at && tolower(substr($0, 1, at - 1)) == name { value = substr($0, at + 1); sub(/^ +/, "", value) } END { printf "%s", value }'; }

# http_tell: asks by HTTP_METHOD with the file HTTP_BODY, and tells the answer; with HTTP_KEEP, what it holds. Fails where its status is not among HTTP_OK.
http_tell() {
  case $HTTP_URL in http://* | https://*) ;; *) cannot "$HTTP_SHOWN is no address of a web service" ;; esac
  http_ask "$HTTP_METHOD" "$HTTP_BODY" "answer.$TASK"
  if [ -z "$HTTP_STATUS" ]; then
    result status -1
    http_why; command_not_yet "$HTTP_METHOD $HTTP_SHOWN: $HTTP_WHY"
  fi
  _type=$(http_field content-type "answer.$TASK.head")
  result status "$HTTP_STATUS"; result url "$HTTP_SHOWN"; result content_type "$_type"; result location "$(http_field location "answer.$TASK.head")"
  _long=; [ "$(wc -c <"$WORK/answer.$TASK")" -le 524288 ] || _long=yes
  [ -z "$_long" ] || [ -z "$HTTP_KEEP" ] || cannot "$HTTP_METHOD $HTTP_SHOWN: the answer has more than 512 KiB, which is more than a result can hold"
  _content=; [ -n "$_long" ] || { _content=$(cat "$WORK/answer.$TASK"; echo .); } 2>/dev/null
  [ -z "$HTTP_KEEP" ] || data content "$(jsontext_of "${_content%.}")"
  case $_type in *json*) [ -n "$_long" ] || data json "${_content%.}" ;; esac
  case " $HTTP_OK" in *" $HTTP_STATUS "*) return 0 ;; esac
  say "$(printf %s "${_content%.}" | head -c 400)"
  command_not_yet "$HTTP_METHOD $HTTP_SHOWN: the status is $HTTP_STATUS, not ${HTTP_OK% }"
}

# http_sum ALGORITHM:SUM FILE-NAME: sets HTTP_ALGORITHM and HTTP_SUM; SUM may be the URL of a list of such.
http_sum() {
  HTTP_ALGORITHM=${1%%:*} HTTP_SUM=${1#*:}
  case $HTTP_ALGORITHM in md5 | sha1 | sha224 | sha256 | sha384 | sha512) ;; *) cannot "a checksum is written sha256:SUM, or with md5, sha1, sha224, sha384 or sha512" ;; esac
  have "${HTTP_ALGORITHM}sum" || missing "command not found: ${HTTP_ALGORITHM}sum" command "${HTTP_ALGORITHM}sum"
  case $HTTP_SUM in
    *://*)
      if [ ! -e "$WORK/sums.$TASK" ]; then
        ( http_to_list "$HTTP_SUM"; http_get "sums.$TASK" ) || exit "$?"
      fi
      HTTP_SUM=$(HTTP_TEXT=$2 awk '
        { sub(/\r$/, ""); name = $2; sub(/^\*/, "", name); sub(/^.*\//, "", name) }
        name == ENVIRON["HTTP_TEXT"] { found = $1 }
        NF == 1 { alone = $1 }
        NF == 4 && $3 == "=" && $2 == "(" ENVIRON["HTTP_TEXT"] ")" { found = $4 }
        END { print found != "" ? found : NR == 1 ? alone : "" }' "$WORK/sums.$TASK")
      [ -n "$HTTP_SUM" ] || cannot "the list of checksums has no $2" ;;
  esac
  HTTP_SUM=$(printf %s "$HTTP_SUM" | tr 'A-F' 'a-f')
  case $HTTP_SUM in '' | *[!0-9a-f]*) cannot "a checksum is hexadecimal, or the URL of a list" ;; esac
}

# http_to_list URL: as http_to, for a list that belongs to what the requests of this task are for: it gets their login where it is on the same server.
http_to_list() {
  set -- "$1" "$HTTP_TIMEOUT" "$HTTP_INSECURE" "$HTTP_SHOWN" "$HTTP_USER" "$HTTP_PASSWORD"
  http_to "$1" '' ''
  HTTP_TIMEOUT=$2 HTTP_INSECURE=$3
  [ -n "$HTTP_USER" ] || [ "$(http_server "$HTTP_SHOWN")" != "$(http_server "$4")" ] || HTTP_USER=$5 HTTP_PASSWORD=$6
}

http_server() { _server=${1#*://}; printf %s "${1%%://*}://${_server%%/*}"; } # URL: prints it up to its path

# http_sum_of FILE: prints the checksum of HTTP_ALGORITHM.
http_sum_of() { _sum=$("${HTTP_ALGORITHM}sum" <"$1") || return 1; echo "${_sum%% *}"; }
