# uses: image package package_apt package_dnf package_zypper package_apk package_pacman
# Which package manager is used, and the whole check and apply of packages. Call packages_use first, then set the options of package.sh.
#   packages_want STATE SPEC...    STATE: present, latest, absent
#   packages_put STATE SPEC...
#   packages_fetch STATE SPEC...   what packages_put would install is on the host then; nothing else has changed
#   packages_update                refreshes the index
#   packages_want_index   packages_want_all safe|full   packages_want_autoremove    whole checks of the index, of all packages, and of those that nothing needs
#   packages_put_index    packages_put_all safe|full    packages_put_autoremove

# Where packages come by other means (images, snapshots, a read-only /usr) what would change is unsupported, in one sentence for all actions.

# packages_use MANAGER IMAGE WAIT: one of facts.package_managers, or auto. IMAGE: facts.os.image; WAIT: seconds that the task waits for a lock of the manager.
packages_use() {
  PKG_UPDATE= PKG_MAX_AGE= PKG_RECOMMENDS= PKG_DOWNGRADE= PKG_HOLD= PKG_REPLACE= PKG_GONE=
  PKG_EXCLUDE= PKG_REPOS= PKG_PURGE= PKG_AUTOREMOVE=
  PKG_CMD=$1 PKG_IMAGE=$2 PKG_WAIT=$3 PKG_DEADLINE=
  if [ "$PKG_CMD" = auto ]; then
    for PKG_CMD in apt-get dnf yum zypper apk pacman none; do ! have "$PKG_CMD" || break; done
    PKG_CMD=${PKG_CMD%-get}
  fi
  case $PKG_CMD in
    apt) have apt-get || unsupported "apt-get is not on this host" ;;
    dnf | yum | zypper | apk | pacman) have "$PKG_CMD" || unsupported "$PKG_CMD is not on this host" ;;
    *) packages_other_system none; unsupported "no package manager that Drydock uses is on this host; one of apt, dnf, yum, zypper, apk, pacman is needed" ;;
  esac
  PKG=$PKG_CMD; [ "$PKG" != yum ] || PKG=dnf
}

# packages_other_system [none]: ends the check where packages come into the system by other means than a package manager that changes it.
packages_other_system() {
  PKG_FOUND=${1:-some}
  image_instead "$PKG_IMAGE"
  if have emerge && ! packages_any_manager; then
    unsupported "Gentoo builds its packages, with emerge, which Drydock does not use: install there what this task would"
  elif have update_engine_client && ! packages_any_manager; then
    unsupported "this system is an image without a package manager (Container-Optimized OS), with the engine in it: its packages change with the image alone"
  elif packages_usr_is_read_only; then
    unsupported "/usr is mounted read-only: no package can be installed, upgraded or removed there; mount it writable (mount -o remount,rw /usr or /), or build what is wanted into the image"
  fi
}

packages_any_manager() { [ "$PKG_FOUND" != none ] || return 1; for _manager in apt-get dnf yum zypper apk pacman; do ! have "$_manager" || return 0; done; return 1; }

packages_usr_is_read_only() { if [ -n "$SEALED" ]; then [ -n "${FIXED_USR:-}" ]; else [ "$(id -u)" = 0 ] && ! writable /usr; fi; }

packages_want() {
  set -f
  packages_sort "$@"
  [ -z "$PACKAGES_NEW$PACKAGES_OLD$PACKAGES_GONE" ] || packages_other_system
  for _name in $PACKAGES_PURGED; do want "configuration of $_name" absent present; done
  [ -z "$PACKAGES_GONE" ] || packages_preview remove $PACKAGES_GONE
  [ -z "$PACKAGES_NEW" ] || packages_preview install $PACKAGES_NEW
  [ "$1" != latest ] || packages_newest
  [ "$1" = absent ] || packages_want_hold $PKG_NAMES
  set +f
}

packages_put() {
  set -f
  "${PKG}_repair" "$@"
  packages_sort "$@"
  [ -z "$PACKAGES_NEW$PACKAGES_OLD" ] || ! packages_must_update || packages_update
  [ -z "$PKG_HOLD" ] || [ -z "$PACKAGES_NEW$PACKAGES_OLD$PACKAGES_GONE" ] || packages_release $PKG_NAMES
  [ -z "$PACKAGES_GONE" ] || pkg_remove $PACKAGES_GONE
  [ -z "$PACKAGES_NEW" ] || pkg_install $PACKAGES_NEW
  [ -z "$PACKAGES_OLD" ] || pkg_upgrade $PACKAGES_OLD
  [ "$1" = absent ] || packages_put_hold $PKG_NAMES
  set +f
}

