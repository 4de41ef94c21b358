# Packages in one vocabulary, for apt, dnf, yum, zypper, apk and pacman. Call pkg_use first.
# SPEC is NAME or NAME=VERSION. Options are variables; empty means not asked for:
#   PKG_UPDATE      yes: refresh an index older than PKG_MAX_AGE seconds (3600); no: never; empty: where there is none
#   PKG_RECOMMENDS  yes, no: what packages recommend is installed with them
#   PKG_DOWNGRADE   yes: an older version may replace a newer one
#   PKG_HOLD        yes, no: kept at its version, released
# Whole checks and applies:
#   want_packages STATE SPEC...    STATE: present, latest, absent
#   put_packages STATE SPEC...
# For checks; they change nothing, and work on read-only file systems:
#   pkg_installed_version NAME...  prints "NAME VERSION" for every installed one; one query
#   pkg_candidate NAME             prints the version an install would bring, or nothing
#   pkg_simulate VERB SPEC...      VERB: install, upgrade, remove. Sets MOVES, lines "NAME FROM TO" with - for none;
#                                  false: refused, REFUSAL says why
# For applies; a failure is the task's, with the manager's words:
#   pkg_update   pkg_install SPEC...   pkg_upgrade NAME...   pkg_remove NAME...   pkg_hold NAME...   pkg_unhold NAME...

# pkg_use MANAGER: one of facts.package_managers, or auto.
pkg_use() {
  PKG_CMD=$1
  if [ "$PKG_CMD" = auto ]; then
    for PKG_CMD in apt-get dnf yum zypper apk pacman none; do ! have "$PKG_CMD" || break; done
    PKG_CMD=${PKG_CMD%-get}
  fi
  case $PKG_CMD in
    apt) have apt-get || unsupported "apt-get is not on this host" ;;
    dnf | yum | zypper | apk | pacman) have "$PKG_CMD" || unsupported "$PKG_CMD is not on this host" ;;
    *) unsupported "no package manager is on this host; one of apt, dnf, yum, zypper, apk, pacman is needed" ;;
  esac
  PKG=$PKG_CMD; [ "$PKG" != yum ] || PKG=dnf
}

pkg_installed_version() { "${PKG}_installed_version" "$@"; }
pkg_candidate() { "${PKG}_candidate" "$@"; }
pkg_simulate() { MOVES= REFUSAL=; "${PKG}_simulate" "$@"; }
pkg_update() { "${PKG}_update"; pkg_stamp; }
pkg_install() { "${PKG}_install" "$@"; }
pkg_upgrade() { "${PKG}_upgrade" "$@"; }
pkg_remove() { "${PKG}_remove" "$@"; }
pkg_hold() { "${PKG}_hold" "$@"; }
pkg_unhold() { "${PKG}_unhold" "$@"; }

# --- whole checks and applies -----------------------------------------------------------------------------------

want_packages() {
  set -f
  pkg_sort "$@"
  [ -z "$GONE" ] || pkg_preview remove $GONE
  [ -z "$NEW" ] || pkg_preview install $NEW
  [ "$1" != latest ] || pkg_newest
  [ "$1" = absent ] || want_hold $NAMES
}

