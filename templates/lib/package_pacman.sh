# uses: package
# prefix: pacman
# pacman: what package.sh calls, under the names of its words.

pacman_installed_version() {
  pacman -Q "$@" 2>/dev/null | while _name=; read -r _name _version || [ -n "$_name" ]; do
    case " $* " in *" $_name "*) echo "$_name $_version" ;; esac
  done
}

pacman_provided() { pacman -Q "$1" >/dev/null 2>&1; }

pacman_candidate() {
  pacman -Si "$1" 2>/dev/null | while _key=; read -r _key _colon _value || [ -n "$_key" ]; do
    [ "$_key$_colon" != Version: ] || echo "$_value"
  done | head -n 1
}

pacman_has_version() { return 1; }   # repositories hold one version of a package

pacman_ignore() { PACMAN_IGNORE=; for _one in $PKG_EXCLUDE; do PACMAN_IGNORE="$PACMAN_IGNORE --ignore $_one"; done; }

pacman_simulate() {
  PACMAN_IGNORE=
  if [ "$1" = autoremove ]; then
    set -- remove $(pacman -Qdtq 2>/dev/null)
    [ $# -gt 1 ] || return 0
    PKG_AUTOREMOVE=yes
  fi
  case $1 in
    remove) _how=-Rp; [ "$PKG_AUTOREMOVE" != yes ] || _how=-Rsp ;;
    safe | full) _how='-Sup'; pacman_ignore ;;
    *) _how='-Sp --needed' ;;
  esac
  _verb=$1; shift
  pkg_dry pacman $_how $PACMAN_IGNORE --print-format '%n %v' "$@" || return 1
  while _name=; read -r _name _version || [ -n "$_name" ]; do
    _from=$(pacman_installed_version "$_name"); _from=${_from##* }
    if [ "$_verb" = remove ]; then PKG_MOVES="$PKG_MOVES$_name $_version -$NL"
    else PKG_MOVES="$PKG_MOVES$_name ${_from:--} $_version$(pacman_direction "$_from" "$_version")$NL"; fi
  done <"$WORK/pkg.out"
  [ "$PKG_DOWNGRADE" = yes ] || pkg_no_downgrade || return 1
  case $PKG_HOLD$_verb in install | upgrade) pacman_keeps ;; esac
}

# pacman_keeps: false where a package that is held would move: pacman itself leaves it alone only when it is not named.
pacman_keeps() {
  while read -r _name _from _; do
    [ "${_from:--}" != - ] || continue
    [ -z "$(pacman_held "$_name")" ] || { PKG_REFUSAL="$_name is held; hold: false releases it"; return 1; }
  done <<END
$PKG_MOVES
END
}

pacman_direction() { # FROM TO
  [ -n "$1" ] && have vercmp && [ "$(vercmp "$1" "$2")" -gt 0 ] && echo ' down'
}

pacman_no_index() { ! ls /var/lib/pacman/sync 2>/dev/null | grep -q '\.db$'; }
pacman_repair() { :; }
pacman_locks() { echo /var/lib/pacman/db.lck; }
pacman_run() { pkg_run pacman --noconfirm --noprogressbar "$@"; }
pacman_update() { pacman_run -Sy; }
pacman_install() { pacman_run -S --needed "$@"; }
pacman_fetch() { pacman_run -Sw --needed "$@"; }
pacman_upgrade() { pacman_run -S --needed "$@"; }
pacman_upgrade_all() { pacman_ignore; pacman_run -Su $PACMAN_IGNORE; }
pacman_autoremove() { pacman_run -Rs $(pacman -Qdtq); }
pacman_remove() { if [ "$PKG_AUTOREMOVE" = yes ]; then pacman_run -Rs "$@"; else pacman_run -R "$@"; fi; }

pacman_held() {
  while _key=; IFS='= ' read -r _key _value || [ -n "$_key" ]; do
    [ "$_key" = IgnorePkg ] || continue
    for _one do case " $_value " in *" $_one "*) echo "$_one" ;; esac; done
  done </etc/pacman.conf
}

pacman_hold() {
  _text= _there= _was=$(contents /etc/pacman.conf) || unreadable /etc/pacman.conf
  while IFS= read -r _line; do
    _text=$_text$_line$NL
    case $_there$_line in '[options]'*) _there=yes _text="${_text}IgnorePkg = $*$NL" ;; esac
  done <<END
$_was
END
  [ -n "$_there" ] || cannot "/etc/pacman.conf has no section [options]"
  put_file /etc/pacman.conf "$_text"
}

pacman_unhold() {
  _text= _was=$(contents /etc/pacman.conf) || unreadable /etc/pacman.conf
  while IFS= read -r _line; do
    case $_line in IgnorePkg*) pacman_without "$_line" "$@"; [ -n "$_line" ] || continue ;; esac
    _text=$_text$_line$NL
  done <<END
$_was
END
  put_file /etc/pacman.conf "$_text"
}

pacman_without() { # LINE NAME...: sets _line, empty when nothing is left
  _kept= _old=${1#*=}; shift
  for _word in $_old; do case " $* " in *" $_word "*) ;; *) _kept="$_kept $_word" ;; esac; done
  _line=${_kept:+IgnorePkg =$_kept}
}
