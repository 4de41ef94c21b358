# uses: package package_apt package_dnf package_zypper package_apk package_pacman
# prefix: repo
# Definitions of package repositories. The caller sets REPO_NAME, REPO_URLS, REPO_SUITES, REPO_COMPONENTS, REPO_ARCHITECTURES (word lists), REPO_ENABLED
# and REPO_TRUSTED (yes or no), REPO_PRIORITY, REPO_FILE and REPO_KEY_FILE (empty: where the manager has them), REPO_LOGIN, REPO_PASSWORD.
# Where REPO_HAS_KEY is set, its key is that of the module repository_key.

# repo_files: sets REPO_FILE and REPO_KEY_FILE where they are empty, and REPO_AUTH_FILE and REPO_PIN_FILE (empty: not used).
repo_files() {
  REPO_AUTH_FILE= REPO_PIN_FILE=
  case $PKG_CMD in
    apt)
      REPO_AUTH_FILE=/etc/apt/auth.conf.d/drydock-$REPO_NAME.conf REPO_PIN_FILE=/etc/apt/preferences.d/drydock-$REPO_NAME.pref
      repo_apt_age
      if [ "$REPO_APT_AGE" = old ]; then
        : "${REPO_FILE:=/etc/apt/sources.list.d/$REPO_NAME.list}" "${REPO_KEY_FILE:=/etc/apt/trusted.gpg.d/$REPO_NAME.gpg}"
      else
        : "${REPO_FILE:=/etc/apt/sources.list.d/$REPO_NAME.sources}" "${REPO_KEY_FILE:=/etc/apt/keyrings/$REPO_NAME.gpg}"
      fi ;;
    dnf | yum) : "${REPO_FILE:=/etc/yum.repos.d/$REPO_NAME.repo}" "${REPO_KEY_FILE:=/etc/pki/rpm-gpg/RPM-GPG-KEY-$REPO_NAME}" ;;
    zypper)
      REPO_AUTH_FILE=/etc/zypp/credentials.d/$REPO_NAME
      : "${REPO_FILE:=/etc/zypp/repos.d/$REPO_NAME.repo}" "${REPO_KEY_FILE:=/etc/pki/rpm-gpg/RPM-GPG-KEY-$REPO_NAME}" ;;
    apk) : "${REPO_FILE:=/etc/apk/repositories}" "${REPO_KEY_FILE:=/etc/apk/keys/$REPO_KEY_NAME}" ;;
    pacman) : "${REPO_FILE:=/etc/pacman.conf}" "${REPO_KEY_FILE:=/etc/pacman.d/$REPO_NAME.key}" ;;
  esac
}

# apt before 1.1 has neither .sources nor Signed-By.
repo_apt_age() {
  REPO_APT_AGE=new
  read -r _ _version _ <<END
$(apt-get --version)
END
  case $_version in 0.* | 1.0 | 1.0.* | 1.0[!0-9]*) REPO_APT_AGE=old ;; esac
}

repo_text() { # sets REPO_TEXT, the whole of REPO_FILE
  case $PKG_CMD in
    apt) case $REPO_FILE in *.list) repo_list_text ;; *) repo_sources_text ;; esac ;;
    dnf | yum | zypper) repo_ini_text ;;
    apk) repo_lines_text ;;
    pacman) repo_section_text ;;
  esac
}

# repo_field NAME VALUE: a line of REPO_TEXT, unless VALUE is empty.
repo_field() { [ -z "$2" ] || REPO_TEXT=$REPO_TEXT$1$2$NL; }

repo_sources_text() {
  REPO_TEXT=
  repo_field 'Types: ' deb
  repo_field 'URIs: ' "$REPO_URLS"
  repo_field 'Suites: ' "${REPO_SUITES:-./}"
  repo_field 'Components: ' "$REPO_COMPONENTS"
  repo_field 'Architectures: ' "$REPO_ARCHITECTURES"
  [ -z "$REPO_HAS_KEY" ] || repo_field 'Signed-By: ' "$REPO_KEY_FILE"
  [ "$REPO_TRUSTED" = no ] || repo_field 'Trusted: ' yes
  [ "$REPO_ENABLED" = yes ] || repo_field 'Enabled: ' no
}

