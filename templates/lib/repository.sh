# Definitions of package repositories. The caller sets NAME, URLS, SUITES, COMPONENTS, ARCHITECTURES (word lists), ENABLED
# and TRUSTED (yes or no), PRIORITY, FILE and KEY_FILE (empty: where the manager has them), LOGIN, PASSWORD.
# The key is in $D/key when HAS_KEY is set.

# repository_files: sets FILE and KEY_FILE where they are empty, and AUTH_FILE and PIN_FILE (empty: not used).
repository_files() {
  AUTH_FILE= PIN_FILE=
  case $PKG_CMD in
    apt)
      AUTH_FILE=/etc/apt/auth.conf.d/drydock-$NAME.conf PIN_FILE=/etc/apt/preferences.d/drydock-$NAME.pref
      apt_age
      if [ "$APT_AGE" = old ]; then
        : "${FILE:=/etc/apt/sources.list.d/$NAME.list}" "${KEY_FILE:=/etc/apt/trusted.gpg.d/$NAME.gpg}"
      else
        : "${FILE:=/etc/apt/sources.list.d/$NAME.sources}" "${KEY_FILE:=/etc/apt/keyrings/$NAME.gpg}"
      fi ;;
    dnf | yum) : "${FILE:=/etc/yum.repos.d/$NAME.repo}" "${KEY_FILE:=/etc/pki/rpm-gpg/RPM-GPG-KEY-$NAME}" ;;
    zypper)
      AUTH_FILE=/etc/zypp/credentials.d/$NAME
      : "${FILE:=/etc/zypp/repos.d/$NAME.repo}" "${KEY_FILE:=/etc/pki/rpm-gpg/RPM-GPG-KEY-$NAME}" ;;
    apk) : "${FILE:=/etc/apk/repositories}" "${KEY_FILE:=/etc/apk/keys/$KEY_NAME}" ;;
    pacman) : "${FILE:=/etc/pacman.conf}" "${KEY_FILE:=/etc/pacman.d/$NAME.key}" ;;
  esac
}

# apt before 1.1 has neither .sources nor Signed-By.
apt_age() {
  APT_AGE=new
  read -r _ _version _ <<END
$(apt-get --version)
END
  case $_version in 0.* | 1.0 | 1.0.* | 1.0[!0-9]*) APT_AGE=old ;; esac
}

repository_text() { # sets TEXT, the whole of FILE
  case $PKG_CMD in
    apt) case $FILE in *.list) list_text ;; *) sources_text ;; esac ;;
    dnf | yum | zypper) repo_text ;;
    apk) lines_text ;;
    pacman) section_text ;;
  esac
}

# field NAME VALUE: a line of TEXT, unless VALUE is empty.
field() { [ -z "$2" ] || TEXT=$TEXT$1$2$NL; }

sources_text() {
  TEXT=
  field 'Types: ' deb
  field 'URIs: ' "$URLS"
  field 'Suites: ' "${SUITES:-./}"
  field 'Components: ' "$COMPONENTS"
  field 'Architectures: ' "$ARCHITECTURES"
  [ -z "$HAS_KEY" ] || field 'Signed-By: ' "$KEY_FILE"
  [ "$TRUSTED" = no ] || field 'Trusted: ' yes
  [ "$ENABLED" = yes ] || field 'Enabled: ' no
}

list_text() {
  TEXT= _options=
  [ -z "$ARCHITECTURES" ] || _options="arch=$(echo "$ARCHITECTURES" | tr ' ' ,)"
  [ -z "$HAS_KEY" ] || [ "$APT_AGE" = old ] || _options="$_options signed-by=$KEY_FILE"
  [ "$TRUSTED" = no ] || _options="$_options trusted=yes"
  _options=${_options# }
  for _url in $URLS; do
    for _suite in ${SUITES:-./}; do
      [ "$ENABLED" = yes ] && _off= || _off='# '
      field "" "${_off}deb ${_options:+[$_options] }$_url $_suite${COMPONENTS:+ $COMPONENTS}"
    done
  done
}

repo_text() {
  TEXT="[$NAME]$NL"
  field name= "$NAME"
  _urls=; for _url in $URLS; do _urls=$_urls${_urls:+"$NL        "}$_url; done
  [ -z "$LOGIN" ] || [ "$PKG_CMD" != zypper ] || _urls="$_urls?credentials=$NAME"
  field baseurl= "$_urls"
  [ "$ENABLED" = yes ] && field enabled= 1 || field enabled= 0
  [ "$TRUSTED" = yes ] && field gpgcheck= 0 || field gpgcheck= 1
  [ -z "$HAS_KEY" ] || field gpgkey= "file://$KEY_FILE"
  field priority= "$PRIORITY"
  if [ "$PKG_CMD" = zypper ]; then field autorefresh= 1
  else field username= "$LOGIN"; field password= "$PASSWORD"; fi
}

# A line of apk's list for each URL, in its old place or at the end; a disabled one is a comment.
lines_text() {
  old_text; TEXT= _missing=" $URLS "
  while IFS= read -r _line || [ -n "$_line" ]; do
    _url=${_line#\#}; _url=${_url# }
    case " $URLS " in
      *" $_url "*)
        case $_missing in *" $_url "*) ;; *) continue ;; esac
        _missing="${_missing%%" $_url "*} ${_missing#*" $_url "}"
        url_line "$_url" ;;
      *) TEXT=$TEXT$_line$NL ;;
    esac
  done <<END