# --- the index, all packages, and those that nothing needs ----------------------------------------------------------

# packages_want_index: an index that is never fresh, for its greatest age is 0, is refreshed whenever the task runs.
packages_want_index() {
  packages_stale || return 0
  packages_other_system
  if [ "${PKG_MAX_AGE:-3600}" = 0 ]; then act "package index refreshed"
  else want "package index" refreshed "older than ${PKG_MAX_AGE:-3600} s"; fi
  promise package_index fresh
}

packages_put_index() { ! packages_stale || packages_update; }

packages_want_all() { # safe|full
  PKG_NAMES=
  [ -z "$PKG_EXCLUDE" ] || packages_can_exclude
  ! packages_must_update || promised package_index fresh || packages_want_index
  pkg_simulate "$1" || packages_all_refused
  packages_want_all_moves
  case $PKG_AUTOREMOVE$PKG:$PKG_MOVES in yesapt:* | yesapk:* | *:) ;; yes*) say "what nothing needs after that is removed, too" ;; esac
  ! promised package_index fresh || defer "an earlier task refreshes the package index" package_index fresh
  ! pkg_promised_repository || defer "the repository $PKG_REPOSITORY may hold newer versions" repository "$PKG_REPOSITORY"
}

packages_all_refused() { # ends the task, unless a fresh index is going to help
  ! promised package_index fresh || defer "an earlier task refreshes the package index" package_index fresh
  packages_must_update || cannot "$PKG_CMD does not upgrade all packages: $PKG_REFUSAL"
  PKG_MOVES=
}

packages_can_exclude() {
  case $PKG in
    apt | dnf | pacman) ;;
    *) unsupported "$PKG_CMD cannot leave packages out of an upgrade; hold: true in a task of its own keeps one at its version" ;;
  esac
}

packages_want_all_moves() { [ -z "$PKG_MOVES" ] || { packages_other_system; packages_want_moves; }; }

packages_put_all() { # safe|full
  PKG_NAMES=
  "${PKG}_repair" latest
  ! packages_must_update || packages_update
  pkg_upgrade_all "$1"
}

packages_want_autoremove() {
  pkg_simulate autoremove || cannot "$PKG_CMD does not remove what nothing needs: $PKG_REFUSAL"
  packages_want_all_moves
  case $PROMISES in *"${NL}package "* | *"${NL}removed_package "*) defer "an earlier task changes packages, by which others may become needless" ;; esac
}

packages_put_autoremove() {
  pkg_simulate autoremove || :
  [ -z "$PKG_MOVES" ] || pkg_autoremove
}

# packages_sort_purged NAME...: adds those that have only left their configuration, which is to go, too.
packages_sort_purged() {
  [ "$PKG_PURGE:$PKG" = yes:apt ] && [ "$PACKAGES_STATE" = absent ] || return 0
  for _name in $(apt_configured "$@"); do
    case " $PACKAGES_GONE " in *" $_name "*) ;; *) PACKAGES_GONE="$PACKAGES_GONE $_name" PACKAGES_PURGED="$PACKAGES_PURGED $_name" ;; esac
  done
}

packages_fetch() {
  set -f
  "${PKG}_repair" "$@"
  packages_sort "$@"
  [ -n "$PACKAGES_NEW" ] || return 0
  ! packages_must_update || packages_update
  pkg_fetch $PACKAGES_NEW
}

# packages_sort STATE SPEC...: sets PKG_NAMES, and of the SPECs those to install (PACKAGES_NEW), those whose newest version is wanted (PACKAGES_OLD)
# and those to remove (PACKAGES_GONE).
packages_sort() {
  PACKAGES_STATE=$1 PKG_RELEASED= PKG_NAMES= PACKAGES_NEW= PACKAGES_OLD= PACKAGES_GONE=; shift
  for _spec do pkg_spec "$_spec"; PKG_NAMES="$PKG_NAMES $PKG_NAME"; done
  PKG_INSTALLED=$(pkg_installed_version $PKG_NAMES) PACKAGES_PURGED=
  for _spec do
    pkg_spec "$_spec"; pkg_version "$PKG_NAME" "$PKG_PIN"
    ! promised released "$PKG_NAME" || PKG_RELEASED=yes
    if [ "$PACKAGES_STATE" = absent ]; then
      ! promised package "$PKG_NAME" || defer "an earlier task installs $PKG_NAME" package "$PKG_NAME"
      [ -z "$PKG_VERSION" ] || PACKAGES_GONE="$PACKAGES_GONE $PKG_NAME"
      continue
    fi
    ! promised removed_package "$PKG_NAME" || defer "an earlier task removes $PKG_NAME" removed_package "$PKG_NAME"
    if promised package "$PKG_NAME"; then
      [ -z "$PKG_PIN" ] || defer "an earlier task installs $PKG_NAME; its version is known then" package "$PKG_NAME"
    elif [ -n "$PKG_PIN" ]; then pkg_like "$PKG_VERSION" "$PKG_PIN" || PACKAGES_NEW="$PACKAGES_NEW $_spec"
    elif [ -z "$PKG_VERSION" ]; then "${PKG}_provided" "$PKG_NAME" || PACKAGES_NEW="$PACKAGES_NEW $PKG_NAME"
    elif [ "$PACKAGES_STATE" = latest ]; then PACKAGES_OLD="$PACKAGES_OLD $PKG_NAME"
    fi
  done
  packages_sort_purged $PKG_NAMES
}