repo_list_text() {
  REPO_TEXT= _options=
  [ -z "$REPO_ARCHITECTURES" ] || _options="arch=$(echo "$REPO_ARCHITECTURES" | tr ' ' ,)"
  [ -z "$REPO_HAS_KEY" ] || [ "$REPO_APT_AGE" = old ] || _options="$_options signed-by=$REPO_KEY_FILE"
  [ "$REPO_TRUSTED" = no ] || _options="$_options trusted=yes"
  _options=${_options# }
  for _url in $REPO_URLS; do
    for _suite in ${REPO_SUITES:-./}; do
      [ "$REPO_ENABLED" = yes ] && _off= || _off='# '
      repo_field "" "${_off}deb ${_options:+[$_options] }$_url $_suite${REPO_COMPONENTS:+ $REPO_COMPONENTS}"
    done
  done
}

repo_ini_text() {
  REPO_TEXT="[$REPO_NAME]$NL"
  repo_field name= "$REPO_NAME"
  _urls=; for _url in $REPO_URLS; do _urls=$_urls${_urls:+"$NL        "}$_url; done
  [ -z "$REPO_LOGIN" ] || [ "$PKG_CMD" != zypper ] || _urls="$_urls?credentials=$REPO_NAME"
  repo_field baseurl= "$_urls"
  [ "$REPO_ENABLED" = yes ] && repo_field enabled= 1 || repo_field enabled= 0
  [ "$REPO_TRUSTED" = yes ] && repo_field gpgcheck= 0 || repo_field gpgcheck= 1
  [ -z "$REPO_HAS_KEY" ] || repo_field gpgkey= "file://$REPO_KEY_FILE"
  repo_field priority= "$REPO_PRIORITY"
  if [ "$PKG_CMD" = zypper ]; then repo_field autorefresh= 1
  else repo_field username= "$REPO_LOGIN"; repo_field password= "$REPO_PASSWORD"; fi
}

# A line of apk's list for each URL, in its old place or at the end; a disabled one is a comment.
repo_lines_text() {
  repo_old_text; REPO_TEXT= _missing=" $REPO_URLS "
  while _line=; IFS= read -r _line || [ -n "$_line" ]; do
    _url=${_line#\#}; _url=${_url# }
    case " $REPO_URLS " in
      *" $_url "*)
        case $_missing in *" $_url "*) ;; *) continue ;; esac
        _missing="${_missing%%" $_url "*} ${_missing#*" $_url "}"
        repo_url_line "$_url" ;;
      *) REPO_TEXT=$REPO_TEXT$_line$NL ;;
    esac
  done <<END
$REPO_OLD
END
  for _url in $_missing; do repo_url_line "$_url"; done
}

repo_old_text() { # sets REPO_OLD to the lines of REPO_FILE
  REPO_OLD=
  [ ! -e "$REPO_FILE" ] || REPO_OLD=$(contents "$REPO_FILE") || unreadable "$REPO_FILE"
}

repo_url_line() { case $REPO_STATE:$REPO_ENABLED in absent:*) ;; *:no) repo_field '#' "$1" ;; *) repo_field '' "$1" ;; esac; }

# The section of pacman's configuration, in its old place or at the end.
repo_section_text() {
  repo_old_text; REPO_TEXT= _in= _done=
  while _line=; IFS= read -r _line || [ -n "$_line" ]; do
    case $_line in
      "[$REPO_NAME]") _in=1; repo_section_lines; continue ;;
      \[*) _in= ;;
    esac
    [ -n "$_in" ] || REPO_TEXT=$REPO_TEXT$_line$NL
  done <<END
$REPO_OLD
END
  repo_section_lines
}

repo_section_lines() {
  [ -z "$_done" ] && [ "$REPO_STATE" = present ] && [ "$REPO_ENABLED" = yes ] || return 0
  _done=1
  REPO_TEXT="${REPO_TEXT}[$REPO_NAME]$NL"
  [ "$REPO_TRUSTED" = yes ] && repo_field 'SigLevel = ' 'Optional TrustAll' || repo_field 'SigLevel = ' 'Required DatabaseOptional'
  for _url in $REPO_URLS; do repo_field 'Server = ' "$_url"; done
}

# --- the rest ---------------------------------------------------------------------------------------------------

repo_auth() { # sets REPO_AUTH
  _where=${REPO_URLS%% *}
  case $PKG_CMD in
    apt) REPO_AUTH="machine $_where${NL}login $REPO_LOGIN${NL}password $REPO_PASSWORD$NL" ;;
    zypper) REPO_AUTH="username=$REPO_LOGIN${NL}password=$REPO_PASSWORD$NL" ;;
  esac
}

