# The whole check and apply of packages; see package.sh.

want_packages() {
  set -f
  pkg_sort "$@"
  [ -z "$NEW$OLD$GONE" ] || pkg_other_system
  [ -z "$GONE" ] || pkg_preview remove $GONE
  [ -z "$NEW" ] || pkg_preview install $NEW
  [ "$1" != latest ] || pkg_newest
  [ "$1" = absent ] || want_hold $NAMES
  set +f
}

put_packages() {
  set -f
  "${PKG}_repair" "$@"
  pkg_sort "$@"
  [ -z "$NEW$OLD" ] || ! pkg_must_update || pkg_update
  [ -z "$PKG_HOLD" ] || [ -z "$NEW$OLD$GONE" ] || pkg_release $NAMES
  [ -z "$GONE" ] || pkg_remove $GONE
  [ -z "$NEW" ] || pkg_install $NEW
  [ -z "$OLD" ] || pkg_upgrade $OLD
  [ "$1" = absent ] || put_hold $NAMES
  set +f
}

fetch_packages() {
  set -f
  "${PKG}_repair" "$@"
  pkg_sort "$@"
  [ -n "$NEW" ] || return 0
  ! pkg_must_update || pkg_update
  pkg_fetch $NEW
}

# pkg_spec SPEC: sets NAME and PIN. A PIN may hold *.
pkg_spec() {
  NAME=${1%%=*} PIN=
  case $1 in *=*) PIN=${1#*=}; [ -n "$PIN" ] || cannot "\"$1\" names no version after the =" ;; esac
  case $NAME in '' | [!A-Za-z0-9_/]* | *- | *[!A-Za-z0-9.+_:~/\(\)-]*) cannot "\"$NAME\" is not the name of a package" ;; esac
  case $PIN in -* | *[!A-Za-z0-9.+_:~^*-]*) cannot "\"$PIN\" is not a version of a package" ;; esac
}

# pkg_sort STATE SPEC...: sets NAMES, and of the SPECs those to install (NEW), those whose newest version is wanted (OLD)
# and those to remove (GONE).
pkg_sort() {
  STATE=$1 PKG_RELEASED= NAMES= NEW= OLD= GONE=; shift
  for _spec do pkg_spec "$_spec"; NAMES="$NAMES $NAME"; done
  INSTALLED=$(pkg_installed_version $NAMES)
  for _spec do
    pkg_spec "$_spec"; pkg_version "$NAME" "$PIN"
    ! promised released "$NAME" || PKG_RELEASED=yes
    if [ "$STATE" = absent ]; then
      ! promised package "$NAME" || defer "an earlier task installs $NAME" package "$NAME"
      [ -z "$V" ] || GONE="$GONE $NAME"
      continue
    fi
    ! promised removed_package "$NAME" || defer "an earlier task removes $NAME" removed_package "$NAME"
    if promised package "$NAME"; then
      [ -z "$PIN" ] || defer "an earlier task installs $NAME; its version is known then" package "$NAME"
    elif [ -n "$PIN" ]; then pkg_like "$V" "$PIN" || NEW="$NEW $_spec"
    elif [ -z "$V" ]; then "${PKG}_provided" "$NAME" || NEW="$NEW $NAME"
    elif [ "$STATE" = latest ]; then OLD="$OLD $NAME"
    fi
  done
}

# pkg_version NAME [PIN]: sets V to its installed version; of several the one that is like PIN, else the last.
pkg_version() {
  V=
  while read -r _name _version; do
    [ "$_name" = "$1" ] || continue
    V=$_version
    [ -z "${2:-}" ] || ! pkg_like "$V" "$2" || return 0
  done <<END
$INSTALLED
END
}

# pkg_like VERSION PIN: for rpm the pin may leave out the epoch and the release.
pkg_like() {
  [ -n "$1" ] || return 1
  case $1 in $2) return 0 ;; esac
  case $PKG in dnf | zypper) ;; *) return 1 ;; esac
  _pin=${2#0:} _like=$1
  case $_pin in *:*) ;; *) _like=${_like#*:} ;; esac
  case $_like in $_pin | $_pin-*) return 0 ;; esac
  return 1
}

# pkg_preview VERB SPEC...: wants what the manager says it would do for them; tells what comes along.
pkg_preview() {
  [ "$1" = remove ] || ! pkg_must_update || promise package_index fresh
  pkg_simulate "$@" || { pkg_refused "$@"; return 0; }
  _verb=$1 _seen=$_differs; shift
  for _spec do pkg_spec "$_spec"; pkg_move "$NAME"; done
  _along=
  for _kind in installs upgrades downgrades removes; do
    pkg_others "$_kind" "$@"
    [ -z "$_others" ] || _along="$_along${_along:+; }also $_kind:$_others"
  done
  [ -z "$_along" ] || say "$_along"
}