put_packages() {
  set -f
  "${PKG}_repair"
  pkg_sort "$@"
  if [ -n "$NEW$OLD" ]; then
    ! pkg_must_update || pkg_update
    [ -z "$PKG_HOLD" ] || pkg_release $NAMES
  fi
  [ -z "$GONE" ] || pkg_remove $GONE
  [ -z "$NEW" ] || pkg_install $NEW
  [ -z "$OLD" ] || pkg_upgrade $OLD
  [ "$1" = absent ] || put_hold $NAMES
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
  STATE=$1 NAMES= NEW= OLD= GONE=; shift
  for _spec do pkg_spec "$_spec"; NAMES="$NAMES $NAME"; done
  INSTALLED=$(pkg_installed_version $NAMES)
  for _spec do
    pkg_spec "$_spec"; pkg_version "$NAME" "$PIN"
    if [ "$STATE" = absent ]; then
      ! promised package "$NAME" || defer "an earlier task installs $NAME" package "$NAME"
      [ -z "$V" ] || GONE="$GONE $NAME"
      continue
    fi
    ! promised 'package removed' "$NAME" || defer "an earlier task removes $NAME" 'package removed' "$NAME"
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

# pkg_move NAME: wants every move of NAME.
pkg_move() {
  while read -r _name _from _to; do
    [ "$_name" = "$1" ] || continue
    [ "$_from" != - ] || _from=
    if [ "$_to" = - ]; then want "$1" absent "$_from"; promise 'package removed' "$1"
    else want "$1" "$_to" "$_from"; promise package "$1"; fi
  done <<END
$MOVES
END
}

# pkg_others KIND SPEC...: sets _others to the names of moves that no SPEC asked for. Where no SPEC's own name moves,
# as when another package provides it, the moves themselves are the change.
pkg_others() {
  _others= _which=$1; shift
  _asked=" "; for _spec do _asked="$_asked${_spec%%=*} "; done
  while read -r _name _from _to _down; do
    case "$_asked" in *" $_name "*) continue ;; esac
    case $_from:$_to:$_down in
      ::) continue ;;
      -:*) _is=installs ;;
      *:-:) _is=removes ;;
      *:down) _is=downgrades ;;
      *) _is=upgrades ;;
    esac
    [ "$_is" = "$_which" ] || continue
    if [ -z "$_differs" ]; then pkg_move "$_name"; else _others="$_others $_name"; fi
    [ "$_is" = removes ] || promise package "$_name"
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
  if [ -z "$_differs" ] && pkg_promised_repository; then
    defer "the repository $REPOSITORY may hold newer versions of$OLD" repository "$REPOSITORY"
  fi
}

# pkg_refused VERB SPEC...: the manager would not do it. Ends the task, unless a fresh index is going to help.
pkg_refused() {
  _verb=$1 _why=$REFUSAL; shift
  [ "$_verb" != remove ] || cannot "$PKG_CMD does not remove $*: $_why"
  _lacking=
  for _spec do pkg_lacks "$_spec" && _lacking="$_lacking${_lacking:+, and }$LACKING"; done
  [ -n "$_lacking" ] || cannot "$PKG_CMD does not $_verb $*: $_why"
  if pkg_must_update; then
    for _spec do
      pkg_spec "$_spec"; pkg_version "$NAME"
      want "$NAME" "${PIN:-newest available}" "$V"; promise package "$NAME"
    done
    return 0
  fi
  if pkg_promised_repository; then
    defer "$_lacking, before the repository $REPOSITORY is there" repository "$REPOSITORY"
  fi
  cannot "$_lacking; check the spelling, add its repository with package_repository, or refresh the index with update_cache: true"
}

# pkg_lacks SPEC: true where the index has no such package or version; sets LACKING.
pkg_lacks() {
  pkg_spec "$1"
  _candidate=$(pkg_candidate "$NAME")
  LACKING="no package \"$NAME\" in the configured repositories of this host"
  case $REFUSAL in *"$NAME is a virtual package"*) cannot "$NAME is a virtual package that several provide; name one of them" ;; esac
  [ -n "$_candidate" ] || return 0
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
  mkdir -p "${_stamp%/*}" && : >"$_stamp"
}

want_hold() { # NAME...
  [ -n "$PKG_HOLD" ] || return 0
  _held=" $(echo $("${PKG}_held" "$@")) "
  for _name do
    case $_held in *" $_name "*) want "$_name held" "$PKG_HOLD" yes ;; *) want "$_name held" "$PKG_HOLD" no ;; esac
  done
}

put_hold() { # NAME...
  case $PKG_HOLD in
    no) pkg_release "$@" ;;
    yes)
      _held=" $(echo $("${PKG}_held" "$@")) "
      for _name do case $_held in *" $_name "*) ;; *) pkg_hold "$_name" ;; esac; done ;;
  esac
}

pkg_release() { # NAME...: takes the hold from those that are held
  _held=" $(echo $("${PKG}_held" "$@")) "
  for _name do case $_held in *" $_name "*) pkg_unhold "$_name" ;; esac; done
}

