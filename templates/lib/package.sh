# prefix: pkg
# The words that all package managers have in common: apt, dnf, yum, zypper, apk and pacman. packages.sh says which one is used, and
# has the whole checks and applies; a module package_MANAGER.sh does what is called here, as MANAGER_WORD.
# SPEC is NAME or NAME=VERSION. Options are variables; empty means not asked for:
#   PKG_UPDATE      yes: refresh an index older than PKG_MAX_AGE seconds (3600); no: never; empty: where there is none
#   PKG_RECOMMENDS  yes, no: what packages recommend is installed with them
#   PKG_DOWNGRADE   yes: an older version may replace a newer one
#   PKG_HOLD        yes, no: kept at its version, released
#   PKG_REPLACE     yes: what an installation conflicts with is removed with it (apt, dnf and zypper)
#   PKG_EXCLUDE     names that are left as they are where all are upgraded (apt, dnf, yum, pacman), and by dnf and yum elsewhere
#   PKG_REPOS       options of dnf and yum that enable and disable repositories
#   PKG_PURGE       yes: the configuration of what is removed goes, too (apt)
#   PKG_AUTOREMOVE  yes: with what is removed goes what was installed for it alone
#   PKG_GONE        names that make place: a simulation goes as if they were removed, and apt removes them in the same transaction
# For checks; they change nothing, and work on read-only file systems:
#   pkg_installed_version NAME...  prints "NAME VERSION" for every installed one; one query
#   pkg_candidate NAME             prints the version an install would bring, or nothing
#   pkg_simulate VERB SPEC...      VERB: install, upgrade, remove; and without SPEC safe, full (all are upgraded, full: others may be removed for that)
#                                  and autoremove (what nothing needs any more). Sets PKG_MOVES, lines "NAME FROM TO" with - for none;
#                                  false: refused, PKG_REFUSAL says why
# For applies; a failure is the task's, with the manager's words:
#   pkg_install SPEC...   pkg_upgrade NAME...   pkg_remove NAME...   pkg_hold NAME...   pkg_unhold NAME...
#   pkg_upgrade_all safe|full   pkg_autoremove
#   pkg_fetch SPEC...   as pkg_install, and ends before anything is changed

pkg_installed_version() { "${PKG}_installed_version" "$@"; }
pkg_candidate() { "${PKG}_candidate" "$@"; }
pkg_simulate() { PKG_MOVES= PKG_REFUSAL=; "${PKG}_simulate" "$@"; }
pkg_install() { "${PKG}_install" "$@"; }
pkg_fetch() { "${PKG}_fetch" "$@"; }
pkg_upgrade() { "${PKG}_upgrade" "$@"; }
pkg_remove() { "${PKG}_remove" "$@"; }
pkg_upgrade_all() { "${PKG}_upgrade_all" "$@"; }
pkg_autoremove() { "${PKG}_autoremove"; }
pkg_hold() { "${PKG}_hold" "$@"; }
pkg_unhold() { "${PKG}_unhold" "$@"; }

# pkg_run COMMAND...: waits while another has the manager's lock, at most PKG_WAIT seconds for all commands of the task
# together. What it starts gets no event stream.
pkg_run() { pkg_try "$@" || cannot "$1 failed: $PKG_REFUSAL"; }

pkg_try() { # COMMAND...: as pkg_run; false: it failed, PKG_REFUSAL says why
  until "$@" >"$WORK/pkg.out" 2>"$WORK/pkg.err" </dev/null 3>&-; do
    if pkg_locked; then pkg_wait && continue; else pkg_reason; fi
    cat "$WORK/pkg.out"; cat "$WORK/pkg.err" >&2
    return 1
  done
  cat "$WORK/pkg.out"; cat "$WORK/pkg.err" >&2
}

# pkg_locked: the command that failed says that another has a lock; sets PKG_HOLDER to who that is, as far as it is known.
pkg_locked() {
  _lock='could not get lock|unable to (lock|acquire)|locked by|could not lock|database is locked|transaction lock|existing lock|failed to (obtain|acquire|get).*lock'
  _said=$(cat "$WORK/pkg.err" "$WORK/pkg.out" | grep -Ei "$_lock" | grep -Evi 'are you root|denied|read-only') || return 1
  _pid=$(printf '%s\n' "$_said" | sed -En 's/.*(process|[Pp][Ii][Dd]|locked by) ([0-9]+).*/\2/p' | head -n 1)
  PKG_HOLDER="another process"
  if [ -n "$_pid" ]; then pkg_named "$_pid"; else pkg_has_lock $("${PKG}_locks") || :; fi
}

pkg_named() { PKG_HOLDER="process $1"; [ ! -r "/proc/$1/comm" ] || PKG_HOLDER="$PKG_HOLDER ($(cat "/proc/$1/comm"))"; } # PID: sets PKG_HOLDER