# pkg_suppose VERB SPEC...: sets MOVES to what is asked for, where the manager cannot simulate it. False: it has no such package.
pkg_suppose() {
  _verb=$1; shift
  for _spec do
    pkg_spec "$_spec"; INSTALLED=$(pkg_installed_version "$NAME"); pkg_version "$NAME"
    [ "$_verb" != remove ] || { MOVES="$MOVES$NAME $V -$NL"; continue; }
    _newest=$(pkg_candidate "$NAME"); [ -n "$_newest" ] || return 1
    [ "${PIN:=$_newest}" = "$V" ] || MOVES="$MOVES$NAME ${V:--} $PIN$NL"
  done
}

# pkg_move NAME: wants every move of NAME.
pkg_move() {
  while read -r _name _from _to _; do
    [ "$_name" = "$1" ] || continue
    [ "$_from" != - ] || _from=
    if [ "$_to" = - ]; then want "$1" absent "$_from"; promise removed_package "$1"
    else want "$1" "$_to" "$_from"; pkg_promise "$1" "$_to"; fi
  done <<END
$MOVES
END
}

pkg_promise() { promise package "$1"; pkg_kernel "$1" "$2"; [ -z "$REL" ] || promise kernel "$REL"; }   # NAME VERSION

# pkg_kernel NAME VERSION: sets REL to the release, as uname -r prints it, of the kernel that this package itself holds;
# empty for other packages, and for one that only depends on a kernel.
pkg_kernel() {
  REL= _rel=${2#*:}
  case $PKG:$1 in
    apt:linux-image-unsigned-[0-9]*) REL=${1#linux-image-unsigned-} ;;
    apt:linux-image-[0-9]*) REL=${1#linux-image-} ;;
    apt:proxmox-kernel-[0-9]*-pve | apt:proxmox-kernel-[0-9]*-pve-signed | apt:pve-kernel-[0-9]*-pve)
      REL=${1#*-kernel-}; REL=${REL%-signed} ;;
    dnf:kernel | dnf:kernel-core | dnf:kernel-uek | dnf:kernel-uek-core | dnf:kernel-lt | dnf:kernel-ml | dnf:kernel[0-9]*.[0-9] | dnf:kernel[0-9]*.[0-9][0-9])
      REL=$_rel.$(uname -m) ;;
    dnf:kernel-rt | dnf:kernel-64k | dnf:kernel-16k | dnf:kernel-rt-64k | dnf:kernel-rt-core | dnf:kernel-64k-core | dnf:kernel-16k-core | dnf:kernel-rt-64k-core)
      REL=${1#kernel-}; REL=$_rel.$(uname -m)+${REL%-core}
      case $_rel in *.rt[0-9]*) REL=${REL%+*} ;; esac ;;   # of RHEL 7 and 8
    zypper:kernel-default | zypper:kernel-default-base | zypper:kernel-azure | zypper:kernel-longterm | zypper:kernel-rt | zypper:kernel-64kb | \
      zypper:kernel-preempt | zypper:kernel-kvmsmall | zypper:kernel-pae | zypper:kernel-lpae | zypper:kernel-vanilla | zypper:kernel-debug)
      REL=${_rel%.*}-${1#kernel-}; REL=${REL%-base} ;;
    apk:linux-lts | apk:linux-virt | apk:linux-edge | apk:linux-stable | apk:linux-hardened | apk:linux-vanilla | apk:linux-rpi | apk:linux-rpi[0-9] | apk:linux-asahi)
      REL=${_rel%-r*}-${_rel##*-r}-${1#linux-} ;;
    pacman:linux) REL=${_rel%.arch*}-arch${_rel##*.arch} ;;
    pacman:linux[0-9]*) REL=$_rel-MANJARO ;;
    pacman:linux-lts | pacman:linux-cachyos) REL=$_rel-${1#linux-} ;;
    pacman:linux-zen | pacman:linux-hardened | pacman:linux-rt | pacman:linux-rt-lts) REL=${_rel%.*}-${_rel##*.}-${1#linux-} ;;
  esac
  case $REL in *-dbg | *-dbgsym) REL= ;; esac
}

# pkg_others KIND SPEC...: sets _others to the names of moves that no SPEC asked for. Where no SPEC's own name moves,
# as when another package provides it, the moves themselves are the change.
pkg_others() {
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
    if [ -z "$_differs" ]; then pkg_move "$_name"; else _others="$_others $_name"; fi
    [ "$_is" = removes ] || pkg_promise "$_name" "$_to"
  done <<END
$MOVES
END
}

# pkg_newest: wants the newest version of OLD; where the index is to be refreshed, that too.
pkg_newest() {
  if [ "$PKG_UPDATE" = yes ] && pkg_stale; then
    want "package index" refreshed "older than ${PKG_MAX_AGE:-3600} s"
  fi
  [ -n "$OLD" ] || return 0
  pkg_preview upgrade $OLD
  [ -n "$_differs$PKG_HOLD" ] || pkg_held_below_newest
  if [ -z "$_differs" ] && pkg_promised_repository; then
    defer "the repository $REPOSITORY may hold newer versions of$OLD" repository "$REPOSITORY"
  fi
}