# pkg_run COMMAND...: waits up to 5 minutes while another has the manager's lock. What it starts gets no event stream.
pkg_run() {
  _tries=60
  until "$@" >"$D/pkg.out" 2>"$D/pkg.err" </dev/null 3>&-; do
    _tries=$((_tries - 1))
    grep -qi 'could not get lock\|unable to lock\|is locked by\|failed to obtain.*lock' "$D/pkg.err" "$D/pkg.out" &&
      [ "$_tries" -gt 0 ] && sleep 5 && continue
    cat "$D/pkg.out"; cat "$D/pkg.err" >&2
    pkg_reason; cannot "$1 failed: $REFUSAL"
  done
  cat "$D/pkg.out"; cat "$D/pkg.err" >&2
}

# pkg_reason: sets REFUSAL to the last lines the manager wrote as errors, else to its last lines.
pkg_reason() {
  REFUSAL=$(grep '^E: \|^Error\|^ERROR\|^error: ' "$D/pkg.err" | tail -n 5)
  [ -n "$REFUSAL" ] || REFUSAL=$(tail -n 5 "$D/pkg.err")
  [ -n "$REFUSAL" ] || REFUSAL=$(tail -n 5 "$D/pkg.out")
}

# pkg_dry COMMAND...: a simulation; its output is left in $D/pkg.out.
pkg_dry() { "$@" >"$D/pkg.out" 2>"$D/pkg.err" </dev/null 3>&- || { pkg_reason; return 1; }; }

# --- apt --------------------------------------------------------------------------------------------------------

apt_installed_version() {
  dpkg-query -W -f '${db:Status-Abbrev} ${Package}:${Architecture} ${Version}\n' "$@" 2>/dev/null |
  while read -r _status _package _version; do
    case $_status in [a-z][itW]) ;; *) continue ;; esac
    echo "${_package%:*} $_version"
    case " $* " in *" $_package "*) echo "$_package $_version" ;; esac
  done
}

apt_provided() {
  dpkg-query -W -f '${db:Status-Abbrev} , ${Provides},\n' 2>/dev/null | grep '^[a-z][itW]' | grep -qF -e ", $1," -e ", $1 ("
}

apt_candidate() {
  apt-cache policy "$1" 2>/dev/null | while read -r _key _value; do
    [ "$_key" != Candidate: ] || [ "$_value" = '(none)' ] || echo "$_value"
  done
}

apt_has_version() { # NAME PIN
  apt-cache madison "$1" 2>/dev/null | (
    while read -r _ _ _version _; do ! pkg_like "$_version" "$2" || exit 0; done
    exit 1
  )
}

# apt_words VERB SPEC...: sets WORDS, the command and options that simulation and change have in common.
apt_words() {
  WORDS='-q -y' _verb=$1
  [ "$PKG_RECOMMENDS" != yes ] || WORDS="$WORDS -o APT::Install-Recommends=true"
  [ "$PKG_RECOMMENDS" != no ] || WORDS="$WORDS -o APT::Install-Recommends=false"
  [ "$PKG_DOWNGRADE" != yes ] || WORDS="$WORDS --allow-downgrades"
  [ -z "$PKG_HOLD" ] || WORDS="$WORDS --allow-change-held-packages"
  case $1 in upgrade) WORDS="$WORDS --only-upgrade install" ;; *) WORDS="$WORDS $1" ;; esac
}

apt_simulate() {
  apt_words "$1"; shift
  pkg_dry apt-get -s $WORDS -- "$@" || {
    ! grep -q 'is a virtual package' "$D/pkg.out" || REFUSAL=$(grep 'is a virtual package' "$D/pkg.out")
    return 1
  }
  while read -r _word _name _a _b _; do
    case $_word:$_a in
      Inst:\[*) _a=${_a#?}; MOVES="$MOVES$_name ${_a%]} ${_b#?}$NL" ;;
      Inst:*) MOVES="$MOVES$_name - ${_a#?}$NL" ;;
      Remv:*) _a=${_a#?}; MOVES="$MOVES$_name ${_a%]} -$NL" ;;
      Conf:*) case "$NL$MOVES" in *"$NL$_name "*) ;; *) MOVES="$MOVES$_name - ${_a#?}$NL" ;; esac ;;
    esac
  done <"$D/pkg.out"
}

