# uses: package package_dnf
# prefix: zypper
# zypper: what package.sh calls, under the names of its words.

zypper_installed_version() { dnf_installed_version "$@"; }
zypper_provided() { dnf_provided "$@"; }

zypper_candidate() {
  zypper_read info "$1" 2>/dev/null | while _key=; read -r _key _colon _value || [ -n "$_key" ]; do
    [ "$_key$_colon" != Version: ] || echo "$_value"
  done
}

zypper_has_version() { # NAME PIN
  zypper_versions "$1" | { while _version=; read -r _version || [ -n "$_version" ]; do ! pkg_like "$_version" "$2" || exit 0; done; exit 1; }
}

# zypper_versions NAME: prints the versions that the repositories have, newest first.
zypper_versions() {
  zypper_read search -s --match-exact -t package "$1" 2>/dev/null | while _name=; IFS=' |' read -r _ _name _type _version _ || [ -n "$_name" ]; do
    [ "$_name:$_type" != "$1:package" ] || echo "$_version"
  done
}

# zypper_newest: sets PKG_PIN to the newest version of PKG_NAME that is like it, where there is one.
zypper_newest() {
  for _version in $(zypper_versions "$PKG_NAME"); do
    ! pkg_like "$_version" "$PKG_PIN" || { PKG_PIN=$_version; return 0; }
  done
}

# zypper_specs SPEC...: sets ZYPPER_SPECS. zypper knows no wildcards in a version, so a pin becomes the newest version like it.
zypper_specs() {
  ZYPPER_SPECS=
  for _spec do
    pkg_spec "$_spec"
    case $PKG_PIN in *"*"*) zypper_newest ;; esac
    ZYPPER_SPECS="$ZYPPER_SPECS $PKG_NAME${PKG_PIN:+=$PKG_PIN}"
  done
}

zypper_words() {
  ZYPPER_WORDS=; case $1 in upgrade | safe | full) set -- update ;; esac
  [ "$1" = remove ] || [ "$PKG_RECOMMENDS" != no ] || ZYPPER_WORDS=--no-recommends
  [ "$1" = remove ] || [ "$PKG_RECOMMENDS" != yes ] || ZYPPER_WORDS=--recommends
  [ "$1:$PKG_DOWNGRADE" != install:yes ] || ZYPPER_WORDS="$ZYPPER_WORDS --oldpackage"
  [ "$1:$PKG_REPLACE" != install:yes ] || ZYPPER_WORDS="$ZYPPER_WORDS --force-resolution"
  [ "$1:$PKG_AUTOREMOVE" != remove:yes ] || ZYPPER_WORDS=--clean-deps
  ZYPPER_WORDS="$1 $ZYPPER_WORDS"
}

# zypper_read WORD...: runs it where no file system can be written, on a copy of its cache, in which it renews what rpm has
# changed since.
zypper_read() {
  mkdir -p "$WORK/run" "$WORK/var/run"
  [ -d "$WORK/solv" ] || { mkdir "$WORK/solv"; cp -r /var/cache/zypp/solv/. "$WORK/solv" 2>/dev/null || :; }
  ZYPP_LOCKFILE_ROOT=$WORK zypper -n --no-refresh --solv-cache-dir "$WORK/solv" "$@"
}

zypper_simulate() {
  if [ "$1" = autoremove ]; then
    set -- remove $(zypper_unneeded)
    [ $# -gt 1 ] || return 0
  fi
  zypper_words "$1"; shift
  zypper_specs "$@"; set -- $ZYPPER_SPECS
  pkg_dry zypper_read -x $ZYPPER_WORDS --dry-run "$@" || { zypper_reason; zypper_unlocked "$@"; return; }
  ! grep -q 'has lower version than the installed one' "$WORK/pkg.out" ||
    { PKG_REFUSAL="a newer version is installed; allow_downgrade: true allows an older one"; return 1; }
  _section=
  while _line=; read -r _line || [ -n "$_line" ]; do
    case $_line in
      '<to-'*) _section=${_line#<to-}; _section=${_section%%>*} ;;
      '<solvable type="package"'*) zypper_row "$_line" ;;
    esac
  done <"$WORK/pkg.out"
  [ "$PKG_DOWNGRADE" = yes ] || pkg_no_downgrade
}

zypper_row() { # XML
  _name=${1#* name=\"}; _name=${_name%%\"*}
  _to=${1#* edition=\"}; _to=${_to%%\"*}
  _from=-; case $1 in *' edition-old="'*) _from=${1#* edition-old=\"}; _from=${_from%%\"*} ;; esac
  case $_section in
    remove*) PKG_MOVES="$PKG_MOVES$_name $_to -$NL" ;;
    downgrade*) PKG_MOVES="$PKG_MOVES$_name $_from $_to down$NL" ;;
    *) PKG_MOVES="$PKG_MOVES$_name $_from $_to$NL" ;;
  esac
}

# zypper_unlocked SPEC...: no simulation sees past the lock of a held package, which the change itself takes off first.
zypper_unlocked() { [ -n "$PKG_HOLD" ] && pkg_held $PKG_NAMES && [ "$_held" != "  " ] && pkg_suppose "${ZYPPER_WORDS%% *}" "$@"; }

zypper_reason() {
  _text=$(grep '<message type="error">\|^<description>Problem' "$WORK/pkg.out" | sed "s/<[^>]*>//g; s/&apos;/'/g; s/&quot;/\"/g; s/&amp;/\\&/g")
  [ -z "$_text" ] || PKG_REFUSAL=$_text
}

zypper_no_index() { ! ls /var/cache/zypp/solv 2>/dev/null | grep -qv '^@'; }
zypper_repair() { :; }
zypper_locks() { dnf_locks; }
zypper_run() { export ZYPP_LOCK_TIMEOUT=0; pkg_free $(zypper_locks); pkg_run zypper -n "$@"; }
zypper_update() { zypper_run refresh; }
zypper_install() { zypper_specs "$@"; zypper_words install; zypper_run $ZYPPER_WORDS $ZYPPER_SPECS; }
zypper_fetch() { zypper_specs "$@"; zypper_words install; zypper_run $ZYPPER_WORDS --download-only $ZYPPER_SPECS; }
zypper_upgrade() { zypper_words upgrade; zypper_run $ZYPPER_WORDS "$@"; }
zypper_upgrade_all() { zypper_words "$1"; zypper_run $ZYPPER_WORDS; }
zypper_autoremove() { zypper_remove $(zypper_unneeded); }
zypper_unneeded() { zypper_read packages --unneeded 2>/dev/null | while _in=; IFS=' |' read -r _in _ _name _ || [ -n "$_in" ]; do [ "$_in" != i ] || echo "$_name"; done; }
zypper_remove() { zypper_words remove; zypper_run $ZYPPER_WORDS "$@"; }
zypper_hold() { zypper_run addlock "$@"; }
zypper_unhold() { zypper_run removelock "$@"; }

zypper_held() {
  zypper_read locks 2>/dev/null | while _name=; read -r _ _ _name _ || [ -n "$_name" ]; do
    for _one do [ "$_one" != "$_name" ] || echo "$_one"; done
  done
}