# packages_preview VERB SPEC...: wants what the manager says it would do for them; tells what comes along.
packages_preview() {
  [ "$1" = remove ] || ! packages_must_update || promise package_index fresh
  pkg_simulate "$@" || { packages_refused "$@"; return 0; }
  _verb=$1 _seen=$_differs; shift
  for _spec do pkg_spec "$_spec"; packages_want_moves "$PKG_NAME"; done
  _along=
  for _kind in installs upgrades downgrades removes; do
    packages_others "$_kind" "$@"
    [ -z "$_others" ] || _along="$_along${_along:+; }also $_kind:$_others"
  done
  [ -z "$_along" ] || say "$_along"
}

# packages_want_moves [NAME]: wants the moves of NAME, or all.
packages_want_moves() {
  while read -r _name _from _to _; do
    [ -n "$_name" ] && [ "$_name" = "${1:-$_name}" ] || continue
    [ "$_from" != - ] || _from=
    if [ "$_to" = - ]; then want "$_name" absent "$_from"; promise removed_package "$_name"
    else want "$_name" "$_to" "$_from"; packages_promise "$_name" "$_to"; fi
  done <<END
$PKG_MOVES
END
}

packages_promise() { promise package "$1"; pkg_kernel "$1" "$2"; [ -z "$PKG_KERNEL" ] || promise kernel "$PKG_KERNEL"; }   # NAME VERSION

# packages_others KIND SPEC...: sets _others to the names of moves that no SPEC asked for. Where no SPEC's own name moves,
# as when another package provides it, the moves themselves are the change.
packages_others() {
  _others= _which=$1; shift
  _asked=" "; for _spec do _asked="$_asked${_spec%%=*} "; done
  while read -r _name _from _to _down; do
    case "$_asked$PKG_GONE " in *" $_name "*) continue ;; esac
    case $_from:$_to:$_down in
      ::) continue ;;
      -:*) _is=installs ;;
      *:-:) _is=removes ;;
      *:down) _is=downgrades ;;
      *) _is=upgrades ;;
    esac
    [ "$_is" = "$_which" ] || continue
    if [ -z "$_differs" ]; then packages_want_moves "$_name"; continue; fi
    _others="$_others $_name"
    [ "$_is" = removes ] || packages_promise "$_name" "$_to"
  done <<END
$PKG_MOVES
END
}

# packages_newest: wants the newest version of PACKAGES_OLD; where the index is to be refreshed, that too.
packages_newest() {
  if [ "$PKG_UPDATE" = yes ] && packages_stale; then
    want "package index" refreshed "older than ${PKG_MAX_AGE:-3600} s"
  fi
  [ -n "$PACKAGES_OLD" ] || return 0
  packages_preview upgrade $PACKAGES_OLD
  [ -n "$_differs$PKG_HOLD" ] || packages_held_below_newest
  if [ -z "$_differs" ] && pkg_promised_repository; then
    defer "the repository $PKG_REPOSITORY may hold newer versions of$PACKAGES_OLD" repository "$PKG_REPOSITORY"
  fi
}

# packages_held_below_newest: fails where a hold hides newer versions of PACKAGES_OLD from the manager, which then has nothing to do.
packages_held_below_newest() {
  pkg_held $PACKAGES_OLD && [ "$_held" != "  " ] || return 0
  set -- $_held
  PKG_HOLD=no; pkg_simulate upgrade "$@" || :; PKG_HOLD=
  [ -z "$PKG_MOVES" ] || cannot "$* is held; hold: false releases it"
}