# Configuration files that were changed on the host stay as they are; nothing asks; policy-rc.d is respected.
apt_run() {
  export DEBIAN_FRONTEND=noninteractive DEBCONF_NONINTERACTIVE_SEEN=true APT_LISTCHANGES_FRONTEND=none UCF_FORCE_CONFFOLD=1
  export NEEDRESTART_MODE=l NEEDRESTART_SUSPEND=1
  pkg_run apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

apt_folders() { # sets APT and LISTS, with a slash at the end
  eval "$(apt-config shell APT Dir::State/d LISTS Dir::State::lists/d)"
}

apt_no_index() {
  apt_folders
  ! ls "$LISTS" 2>/dev/null | grep -q '_Packages'
}

apt_update() { apt_run -q update; }
apt_install() { apt_words install; apt_run $WORDS -- "$@"; }
apt_upgrade() { apt_words upgrade; apt_run $WORDS -- "$@"; }
apt_remove() { apt_words remove; apt_run $WORDS -- "$@"; }
apt_hold() { pkg_run apt-mark hold "$@"; }
apt_unhold() { pkg_run apt-mark unhold "$@"; }

apt_held() {
  dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null |
  while read -r _status _package; do case $_status in h*) echo "$_package" ;; esac; done
}

# An installation that was cut off is finished first.
apt_repair() {
  [ -n "$(dpkg --audit 2>&1; ls /var/lib/dpkg/updates 2>/dev/null)" ] || return 0
  export DEBIAN_FRONTEND=noninteractive
  pkg_run dpkg --force-confdef --force-confold --configure -a
}

# --- dnf and yum ------------------------------------------------------------------------------------------------

dnf_installed_version() {
  rpm -q --qf '%{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n' "$@" 2>/dev/null |
  while read -r _name _version _more; do [ -n "$_more" ] || echo "$_name $_version"; done
}

dnf_provided() { rpm -q --whatprovides "$1" >/dev/null 2>&1; }

dnf_candidate() {
  dnf_dry -q list "$1" 2>/dev/null
  while read -r _name _version _from; do
    case $_name in "$1".*) _candidate=$_version ;; esac
  done <"$D/pkg.out"
  echo "$_candidate"
}

dnf_has_version() { # NAME PIN
  dnf_dry -q list --showduplicates "$1" || return 1
  while read -r _name _version _; do
    case $_name in "$1".*) ! pkg_like "$_version" "$2" || return 0 ;; esac
  done <"$D/pkg.out"
  return 1
}

# dnf_dry WORD...: runs it where no file system can be written, on links to the metadata that is there; if that does not
# do, with what the repositories say now.
dnf_dry() {
  [ -d "$D/dnf" ] || {
    mkdir -p "$D/dnf/cache" "$D/dnf/state"
    ! [ -d /var/cache/libdnf5 ] || cp -rs /var/cache/libdnf5/. "$D/dnf/cache" 2>/dev/null || :
    ! [ -d /var/cache/dnf ] || cp -rs /var/cache/dnf/. "$D/dnf/cache" 2>/dev/null || :
    ! [ -d /var/lib/dnf ] || cp -r /var/lib/dnf/. "$D/dnf/state" 2>/dev/null || :
  }
  dnf_try -C "$@" || dnf_try "$@"
}

dnf_try() {
  _places="--setopt=cachedir=$D/dnf/cache --setopt=persistdir=$D/dnf/state --setopt=logdir=$D/dnf"
  [ "$PKG_CMD" = dnf ] || _places=
  pkg_dry "$PKG_CMD" $_places "$@" && return 0
  grep -q 'Operation aborted\|Exiting on user command\|Is this ok' "$D/pkg.out" "$D/pkg.err"
}

# dnf_words VERB: as apt_words.
dnf_words() {
  WORDS=
  [ "$PKG_RECOMMENDS" != yes ] || WORDS="$WORDS --setopt=install_weak_deps=True"
  [ "$PKG_RECOMMENDS" != no ] || WORDS="$WORDS --setopt=install_weak_deps=False"
  [ -z "$PKG_HOLD" ] || WORDS="$WORDS --disableplugin=versionlock"
  WORDS="$WORDS $1"
}

dnf_specs() { # SPEC...: sets SPECS, in the manager's own form
  SPECS=
  for _spec do pkg_spec "$_spec"; SPECS="$SPECS $NAME${PIN:+-$PIN}"; done
}

