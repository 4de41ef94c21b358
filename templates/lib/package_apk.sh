# uses: package
# prefix: apk
# apk: what package.sh calls, under the names of its words.

apk_installed_version() {
  apk info -e -v "$@" 2>/dev/null | while _line=; read -r _line || [ -n "$_line" ]; do
    for _one do
      _version=${_line#"$_one"-}
      case $_version in "$_line" | [!0-9]* | *-*-*) ;; *) echo "$_one $_version"; break ;; esac
    done
  done
}

apk_provided() { apk info -e "$1" >/dev/null 2>&1; }

apk_candidate() {
  apk search -e "$1" 2>/dev/null | while _line=; read -r _line || [ -n "$_line" ]; do
    case $_line in "$1"-[0-9]*) echo "${_line#"$1"-}" ;; esac
  done | tail -n 1
}

apk_has_version() { apk policy "$1" 2>/dev/null | grep -q "^  *$2:"; }

# A pin that ends in * asks apk for any version that starts so.
apk_specs() {
  APK_SPECS=
  for _spec do
    pkg_spec "$_spec"
    case $PKG_PIN in
      '') APK_SPECS="$APK_SPECS $PKG_NAME" ;;
      *'*') _pin=${PKG_PIN%'*'}; APK_SPECS="$APK_SPECS $PKG_NAME=~${_pin%.}" ;;
      *) APK_SPECS="$APK_SPECS $PKG_NAME=$PKG_PIN" ;;
    esac
  done
}

apk_words() { case $1 in install) APK_WORDS=add ;; upgrade) APK_WORDS='add -u' ;; safe | full) APK_WORDS=upgrade ;; remove) APK_WORDS=del ;; esac; }

apk_simulate() {
  [ "$1" != autoremove ] || return 0   # apk keeps nothing that is not needed
  apk_words "$1"; shift
  apk_specs "$@"
  pkg_dry apk $APK_WORDS -s $APK_SPECS || return 1
  while _count=; read -r _count _word _name _a _b _c _ || [ -n "$_count" ]; do
    case $_count in \(*) ;; *) continue ;; esac
    _a=${_a#\(}
    case $_word in
      Installing) PKG_MOVES="$PKG_MOVES$_name - ${_a%\)}$NL" ;;
      Purging) PKG_MOVES="$PKG_MOVES$_name ${_a%\)} -$NL" ;;
      Upgrading | Replacing | Reinstalling) PKG_MOVES="$PKG_MOVES$_name $_a ${_c%\)}$NL" ;;
      Downgrading) PKG_MOVES="$PKG_MOVES$_name $_a ${_c%\)} down$NL" ;;
    esac
  done <"$WORK/pkg.out"
  [ "$PKG_DOWNGRADE" = yes ] || pkg_no_downgrade
}

apk_no_index() { ! ls /var/cache/apk /etc/apk/cache 2>/dev/null | grep -q '^APKINDEX'; }
apk_repair() { :; }
apk_locks() { echo /lib/apk/db/lock /usr/lib/apk/db/lock; }
apk_run() { pkg_run apk --no-progress "$@"; }
apk_update() { apk_run update; }
apk_install() { apk_specs "$@"; apk_run add $APK_SPECS; }
apk_fetch() { apk_specs "$@"; apk_run add -s $APK_SPECS; }
apk_upgrade() { apk_run add -u "$@"; }
apk_upgrade_all() { apk_run upgrade; }
apk_autoremove() { :; }
apk_remove() { apk_run del "$@"; }

# apk keeps a version that its list of wanted packages names.
apk_hold() {
  for _one do
    PKG_INSTALLED=$(apk_installed_version "$_one"); pkg_version "$_one"
    apk_run add "$_one=$PKG_VERSION"
  done
}
apk_unhold() { apk_run add "$@"; }
apk_held() { for _one do ! apk info -e "$_one=~0" >/dev/null; ! grep -q "^$_one=[0-9]" /etc/apk/world 2>/dev/null || echo "$_one"; done; }