# packages_refused VERB SPEC...: the manager would not do it. Ends the task, unless a fresh index is going to help.
packages_refused() {
  _verb=$1 _why=$PKG_REFUSAL; shift
  [ "$_verb" != remove ] || packages_held_back "$@" || cannot "$PKG_CMD does not remove $*: $_why"
  if [ "$PKG" = apt ] && apt_at_fault; then
    ! pkg_promised_repository || defer "apt refuses, before the repository $PKG_REPOSITORY is there: $_why" repository "$PKG_REPOSITORY"
    cannot "$PKG_CMD does not $_verb $*: $_why"
  fi
  _lacking=
  for _spec do packages_lacks "$_spec" && _lacking="$_lacking${_lacking:+, and }$PACKAGES_LACKING"; done
  [ -n "$_lacking" ] || packages_held_back "$@" || cannot "$PKG_CMD does not $_verb $*: $_why"
  if pkg_promised_repository; then
    for _spec do promise package "${_spec%%=*}"; done
    defer "$_lacking, before the repository $PKG_REPOSITORY is there" repository "$PKG_REPOSITORY"
  fi
  if packages_must_update; then
    ! promised package_index fresh || defer "an earlier task reads the package index first" package_index fresh
    for _spec do
      pkg_spec "$_spec"; pkg_version "$PKG_NAME"
      want "$PKG_NAME" "${PKG_PIN:-newest available}" "$PKG_VERSION"; promise package "$PKG_NAME"
    done
    return 0
  fi
  cannot "$_lacking; check the spelling, add its repository with package_repository, or refresh the index with update_cache: true"
}

# packages_held_back SPEC...: names a hold as the reason, where there is one.
packages_held_back() {
  [ -z "$PKG_HOLD" ] || return 1
  for _spec do
    pkg_spec "$_spec"
    pkg_held "$PKG_NAME" || return 1
    [ "$_held" = "  " ] || cannot "$PKG_NAME is held; hold: false releases it"
  done
  return 1
}

# packages_lacks SPEC: true where the index has no such package or version; sets PACKAGES_LACKING.
packages_lacks() {
  pkg_spec "$1"
  _candidate=$(pkg_candidate "$PKG_NAME")
  PACKAGES_LACKING="no package \"$PKG_NAME\" in the configured repositories of this host"
  case $PKG_REFUSAL in *"$PKG_NAME is a virtual package"*) cannot "$PKG_NAME is a virtual package that several provide; name one of them" ;; esac
  [ -n "$_candidate" ] || { [ "$PKG" != apt ] || apt_negative "$PKG_NAME"; return 0; }
  PACKAGES_LACKING="no version $PKG_PIN of $PKG_NAME in the configured repositories of this host (the newest there is $_candidate)"
  [ -n "$PKG_PIN" ] && ! pkg_like "$_candidate" "$PKG_PIN" && ! "${PKG}_has_version" "$PKG_NAME" "$PKG_PIN"
}

packages_update() { "${PKG}_update"; packages_stamp; }
packages_no_index() { "${PKG}_no_index"; }

packages_must_update() {
  case $PKG_UPDATE in yes) packages_stale ;; no) return 1 ;; *) packages_no_index ;; esac
}

# The index's age: by the traces of apt itself, else by the last refresh of ours.
packages_stale() {
  ! packages_no_index || return 0
  [ "$PKG" = apt ] || set -- /var/lib/drydock/package-index
  [ $# -gt 0 ] || { apt_folders; set -- "$APT_LISTS" "${APT_STATE}periodic/update-success-stamp"; }
  [ -z "$(find "$@" -maxdepth 0 -mmin "-$(((${PKG_MAX_AGE:-3600} + 59) / 60))" 2>/dev/null)" ]
}

packages_stamp() {
  _stamp=/var/lib/drydock/package-index
  [ "$PKG" != apt ] || { apt_folders; _stamp=${APT_STATE}periodic/update-success-stamp; }
  put_file "$_stamp" ''
}

packages_want_hold() { # NAME...
  [ -n "$PKG_HOLD" ] || return 0
  pkg_held "$@" || unsupported "holding packages needs the versionlock plugin of $PKG_CMD, which is not installed"
  for _name do
    case $_held in *" $_name "*) want "$_name held" "$PKG_HOLD" yes; [ "$PKG_HOLD" = yes ] || promise released "$_name" ;; *) want "$_name held" "$PKG_HOLD" no ;; esac
  done
}

packages_put_hold() { # NAME...
  case $PKG_HOLD in
    no) packages_release "$@" ;;
    yes)
      pkg_held "$@"
      for _name do case $_held in *" $_name "*) ;; *) pkg_hold "$_name" ;; esac; done ;;
  esac
}

packages_release() { # NAME...: takes the hold from those that are held
  pkg_held "$@" || return 0
  for _name do case $_held in *" $_name "*) pkg_unhold "$_name" ;; esac; done
}