# The table of the transaction is cut into lines at 80 columns, so a row is complete when it has its six words.
dnf_simulate() {
  dnf_words "$1"; shift
  dnf_specs "$@"
  dnf_dry --assumeno $WORDS $SPECS || return 1
  _section= _row=
  while IFS= read -r _line; do
    case $_line in
      'Transaction Summary'* | '') _section= ;;
      [A-Z]*:) _section=$_line ;;
      ' '*) [ -z "$_section" ] || { _row="$_row $_line"; dnf_row $_row; } ;;
    esac
  done <"$D/pkg.out"
  [ "$PKG_DOWNGRADE" = yes ] || dnf_no_downgrade
}

dnf_row() { # NAME ARCH VERSION REPOSITORY SIZE [UNIT], once complete
  [ $# -ge 5 ] || return 0
  _row=
  [ "$1" != replacing ] || return 0
  _from=$(dnf_installed_version "$1") || _from=
  _from=${_from##* }
  case $_section in
    Removing* | Erasing*) MOVES="$MOVES$1 ${_from:-$3} -$NL" ;;
    Downgrading*) MOVES="$MOVES$1 ${_from:--} $3 down$NL" ;;
    Upgrading* | Updating*) MOVES="$MOVES$1 ${_from:--} $3$NL" ;;
    Installing* | Reinstalling*) MOVES="$MOVES$1 - $3$NL" ;;
  esac
}

dnf_no_downgrade() {
  while read -r _name _from _to _down; do
    [ -z "$_down" ] || { REFUSAL="$_name would go back from $_from to $_to; allow_downgrade: true allows it"; return 1; }
  done <<END
$MOVES
END
}

dnf_no_index() { return 1; }   # fetches what is missing or has expired by itself
dnf_repair() { :; }
dnf_update() { pkg_run "$PKG_CMD" -q makecache; }

dnf_run() {
  _refresh=; [ "$PKG_UPDATE:$PKG_CMD" != yes:dnf ] || _refresh=--refresh
  pkg_run "$PKG_CMD" -y $_refresh "$@"
}

dnf_install() { dnf_specs "$@"; dnf_words install; dnf_run $WORDS $SPECS; }
dnf_upgrade() { dnf_specs "$@"; dnf_words upgrade; dnf_run $WORDS $SPECS; }
dnf_remove() { dnf_words remove; pkg_run "$PKG_CMD" -y $WORDS "$@"; }
dnf_hold() { pkg_run "$PKG_CMD" -y versionlock add "$@"; }

dnf_unhold() {
  [ "$PKG_CMD" = dnf ] || { for _one do pkg_run yum -y versionlock delete "*:$_one-[0-9]*"; done; return 0; }
  pkg_run dnf -y versionlock delete "$@"
}

dnf_held() {
  dnf_dry -q versionlock list || unsupported "holding packages needs the versionlock plugin of $PKG_CMD, which is not installed"
  while read -r _line; do
    for _one do
      case $_line in "$_one"-[0-9]*:* | [0-9]*:"$_one"-[0-9]* | "Package name: $_one") echo "$_one" ;; esac
    done
  done <"$D/pkg.out"
}

# --- zypper -----------------------------------------------------------------------------------------------------

zypper_installed_version() { dnf_installed_version "$@"; }
zypper_provided() { dnf_provided "$@"; }

zypper_candidate() {
  zypper -n --no-refresh info "$1" 2>/dev/null | while read -r _key _colon _value; do
    [ "$_key$_colon" != Version: ] || echo "$_value"
  done
}

zypper_has_version() { # NAME PIN
  zypper -n --no-refresh search -s --match-exact -t package "$1" 2>/dev/null | grep -q "| $2 *|\|| $2-[^ ]* *|"
}

zypper_words() {
  WORDS=; case $1 in upgrade) set -- update ;; esac
  [ "$1" = remove ] || [ "$PKG_RECOMMENDS" != no ] || WORDS=--no-recommends
  [ "$1" = remove ] || [ "$PKG_RECOMMENDS" != yes ] || WORDS=--recommends
  [ "$1:$PKG_DOWNGRADE" != install:yes ] || WORDS="$WORDS --oldpackage"
  WORDS="$1 $WORDS"
}