# pkg_has_lock FILE...: a process has a lock on one of these; sets PKG_HOLDER.
pkg_has_lock() {
  for _file do
    _inode=$(stat -L -c %i -- "$_file" 2>/dev/null) || continue
    while read -r _ _kind _ _ _pid _id _; do
      case $_kind:$_id in '->:'*) continue ;; *:"$_inode") ;; *) continue ;; esac
      case $(ls -l "/proc/$_pid/fd" 2>/dev/null) in *"/${_file##*/}"*) pkg_named "$_pid"; return 0 ;; esac
    done <<END
$(cat /proc/locks 2>/dev/null)
END
  done
  return 1
}

# pkg_free FILE...: waits until no process has a lock on one of these, for what would change, or wait for ever, meanwhile.
pkg_free() { while pkg_has_lock "$@"; do pkg_wait || cannot "$PKG_CMD is not free: $PKG_REFUSAL"; done; }

# pkg_wait: false, and PKG_REFUSAL says why, when the time is over.
pkg_wait() {
  read -r _now _ </proc/uptime
  _now=${_now%%.*}
  : "${PKG_DEADLINE:=$((_now + PKG_WAIT))}"
  [ "$_now" -ge "$PKG_DEADLINE" ] || { sleep 2; return 0; }
  PKG_REFUSAL="its lock is held by $PKG_HOLDER; it was waited for $PKG_WAIT s"
  [ "$PKG" != pacman ] || [ "$PKG_HOLDER" != "another process" ] ||
    PKG_REFUSAL="$PKG_REFUSAL (when no pacman runs, /var/lib/pacman/db.lck is a leftover: remove it)"
  return 1
}

# pkg_reason: sets PKG_REFUSAL to the last lines the manager wrote as errors, else to its last lines.
pkg_reason() {
  PKG_REFUSAL=$(grep '^E: \|^Error\|^ERROR\|^error: ' "$WORK/pkg.err" | tail -n 5)
  [ "$PKG_REFUSAL" != "Error: " ] || PKG_REFUSAL=$(sed -n "/^Error: /,\$p" "$WORK/pkg.err" | head -n 5)   # dnf: the reasons follow
  [ -n "$PKG_REFUSAL" ] || PKG_REFUSAL=$(tail -n 5 "$WORK/pkg.err")
  [ -n "$PKG_REFUSAL" ] || PKG_REFUSAL=$(tail -n 5 "$WORK/pkg.out")
}

# pkg_dry COMMAND...: a simulation; its output is left in $WORK/pkg.out.
pkg_dry() { "$@" >"$WORK/pkg.out" 2>"$WORK/pkg.err" </dev/null 3>&- || { pkg_reason; return 1; }; }

# --- what is asked for and what is there --------------------------------------------------------------------------

# pkg_spec SPEC: sets PKG_NAME and PKG_PIN. A PIN may hold *.
pkg_spec() {
  PKG_NAME=${1%%=*} PKG_PIN=
  case $1 in *=*) PKG_PIN=${1#*=}; [ -n "$PKG_PIN" ] || cannot "\"$1\" names no version after the =" ;; esac
  case $PKG_NAME in '' | [!A-Za-z0-9_/]* | *- | *[!A-Za-z0-9.+_:~/\(\)-]*) cannot "\"$PKG_NAME\" is not the name of a package" ;; esac
  case $PKG_PIN in -* | *[!A-Za-z0-9.+_:~^*-]*) cannot "\"$PKG_PIN\" is not a version of a package" ;; esac
}

# pkg_version NAME [PIN]: sets PKG_VERSION to its installed version; of several the one that is like PIN, else the last.
pkg_version() {
  PKG_VERSION=
  while read -r _name _version; do
    [ "$_name" = "$1" ] || continue
    PKG_VERSION=$_version
    [ -z "${2:-}" ] || ! pkg_like "$PKG_VERSION" "$2" || return 0
  done <<END
$PKG_INSTALLED
END
}

# pkg_like VERSION PIN: for rpm the pin may leave out the epoch and the release.
# shellcheck disable=SC2254
pkg_like() {
  [ -n "$1" ] || return 1
  case $1 in $2) return 0 ;; esac
  case $PKG in dnf | zypper) ;; *) return 1 ;; esac
  _pin=${2#0:} _like=$1
  case $_pin in *:*) ;; *) _like=${_like#*:} ;; esac
  case $_like in $_pin | $_pin-*) return 0 ;; esac
  return 1
}

pkg_exists() { # SPEC
  pkg_has "$1" && return 0
  pkg_spec "$1"; _candidate=$(pkg_candidate "$PKG_NAME")
  [ -n "$_candidate" ] || return 1
  [ -z "$PKG_PIN" ] || pkg_like "$_candidate" "$PKG_PIN" || "${PKG}_has_version" "$PKG_NAME" "$PKG_PIN"
}

pkg_has() { # SPEC
  pkg_spec "$1"; PKG_INSTALLED=$(pkg_installed_version "$PKG_NAME"); pkg_version "$PKG_NAME" "$PKG_PIN"
  [ -n "$PKG_VERSION" ] && { [ -z "$PKG_PIN" ] || pkg_like "$PKG_VERSION" "$PKG_PIN"; }
}