$OLD
END
  for _url in $_missing; do url_line "$_url"; done
}

old_text() { # sets OLD to the lines of FILE
  OLD=
  [ ! -e "$FILE" ] || OLD=$(contents "$FILE") || unreadable "$?" "$FILE"
}

url_line() { case $STATE:$ENABLED in absent:*) ;; *:no) field '#' "$1" ;; *) field '' "$1" ;; esac; }

# The section of pacman's configuration, in its old place or at the end.
section_text() {
  old_text; TEXT= _in= _done=
  while IFS= read -r _line || [ -n "$_line" ]; do
    case $_line in
      "[$NAME]") _in=1; section_lines; continue ;;
      \[*) _in= ;;
    esac
    [ -n "$_in" ] || TEXT=$TEXT$_line$NL
  done <<END
$OLD
END
  section_lines
}

section_lines() {
  [ -z "$_done" ] && [ "$STATE" = present ] && [ "$ENABLED" = yes ] || return 0
  _done=1
  TEXT="$TEXT[$NAME]$NL"
  [ "$TRUSTED" = yes ] && field 'SigLevel = ' 'Optional TrustAll' || field 'SigLevel = ' 'Required DatabaseOptional'
  for _url in $URLS; do field 'Server = ' "$_url"; done
}

# --- keys -------------------------------------------------------------------------------------------------------

# key_from_text TEXT: the armoured key in TEXT as $D/key: as bytes for apt, as it is for the others.
key_from_text() {
  case $PKG_CMD:$1 in
    apt:*'-----BEGIN PGP PUBLIC KEY BLOCK-----'*) unarmour "$1" key ;;
    *) put_temp key "${1%"$NL"}$NL" ;;
  esac
}

unarmour() { # TEXT NAME: the bytes in $D/NAME
  _body=; put_temp "$2" ''
  while IFS= read -r _line; do
    case $_line in
      -----BEGIN*) _body= _at=head ;;
      -----END*) printf %s "$_body" | base64 -d >>"$D/$2" || cannot "the key is not a PGP public key block, or $D is full"; _at= ;;
      =*) ;;
      '' | *:*) [ "${_at:-}" != head ] || [ -n "$_line" ] || _at=body ;;
      *) _body=$_body$_line ;;
    esac
  done <<END
$1
END
}

# want_fingerprint WANTED: the SHA-1 over the first key's packet, as OpenPGP version 4 defines it.
want_fingerprint() {
  _wanted=$(printf %s "$1" | tr -d ' :\n' | tr a-f A-F)
  _pgp=$D/key
  ! grep -q 'BEGIN PGP PUBLIC' "$D/key" 2>/dev/null || { _key=$(cat "$D/key") || unreadable 1 "$D/key"; unarmour "$_key" key.pgp; _pgp=$D/key.pgp; }
  # shellcheck disable=SC2046
  set -- $(od -An -tu1 -N4 "$_pgp")
  case ${1:-0}:${2:-0} in
    152:*) _skip=2 _size=$2 ;;
    153:*) _skip=3 _size=$(($2 * 256 + $3)) ;;
    198:1[0-8][0-9] | 198:[0-9] | 198:[0-9][0-9] | 198:19[01]) _skip=2 _size=$2 ;;
    198:*) _skip=3 _size=$((($2 - 192) * 256 + $3 + 192)) ;;
    *) cannot "the key is not an OpenPGP public key" ;;
  esac
  _print=$({
    printf '\231'; printf "\\$(printf %03o $((_size / 256)))\\$(printf %03o $((_size % 256)))"
    tail -c "+$((_skip + 1))" "$_pgp" | head -c "$_size"
  } | sha1sum | cut -c 1-40 | tr a-f A-F)
  [ "$_print" = "$_wanted" ] || cannot "the key's fingerprint is $_print, not $_wanted"
}

want_key() {
  _old=absent
  [ ! -f "$KEY_FILE" ] || _old=$(sha256sum <"$KEY_FILE")
  _new=$(sha256sum <"$D/key")
  want "$KEY_FILE (sha256)" "${_new%% *}" "${_old%% *}"
}

put_key() {
  put_copy "$D/key" "$KEY_FILE" 644
  case $PKG_CMD in
    dnf | yum | zypper)
      pkg_free $(dnf_locks)
      pkg_try rpmkeys --import "$KEY_FILE" || cannot "rpm does not take the key $KEY_FILE: $REFUSAL" ;;
    pacman)
      pkg_run pacman-key --add "$KEY_FILE"
      [ -z "$KEY_PRINT" ] || pkg_run pacman-key --lsign-key "$KEY_PRINT" ;;
  esac
}