zypper_simulate() {
  zypper_words "$1"; shift
  pkg_dry zypper -x -n --no-refresh $WORDS --dry-run "$@" || { zypper_reason; return 1; }
  _section=
  while read -r _line; do
    case $_line in
      '<to-'*) _section=${_line#<to-}; _section=${_section%%>*} ;;
      '<solvable type="package"'*) zypper_row "$_line" ;;
    esac
  done <"$D/pkg.out"
  [ "$PKG_DOWNGRADE" = yes ] || dnf_no_downgrade
}

zypper_row() { # XML
  _name=${1#* name=\"}; _name=${_name%%\"*}
  _to=${1#* edition=\"}; _to=${_to%%\"*}
  _from=-; case $1 in *' edition-old="'*) _from=${1#* edition-old=\"}; _from=${_from%%\"*} ;; esac
  case $_section in
    remove*) MOVES="$MOVES$_name $_to -$NL" ;;
    downgrade*) MOVES="$MOVES$_name $_from $_to down$NL" ;;
    *) MOVES="$MOVES$_name $_from $_to$NL" ;;
  esac
}

zypper_reason() {
  _text=$(grep '<message type="error">' "$D/pkg.out" | sed "s/<[^>]*>//g; s/&apos;/'/g; s/&quot;/\"/g; s/&amp;/\\&/g")
  [ -z "$_text" ] || REFUSAL=$_text
}

zypper_no_index() { ! ls -d /var/cache/zypp/solv/[!@]* >/dev/null 2>&1; }
zypper_repair() { :; }
zypper_run() { export ZYPP_LOCK_TIMEOUT=300; pkg_run zypper -n "$@"; }
zypper_update() { zypper_run refresh; }
zypper_install() { zypper_words install; zypper_run $WORDS "$@"; }
zypper_upgrade() { zypper_words upgrade; zypper_run $WORDS "$@"; }
zypper_remove() { zypper_words remove; zypper_run $WORDS "$@"; }
zypper_hold() { zypper_run addlock "$@"; }
zypper_unhold() { zypper_run removelock "$@"; }

zypper_held() {
  zypper -n locks 2>/dev/null | while read -r _ _ _name _; do
    for _one do [ "$_one" != "$_name" ] || echo "$_one"; done
  done
}

# --- apk --------------------------------------------------------------------------------------------------------

apk_installed_version() {
  apk info -e -v "$@" 2>/dev/null | while read -r _line; do
    for _one do
      _version=${_line#"$_one"-}
      case $_version in "$_line" | [!0-9]* | *-*-*) ;; *) echo "$_one $_version"; break ;; esac
    done
  done
}

apk_provided() { apk info -e "$1" >/dev/null 2>&1; }

apk_candidate() {
  apk search -e "$1" 2>/dev/null | while read -r _line; do
    case $_line in "$1"-[0-9]*) echo "${_line#"$1"-}" ;; esac
  done | tail -n 1
}

apk_has_version() { apk policy "$1" 2>/dev/null | grep -q "^  *$2:"; }

# A pin that ends in * asks apk for any version that starts so.
apk_specs() {
  SPECS=
  for _spec do
    pkg_spec "$_spec"
    case $PIN in
      '') SPECS="$SPECS $NAME" ;;
      *'*') _pin=${PIN%'*'}; SPECS="$SPECS $NAME=~${_pin%.}" ;;
      *) SPECS="$SPECS $NAME=$PIN" ;;
    esac
  done
}

apk_words() { case $1 in install) WORDS=add ;; upgrade) WORDS='add -u' ;; remove) WORDS=del ;; esac; }

apk_simulate() {
  apk_words "$1"; shift
  apk_specs "$@"
  pkg_dry apk $WORDS -s $SPECS || return 1
  while read -r _count _word _name _a _b _c _; do
    case $_count in \(*) ;; *) continue ;; esac
    _a=${_a#\(}
    case $_word in
      Installing) MOVES="$MOVES$_name - ${_a%\)}$NL" ;;
      Purging) MOVES="$MOVES$_name ${_a%\)} -$NL" ;;
      Upgrading | Replacing | Reinstalling) MOVES="$MOVES$_name $_a ${_c%\)}$NL" ;;
      Downgrading) MOVES="$MOVES$_name $_a ${_c%\)} down$NL" ;;
    esac
  done <"$D/pkg.out"
  [ "$PKG_DOWNGRADE" = yes ] || dnf_no_downgrade
}