# pkg_suppose VERB SPEC...: sets PKG_MOVES to what is asked for, where the manager cannot simulate it. False: it has no such package.
pkg_suppose() {
  _verb=$1; shift
  for _spec do
    pkg_spec "$_spec"; PKG_INSTALLED=$(pkg_installed_version "$PKG_NAME"); pkg_version "$PKG_NAME"
    [ "$_verb" != remove ] || { PKG_MOVES="$PKG_MOVES$PKG_NAME $PKG_VERSION -$NL"; continue; }
    _newest=$(pkg_candidate "$PKG_NAME"); [ -n "$_newest" ] || return 1
    [ "${PKG_PIN:=$_newest}" = "$PKG_VERSION" ] || PKG_MOVES="$PKG_MOVES$PKG_NAME ${PKG_VERSION:--} $PKG_PIN$NL"
  done
}

# pkg_no_downgrade: false, and PKG_REFUSAL says why, where a move of PKG_MOVES goes back.
pkg_no_downgrade() {
  while read -r _name _from _to _down; do
    [ -z "$_down" ] || { PKG_REFUSAL="$_name would go back from $_from to $_to; allow_downgrade: true allows it"; return 1; }
  done <<END
$PKG_MOVES
END
}

pkg_held() { _held=$("${PKG}_held" "$@") && _held=" $(echo $_held) "; }   # NAME...: sets _held to those that are held

pkg_promised_repository() {
  case $PROMISES in *"${NL}repository "*) ;; *) return 1 ;; esac
  PKG_REPOSITORY=${PROMISES#*"${NL}repository "}; PKG_REPOSITORY=${PKG_REPOSITORY%%"$NL"*}
}

# pkg_kernel NAME VERSION: sets PKG_KERNEL to the release, as uname -r prints it, of the kernel that this package itself holds;
# empty for other packages, and for one that only depends on a kernel.
pkg_kernel() {
  PKG_KERNEL= _rel=${2#*:}
  case $PKG:$1 in
    apt:linux-image-unsigned-[0-9]*) PKG_KERNEL=${1#linux-image-unsigned-} ;;
    apt:linux-image-[0-9]*) PKG_KERNEL=${1#linux-image-} ;;
    apt:proxmox-kernel-[0-9]*-pve | apt:proxmox-kernel-[0-9]*-pve-signed | apt:pve-kernel-[0-9]*-pve)
      PKG_KERNEL=${1#*-kernel-}; PKG_KERNEL=${PKG_KERNEL%-signed} ;;
    dnf:kernel | dnf:kernel-core | dnf:kernel-uek | dnf:kernel-uek-core | dnf:kernel-lt | dnf:kernel-ml | dnf:kernel[0-9]*.[0-9] | dnf:kernel[0-9]*.[0-9][0-9])
      PKG_KERNEL=$_rel.$(uname -m) ;;
    dnf:kernel-rt | dnf:kernel-64k | dnf:kernel-16k | dnf:kernel-rt-64k | dnf:kernel-rt-core | dnf:kernel-64k-core | dnf:kernel-16k-core | dnf:kernel-rt-64k-core)
      PKG_KERNEL=${1#kernel-}; PKG_KERNEL=$_rel.$(uname -m)+${PKG_KERNEL%-core}
      case $_rel in *.rt[0-9]*) PKG_KERNEL=${PKG_KERNEL%+*} ;; esac ;;   # of RHEL 7 and 8
    zypper:kernel-default | zypper:kernel-default-base | zypper:kernel-azure | zypper:kernel-longterm | zypper:kernel-rt | zypper:kernel-64kb | \
      zypper:kernel-preempt | zypper:kernel-kvmsmall | zypper:kernel-pae | zypper:kernel-lpae | zypper:kernel-vanilla | zypper:kernel-debug)
      PKG_KERNEL=${_rel%.*}-${1#kernel-}; PKG_KERNEL=${PKG_KERNEL%-base} ;;
    apk:linux-lts | apk:linux-virt | apk:linux-edge | apk:linux-stable | apk:linux-hardened | apk:linux-vanilla | apk:linux-rpi | apk:linux-rpi[0-9] | apk:linux-asahi)
      PKG_KERNEL=${_rel%-r*}-${_rel##*-r}-${1#linux-} ;;
    pacman:linux) PKG_KERNEL=${_rel%.arch*}-arch${_rel##*.arch} ;;
    pacman:linux[0-9]*) PKG_KERNEL=$_rel-MANJARO ;;
    pacman:linux-lts | pacman:linux-cachyos) PKG_KERNEL=$_rel-${1#linux-} ;;
    pacman:linux-zen | pacman:linux-hardened | pacman:linux-rt | pacman:linux-rt-lts) PKG_KERNEL=${_rel%.*}-${_rel##*.}-${1#linux-} ;;
  esac
  case $PKG_KERNEL in *-dbg | *-dbgsym) PKG_KERNEL= ;; esac
}
