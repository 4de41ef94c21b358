# uses: package package_apt package_dnf package_zypper kernels
# prefix: kfile
# A kernel from package files: .deb or .rpm, on the host or at a URL.
# What was installed by its checksum is noted in KFILE_NOTES, lines "SHA256 PACKAGE VERSION", so that neither the file nor the network is
# needed to know it again.
KFILE_NOTES=/var/lib/drydock/kernel_files

kfile_able() {
  case $PKG in apt | dnf | zypper) ;; *) unsupported "kernels from files are .deb or .rpm packages, and $PKG_CMD takes neither" ;; esac
}

# kfile_want PATH URL SHA256: PATH or URL is empty. Sets KERN_COMING when it is to be installed.
kfile_want() {
  ! kfile_noted "$3" || return 0
  if [ -n "$2" ]; then
    have curl || have wget || promised command curl || promised package curl || cannot "neither curl nor wget is on this host, to fetch $(kfile_name "$2")"
    want "$(kfile_name "$2")" "installed, with SHA-256 $3" ''; KERN_COMING=1
    return 0
  fi
  if [ ! -f "$1" ]; then
    promised path "$1" || cannot "$1 is not on this host: bring it there first, or give its url and sha256"
    want "$1" installed ''; KERN_COMING=1
    return 0
  fi
  kfile_package "$1"
  kfile_installed || { kfile_sound "$1" "$3"; want "$KFILE_NAME" "$KFILE_VERSION" "$PKG_VERSION"; promise package "$KFILE_NAME"; KERN_COMING=1; }
}

# kfile_put: installs those in ./1, ./2 and so on that KFILE_FETCHED names.
kfile_put() {
  [ -n "$KFILE_FETCHED" ] || return 0
  set -- $KFILE_FETCHED
  case $PKG in
    apt) apt_run -q -y install -- "$@" ;;
    dnf) dnf_run install "$@" ;;
    zypper) zypper_run install --allow-unsigned-rpm "$@" ;;
  esac
  _notes=
  [ ! -e "$KFILE_NOTES" ] || _notes=$(contents "$KFILE_NOTES") || unreadable "$KFILE_NOTES"
  put_file "$KFILE_NOTES" "$_notes$KFILE_NEW_NOTES$NL"
}

# kfile_get PATH URL SHA256: for applies: into the folder KFILE_STAGE, where it is to be installed.
kfile_get() {
  ! kfile_noted "$3" || return 0
  [ -z "$1" ] || { kfile_package "$1"; ! kfile_installed || return 0; }
  case $PKG in apt) _file=deb ;; *) _file=rpm ;; esac
  _file=$KFILE_STAGE/$((${#KFILE_FETCHED} + 1)).$_file
  if [ -n "$1" ]; then ln -s -- "$(readlink -f -- "$1")" "$_file"; else kfile_fetch "$2" "$_file"; fi
  kfile_sound "$_file" "$3"
  kfile_package "$_file"
  KFILE_FETCHED="$KFILE_FETCHED $_file"
  [ -z "$3" ] || KFILE_NEW_NOTES="$KFILE_NEW_NOTES$NL$3 $KFILE_NAME $KFILE_VERSION"
}

kfile_name() { _name=${1%%[?#]*}; echo "${_name##*/}"; }   # without what may be a password

# The URL, which may hold a password, is no argument.
kfile_fetch() { # URL FILE
  if have curl; then printf 'url = "%s"\n' "$1" | curl -fsSL --retry 3 -K - -o "$2"
  else printf '%s\n' "$1" | wget -q -i - -O "$2"
  fi || cannot "cannot fetch $(kfile_name "$1")"
}

# kfile_sound FILE SHA256: is what was meant, and where Secure Boot is on, a kernel that it starts.
kfile_sound() {
  [ -z "$2" ] || { _sum=$(sha256sum <"$1"); [ "${_sum%% *}" = "$2" ] || cannot "${1##*/} has the SHA-256 ${_sum%% *}, and not $2: it was changed, or is another file"; }
  [ "$KERN_SECURE" = true ] || return 0
  case $PKG in
    apt) dpkg-deb --fsys-tarfile "$1" | tar -xO --wildcards './boot/vmlinu*' ;;
    *) rpm2cpio "$1" | cpio -i --quiet --to-stdout '*/vmlinu*' ;;
  esac >"$WORK/image" 2>/dev/null || :
  has_room room || end_task 14   # the image may be cut
  [ ! -s "$WORK/image" ] || kern_want_signed "$WORK/image" "of ${1##*/}"
}

# kfile_package FILE: sets KFILE_NAME and KFILE_VERSION.
kfile_package() {
  case $PKG in
    apt) _package=$(dpkg-deb -f "$1" Package Version) && _package=${_package#Package: } && KFILE_NAME=${_package%%"$NL"*} KFILE_VERSION=${_package##*Version: } ;;
    *) _package=$(rpm -qp --qf '%{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}' "$1" 2>/dev/null) && KFILE_NAME=${_package% *} KFILE_VERSION=${_package##* } ;;
  esac || cannot "$1 is not a package for $PKG_CMD"
}

# kfile_installed: KFILE_NAME is installed as KFILE_VERSION; sets PKG_VERSION to what is.
kfile_installed() { PKG_INSTALLED=$(pkg_installed_version "$KFILE_NAME"); pkg_version "$KFILE_NAME" "$KFILE_VERSION"; [ "$PKG_VERSION" = "$KFILE_VERSION" ]; }

kfile_noted() { # SHA256
  [ -n "$1" ] && [ -r "$KFILE_NOTES" ] || return 1
  while _sum=; read -r _sum KFILE_NAME KFILE_VERSION || [ -n "$_sum" ]; do
    [ "$_sum" != "$1" ] || ! kfile_installed || return 0
  done <"$KFILE_NOTES"
  return 1
}