apk_no_index() { ! ls /var/cache/apk /etc/apk/cache 2>/dev/null | grep -q '^APKINDEX'; }
apk_repair() { :; }
apk_run() { pkg_run apk --no-progress "$@"; }
apk_update() { apk_run update; }
apk_install() { apk_specs "$@"; apk_run add $SPECS; }
apk_upgrade() { apk_run add -u "$@"; }
apk_remove() { apk_run del "$@"; }

# apk keeps a version that its list of wanted packages names.
apk_hold() {
  for _one do
    INSTALLED=$(apk_installed_version "$_one"); pkg_version "$_one"
    apk_run add "$_one=$V"
  done
}
apk_unhold() { apk_run add "$@"; }
apk_held() { for _one do ! apk info -e "$_one=~0" >/dev/null; ! grep -q "^$_one=[0-9]" /etc/apk/world 2>/dev/null || echo "$_one"; done; }

# --- pacman -----------------------------------------------------------------------------------------------------

pacman_installed_version() {
  pacman -Q "$@" 2>/dev/null | while read -r _name _version; do
    case " $* " in *" $_name "*) echo "$_name $_version" ;; esac
  done
}

pacman_provided() { pacman -Q "$1" >/dev/null 2>&1; }

pacman_candidate() {
  pacman -Si "$1" 2>/dev/null | while read -r _key _colon _value; do
    [ "$_key$_colon" != Version: ] || echo "$_value"
  done | head -n 1
}

pacman_has_version() { return 1; }   # repositories hold one version of a package

pacman_simulate() {
  if [ "$1" = remove ]; then _how=-Rp; else _how='-Sp --needed'; fi
  _verb=$1; shift
  pkg_dry pacman $_how --print-format '%n %v' "$@" || return 1
  while read -r _name _version; do
    _from=$(pacman_installed_version "$_name"); _from=${_from##* }
    if [ "$_verb" = remove ]; then MOVES="$MOVES$_name $_version -$NL"
    else MOVES="$MOVES$_name ${_from:--} $_version$(pacman_direction "$_from" "$_version")$NL"; fi
  done <"$D/pkg.out"
  [ "$PKG_DOWNGRADE" = yes ] || dnf_no_downgrade
}

pacman_direction() { # FROM TO
  [ -n "$1" ] && have vercmp && [ "$(vercmp "$1" "$2")" -gt 0 ] && echo ' down'
}

pacman_no_index() { ! ls /var/lib/pacman/sync 2>/dev/null | grep -q '\.db$'; }
pacman_repair() { :; }
pacman_run() { pkg_run pacman --noconfirm --noprogressbar "$@"; }
pacman_update() { pacman_run -Sy; }
pacman_install() { pacman_run -S --needed "$@"; }
pacman_upgrade() { pacman_run -S --needed "$@"; }
pacman_remove() { pacman_run -R "$@"; }

pacman_held() {
  while IFS='= ' read -r _key _value; do
    [ "$_key" = IgnorePkg ] || continue
    for _one do case " $_value " in *" $_one "*) echo "$_one" ;; esac; done
  done </etc/pacman.conf
}

pacman_hold() {
  _text=$(cat /etc/pacman.conf && echo .)
  case $_text in '[options]'* | *"$NL[options]"*) ;; *) cannot "/etc/pacman.conf has no section [options]" ;; esac
  _text=${_text%.}
  put_file /etc/pacman.conf "${_text%%"[options]$NL"*}[options]${NL}IgnorePkg = $*$NL${_text#*"[options]$NL"}"
}

pacman_unhold() {
  _text=
  while IFS= read -r _line || [ -n "$_line" ]; do
    case $_line in IgnorePkg*) pacman_without "$_line" "$@"; [ -n "$_line" ] || continue ;; esac
    _text=$_text$_line$NL
  done </etc/pacman.conf
  put_file /etc/pacman.conf "$_text"
}

pacman_without() { # LINE NAME...: sets _line, empty when nothing is left
  _kept= _old=${1#*=}; shift
  for _word in $_old; do case " $* " in *" $_word "*) ;; *) _kept="$_kept $_word" ;; esac; done
  _line=${_kept:+IgnorePkg =$_kept}
}