repo_pin() { # sets REPO_PIN, apt's priority of all that comes from the first URL's host
  _host=${REPO_URLS%% *}; _host=${_host#*://}; _host=${_host%%/*}; _host=${_host##*@}; _host=${_host%%:*}
  REPO_PIN="Package: *${NL}Pin: origin \"$_host\"${NL}Pin-Priority: $REPO_PRIORITY$NL"
}

# repo_want_folder URL: fails where that is a folder of this host which cannot be a repository, and no earlier task makes it one.
repo_want_folder() {
  case $1 in *'$'*) return 0 ;; file:*) ;; *) return 0 ;; esac
  _folder=${1#file:}; _folder=/${_folder#"${_folder%%[!/]*}"}; _folder=${_folder%/}
  ! promised path "$_folder" && ! promised anything . || return 0
  [ -d "$_folder" ] || cannot "there is no directory $_folder for the repository $REPO_NAME"
  for _suite in ${REPO_SUITES:-./}; do
    repo_folder_index "$_suite"
    repo_has_any "$REPO_INDEX" || cannot "the folder $_folder has no index ($REPO_INDEX); $REPO_INDEXER makes one"
  done
}

repo_folder_index() { # SUITE: sets REPO_INDEX, what is looked for below _folder, and REPO_INDEXER, what writes it
  case $PKG_CMD:$1 in
    apt:*/) REPO_INDEX="$1Packages*" REPO_INDEXER="apt-ftparchive packages . >Packages in it"; REPO_INDEX=${REPO_INDEX#./} ;;
    apt:*) REPO_INDEX="dists/$1/*Release" REPO_INDEXER="apt-ftparchive or reprepro" ;;
    dnf:* | yum:*) REPO_INDEX=repodata/repomd.xml REPO_INDEXER="createrepo_c . in it" ;;
    zypper:*) REPO_INDEX="*.rpm repodata/repomd.xml" REPO_INDEXER="createrepo_c . in it" ;;
    apk:*) REPO_INDEX="*/APKINDEX.tar.gz" REPO_INDEXER="apk index -o APKINDEX.tar.gz *.apk in the folder of each architecture" ;;
    pacman:*) REPO_INDEX="$REPO_NAME.db" REPO_INDEXER="repo-add $REPO_NAME.db.tar.gz *.pkg.tar.* in it" ;;
  esac
}

repo_has_any() ( # PATTERNS, below _folder
  set +f
  cd "$_folder" || exit 1
  for _file in $1; do [ ! -e "$_file" ] || exit 0; done
  exit 1
)

# repo_refresh: the index of this repository alone, where the manager can.
repo_refresh() {
  case $PKG_CMD in
    apt)
      # Where there is no index yet, this one alone would pass for all of it.
      _all=; ! apt_no_index || _all=1
      apt_run -q -o "Dir::Etc::sourcelist=$REPO_FILE" -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0 \
        -o APT::Update::Error-Mode=any update
      [ -z "$_all" ] || apt_update ;;
    dnf | yum) dnf_call -y -q --disablerepo='*' "--enablerepo=$REPO_NAME" makecache ;;
    zypper) zypper_run --gpg-auto-import-keys refresh "$REPO_NAME" ;;
    apk) apk_run update ;;
    pacman) pacman_run -Sy ;;
  esac
}

repo_words() { # WORD...: sets REPO_WORDS to a list for the definition
  for _word do
    case $_word in *[[:space:]]* | '') cannot "\"$_word\" does not do in a repository's definition: it is empty or has white space" ;; esac
  done
  REPO_WORDS="$*"
}

repo_put_secret() { put_file "$1" "$2" 600; } # PATH TEXT

# The files that are the repository's own, for its removal.
repo_own_files() {
  case $PKG in apk | pacman) ;; *) printf '%s\n' "$REPO_FILE" ;; esac
  for _file in "$REPO_KEY_FILE" "$REPO_AUTH_FILE" "$REPO_PIN_FILE"; do [ -z "$_file" ] || printf '%s\n' "$_file"; done
}

repo_want_gone() {
  case $PKG in apk | pacman) [ ! -f "$REPO_FILE" ] || { repo_text; want_content "$REPO_FILE" "$REPO_TEXT"; } ;; esac
  while IFS= read -r _file; do
    [ ! -e "$_file" ] || { want "$_file" absent present; promise absent "$_file"; }
  done <<END
$(repo_own_files)
END
}

repo_remove() {
  case $PKG in apk | pacman) [ ! -f "$REPO_FILE" ] || { repo_text; put_file "$REPO_FILE" "$REPO_TEXT"; } ;; esac
  for _file in "$REPO_KEY_FILE" "$REPO_AUTH_FILE" "$REPO_PIN_FILE"; do [ -z "$_file" ] || remove "$_file"; done
  case $PKG in apk | pacman) ;; *) remove "$REPO_FILE" ;; esac
}