# pkg_held_below_newest: fails where a hold hides newer versions of OLD from the manager, which then has nothing to do.
pkg_held_below_newest() {
  pkg_held $OLD && [ "$_held" != "  " ] || return 0
  set -- $_held
  PKG_HOLD=no; pkg_simulate upgrade "$@" || :; PKG_HOLD=
  [ -z "$MOVES" ] || cannot "$* is held; hold: false releases it"
}

# pkg_refused VERB SPEC...: the manager would not do it. Ends the task, unless a fresh index is going to help.
pkg_refused() {
  _verb=$1 _why=$REFUSAL; shift
  [ "$_verb" != remove ] || pkg_held_back "$@" || cannot "$PKG_CMD does not remove $*: $_why"
  if [ "$PKG" = apt ] && apt_at_fault; then
    ! pkg_promised_repository || defer "apt refuses, before the repository $REPOSITORY is there: $_why" repository "$REPOSITORY"
    cannot "$PKG_CMD does not $_verb $*: $_why"
  fi
  _lacking=
  for _spec do pkg_lacks "$_spec" && _lacking="$_lacking${_lacking:+, and }$LACKING"; done
  [ -n "$_lacking" ] || pkg_held_back "$@" || cannot "$PKG_CMD does not $_verb $*: $_why"
  if pkg_promised_repository; then
    for _spec do promise package "${_spec%%=*}"; done
    defer "$_lacking, before the repository $REPOSITORY is there" repository "$REPOSITORY"
  fi
  if pkg_must_update; then
    ! promised package_index fresh || defer "an earlier task reads the package index first" package_index fresh
    for _spec do
      pkg_spec "$_spec"; pkg_version "$NAME"
      want "$NAME" "${PIN:-newest available}" "$V"; promise package "$NAME"
    done
    return 0
  fi
  cannot "$_lacking; check the spelling, add its repository with package_repository, or refresh the index with update_cache: true"
}

# pkg_held_back SPEC...: names a hold as the reason, where there is one.
pkg_held_back() {
  [ -z "$PKG_HOLD" ] || return 1
  for _spec do
    pkg_spec "$_spec"
    pkg_held "$NAME" || return 1
    [ "$_held" = "  " ] || cannot "$NAME is held; hold: false releases it"
  done
  return 1
}

# pkg_lacks SPEC: true where the index has no such package or version; sets LACKING.
pkg_lacks() {
  pkg_spec "$1"
  _candidate=$(pkg_candidate "$NAME")
  LACKING="no package \"$NAME\" in the configured repositories of this host"
  case $REFUSAL in *"$NAME is a virtual package"*) cannot "$NAME is a virtual package that several provide; name one of them" ;; esac
  [ -n "$_candidate" ] || { [ "$PKG" != apt ] || apt_negative "$NAME"; return 0; }
  LACKING="no version $PIN of $NAME in the configured repositories of this host (the newest there is $_candidate)"
  [ -n "$PIN" ] && ! pkg_like "$_candidate" "$PIN" && ! "${PKG}_has_version" "$NAME" "$PIN"
}

pkg_promised_repository() {
  case $PROMISES in *"${NL}repository "*) ;; *) return 1 ;; esac
  REPOSITORY=${PROMISES#*"${NL}repository "}; REPOSITORY=${REPOSITORY%%"$NL"*}
}

pkg_must_update() {
  case $PKG_UPDATE in yes) pkg_stale ;; no) return 1 ;; *) "${PKG}_no_index" ;; esac
}

# The index's age: by the traces of apt itself, else by the last refresh of ours.
pkg_stale() {
  ! "${PKG}_no_index" || return 0
  [ "$PKG" = apt ] || set -- /var/lib/drydock/package-index
  [ $# -gt 0 ] || { apt_folders; set -- "$LISTS" "${APT}periodic/update-success-stamp"; }
  [ -z "$(find "$@" -maxdepth 0 -mmin "-$(((${PKG_MAX_AGE:-3600} + 59) / 60))" 2>/dev/null)" ]
}

pkg_stamp() {
  _stamp=/var/lib/drydock/package-index
  [ "$PKG" != apt ] || { apt_folders; _stamp=${APT}periodic/update-success-stamp; }
  put_file "$_stamp" ''
}

pkg_held() { _held=$("${PKG}_held" "$@") && _held=" $(echo $_held) "; }   # NAME...: sets _held to those that are held

want_hold() { # NAME...
  [ -n "$PKG_HOLD" ] || return 0
  pkg_held "$@" || unsupported "holding packages needs the versionlock plugin of $PKG_CMD, which is not installed"
  for _name do
    case $_held in *" $_name "*) want "$_name held" "$PKG_HOLD" yes; [ "$PKG_HOLD" = yes ] || promise released "$_name" ;; *) want "$_name held" "$PKG_HOLD" no ;; esac
  done
}

put_hold() { # NAME...
  case $PKG_HOLD in
    no) pkg_release "$@" ;;
    yes)
      pkg_held "$@"
      for _name do case $_held in *" $_name "*) ;; *) pkg_hold "$_name" ;; esac; done ;;
  esac
}

pkg_release() { # NAME...: takes the hold from those that are held
  pkg_held "$@" || return 0
  for _name do case $_held in *" $_name "*) pkg_unhold "$_name" ;; esac; done
}