# --- the rest ---------------------------------------------------------------------------------------------------

repository_auth() { # sets AUTH
  _where=${URLS%% *}
  case $PKG_CMD in
    apt) AUTH="machine $_where${NL}login $LOGIN${NL}password $PASSWORD$NL" ;;
    zypper) AUTH="username=$LOGIN${NL}password=$PASSWORD$NL" ;;
  esac
}

repository_pin() { # sets PIN, apt's priority of all that comes from the first URL's host
  _host=${URLS%% *}; _host=${_host#*://}; _host=${_host%%/*}; _host=${_host##*@}; _host=${_host%%:*}
  PIN="Package: *${NL}Pin: origin \"$_host\"${NL}Pin-Priority: $PRIORITY$NL"
}

# want_folder URL: fails where that is a folder of this host which cannot be a repository, and no earlier task makes it one.
want_folder() {
  case $1 in *'$'*) return 0 ;; file:*) ;; *) return 0 ;; esac
  _folder=${1#file:}; _folder=/${_folder#"${_folder%%[!/]*}"}; _folder=${_folder%/}
  ! promised path "$_folder" && ! promised anything . || return 0
  [ -d "$_folder" ] || cannot "there is no directory $_folder for the repository $NAME"
  for _suite in ${SUITES:-./}; do
    folder_index "$_suite"
    has_any "$INDEX" || cannot "the folder $_folder has no index ($INDEX); $INDEXER makes one"
  done
}

folder_index() { # SUITE: sets INDEX, what is looked for below _folder, and INDEXER, what writes it
  case $PKG_CMD:$1 in
    apt:*/) INDEX="$1Packages*" INDEXER="apt-ftparchive packages . >Packages in it"; INDEX=${INDEX#./} ;;
    apt:*) INDEX="dists/$1/*Release" INDEXER="apt-ftparchive or reprepro" ;;
    dnf:* | yum:*) INDEX=repodata/repomd.xml INDEXER="createrepo_c . in it" ;;
    zypper:*) INDEX="*.rpm repodata/repomd.xml" INDEXER="createrepo_c . in it" ;;
    apk:*) INDEX="*/APKINDEX.tar.gz" INDEXER="apk index -o APKINDEX.tar.gz *.apk in the folder of each architecture" ;;
    pacman:*) INDEX="$NAME.db" INDEXER="repo-add $NAME.db.tar.gz *.pkg.tar.* in it" ;;
  esac
}

has_any() ( # PATTERNS, below _folder
  set +f
  cd "$_folder" || exit 1
  for _file in $1; do [ ! -e "$_file" ] || exit 0; done
  exit 1
)

# refresh_repository: the index of this repository alone, where the manager can.
refresh_repository() {
  case $PKG_CMD in
    apt)
      # Where there is no index yet, this one alone would pass for all of it.
      _all=; ! apt_no_index || _all=1
      apt_run -q -o "Dir::Etc::sourcelist=$FILE" -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0 \
        -o APT::Update::Error-Mode=any update
      [ -z "$_all" ] || apt_update ;;
    dnf | yum) dnf_call -y -q --disablerepo='*' "--enablerepo=$NAME" makecache ;;
    zypper) zypper_run --gpg-auto-import-keys refresh "$NAME" ;;
    apk) apk_run update ;;
    pacman) pacman_run -Sy ;;
  esac
}

words() { # WORD...: sets WORDS to a list for the definition
  for _word do
    case $_word in *[[:space:]]* | '') cannot "\"$_word\" does not do in a repository's definition: it is empty or has white space" ;; esac
  done
  WORDS="$*"
}

put_secret() { put_file "$1" "$2" 600; } # PATH TEXT

# The files that are the repository's own, for its removal.
own_files() {
  case $PKG in apk | pacman) ;; *) printf '%s\n' "$FILE" ;; esac
  for _file in "$KEY_FILE" "$AUTH_FILE" "$PIN_FILE"; do [ -z "$_file" ] || printf '%s\n' "$_file"; done
}

repository_gone() {
  case $PKG in apk | pacman) [ ! -f "$FILE" ] || { repository_text; want_content "$FILE" "$TEXT"; } ;; esac
  while IFS= read -r _file; do
    [ ! -e "$_file" ] || { want "$_file" absent present; promise absent "$_file"; }
  done <<END
$(own_files)
END
}

remove_repository() {
  case $PKG in apk | pacman) [ ! -f "$FILE" ] || { repository_text; put_file "$FILE" "$TEXT"; } ;; esac
  for _file in "$KEY_FILE" "$AUTH_FILE" "$PIN_FILE"; do [ -z "$_file" ] || remove "$_file"; done
  case $PKG in apk | pacman) ;; *) remove "$FILE" ;; esac
}
