# Packages in one vocabulary, for apt, dnf, yum, zypper, apk and pacman. Call pkg_use first, then set options. Needs the
# libraries package_tasks, package_apt, package_dnf, package_zypper, package_apk and package_pacman too.
# SPEC is NAME or NAME=VERSION. Options are variables; empty means not asked for:
#   PKG_UPDATE      yes: refresh an index older than PKG_MAX_AGE seconds (3600); no: never; empty: where there is none
#   PKG_RECOMMENDS  yes, no: what packages recommend is installed with them
#   PKG_DOWNGRADE   yes: an older version may replace a newer one
#   PKG_HOLD        yes, no: kept at its version, released
#   PKG_REPLACE     yes: what an installation conflicts with is removed with it (apt, dnf and zypper)
#   PKG_GONE        names that make place: a simulation goes as if they were removed, and apt removes them in the same transaction
# Whole checks and applies:
#   want_packages STATE SPEC...    STATE: present, latest, absent
#   put_packages STATE SPEC...
#   fetch_packages STATE SPEC...   what put_packages would install is on the host then; nothing else has changed
# For checks; they change nothing, and work on read-only file systems:
#   pkg_installed_version NAME...  prints "NAME VERSION" for every installed one; one query
#   pkg_candidate NAME             prints the version an install would bring, or nothing
#   pkg_simulate VERB SPEC...      VERB: install, upgrade, remove. Sets MOVES, lines "NAME FROM TO" with - for none;
#                                  false: refused, REFUSAL says why
# For applies; a failure is the task's, with the manager's words:
#   pkg_update   pkg_install SPEC...   pkg_upgrade NAME...   pkg_remove NAME...   pkg_hold NAME...   pkg_unhold NAME...
#   pkg_fetch SPEC...   as pkg_install, and ends before anything is changed

# Where packages come by other means (images, snapshots, a read-only /usr) what would change is unsupported, in one sentence for all actions.

# pkg_use MANAGER [WAIT]: one of facts.package_managers, or auto. WAIT: seconds that the task waits for a lock of the manager (300).
pkg_use() {
  PKG_UPDATE= PKG_MAX_AGE= PKG_RECOMMENDS= PKG_DOWNGRADE= PKG_HOLD= PKG_REPLACE= PKG_GONE=
  PKG_CMD=$1 PKG_WAIT=${2:-300} PKG_DEADLINE=
  if [ "$PKG_CMD" = auto ]; then
    for PKG_CMD in apt-get dnf yum zypper apk pacman none; do ! have "$PKG_CMD" || break; done
    PKG_CMD=${PKG_CMD%-get}
  fi
  case $PKG_CMD in
    apt) have apt-get || unsupported "apt-get is not on this host" ;;
    dnf | yum | zypper | apk | pacman) have "$PKG_CMD" || unsupported "$PKG_CMD is not on this host" ;;
    *) pkg_other_system none; unsupported "no package manager that Drydock uses is on this host; one of apt, dnf, yum, zypper, apk, pacman is needed" ;;
  esac
  PKG=$PKG_CMD; [ "$PKG" != yum ] || PKG=dnf
}

# pkg_other_system [none]: ends the check where packages come into the system by other means than a package manager that changes it.
pkg_other_system() {
  PKG_FOUND=${1:-some}
  if [ -e /run/ostree-booted ] || { have rpm-ostree && ! pkg_any; } || { have bootc && usr_is_read_only; }; then
    unsupported "this system is an image (rpm-ostree, bootc): packages are layered with rpm-ostree install or built into the image, and count \
after a reboot; Drydock does neither"
  elif have nixos-rebuild; then
    unsupported "NixOS takes packages, services and kernels from its configuration alone: they belong into /etc/nixos/configuration.nix \
(virtualisation.docker.enable = true), not into a task"
  elif have emerge && ! pkg_any; then
    unsupported "Gentoo builds its packages, with emerge, which Drydock does not use: install there what this task would"
  elif have update_engine_client && ! pkg_any; then
    unsupported "this system is an image without a package manager (Flatcar, Container-Optimized OS), with the engine in it: its packages change with the image alone"
  elif usr_is_read_only && have transactional-update; then
    unsupported "this system takes packages in a new snapshot alone: transactional-update pkg install, then a reboot; Drydock does not do that"
  elif usr_is_read_only; then
    unsupported "/usr is mounted read-only: no package can be installed, upgraded or removed there; mount it writable (mount -o remount,rw /usr or /), or build what is wanted into the image"
  fi
}

pkg_any() { [ "$PKG_FOUND" != none ] || return 1; for _manager in apt-get dnf yum zypper apk pacman; do ! have "$_manager" || return 0; done; return 1; }

usr_is_read_only() { if [ -n "$SEALED" ]; then [ -n "${FIXED_USR:-}" ]; else [ "$(id -u)" = 0 ] && [ ! -w /usr ]; fi; }

pkg_installed_version() { "${PKG}_installed_version" "$@"; }
pkg_candidate() { "${PKG}_candidate" "$@"; }
pkg_simulate() { MOVES= REFUSAL=; "${PKG}_simulate" "$@"; }
pkg_update() { "${PKG}_update"; pkg_stamp; }
pkg_install() { "${PKG}_install" "$@"; }
pkg_fetch() { "${PKG}_fetch" "$@"; }
pkg_upgrade() { "${PKG}_upgrade" "$@"; }
pkg_remove() { "${PKG}_remove" "$@"; }
pkg_hold() { "${PKG}_hold" "$@"; }
pkg_unhold() { "${PKG}_unhold" "$@"; }

# pkg_run COMMAND...: waits while another has the manager's lock, at most PKG_WAIT seconds for all commands of the task
# together. What it starts gets no event stream.
pkg_run() { pkg_try "$@" || cannot "$1 failed: $REFUSAL"; }

pkg_try() { # COMMAND...: as pkg_run; false: it failed, REFUSAL says why
  until "$@" >"$D/pkg.out" 2>"$D/pkg.err" </dev/null 3>&-; do
    if pkg_locked; then pkg_wait && continue; else pkg_reason; fi
    cat "$D/pkg.out"; cat "$D/pkg.err" >&2
    return 1
  done
  cat "$D/pkg.out"; cat "$D/pkg.err" >&2
}

# pkg_locked: the command that failed says that another has a lock; sets HOLDER to who that is, as far as it is known.
pkg_locked() {
  _lock='could not get lock|unable to (lock|acquire)|locked by|could not lock|database is locked|transaction lock|existing lock|failed to (obtain|acquire|get).*lock'
  _said=$(cat "$D/pkg.err" "$D/pkg.out" | grep -Ei "$_lock" | grep -Evi 'are you root|denied|read-only') || return 1
  _pid=$(printf '%s\n' "$_said" | sed -En 's/.*(process|[Pp][Ii][Dd]|locked by) ([0-9]+).*/\2/p' | head -n 1)
  HOLDER="another process"
  if [ -n "$_pid" ]; then pkg_named "$_pid"; else pkg_has_lock $("${PKG}_locks") || :; fi
}

pkg_named() { HOLDER="process $1"; [ ! -r "/proc/$1/comm" ] || HOLDER="$HOLDER ($(cat "/proc/$1/comm"))"; } # PID: sets HOLDER

# pkg_has_lock FILE...: a process has a lock on one of these; sets HOLDER.
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
pkg_free() { while pkg_has_lock "$@"; do pkg_wait || cannot "$PKG_CMD is not free: $REFUSAL"; done; }

# pkg_wait: false, and REFUSAL says why, when the time is over.
pkg_wait() {
  read -r _now _ </proc/uptime
  _now=${_now%%.*}
  : "${PKG_DEADLINE:=$((_now + PKG_WAIT))}"
  [ "$_now" -ge "$PKG_DEADLINE" ] || { sleep 2; return 0; }
  REFUSAL="its lock is held by $HOLDER; it was waited for $PKG_WAIT s"
  [ "$PKG" != pacman ] || [ "$HOLDER" != "another process" ] ||
    REFUSAL="$REFUSAL (when no pacman runs, /var/lib/pacman/db.lck is a leftover: remove it)"
  return 1
}

# pkg_reason: sets REFUSAL to the last lines the manager wrote as errors, else to its last lines.
pkg_reason() {
  REFUSAL=$(grep '^E: \|^Error\|^ERROR\|^error: ' "$D/pkg.err" | tail -n 5)
  [ "$REFUSAL" != "Error: " ] || REFUSAL=$(sed -n "/^Error: /,\$p" "$D/pkg.err" | head -n 5)   # dnf: the reasons follow
  [ -n "$REFUSAL" ] || REFUSAL=$(tail -n 5 "$D/pkg.err")
  [ -n "$REFUSAL" ] || REFUSAL=$(tail -n 5 "$D/pkg.out")
}

# pkg_dry COMMAND...: a simulation; its output is left in $D/pkg.out.
pkg_dry() { "$@" >"$D/pkg.out" 2>"$D/pkg.err" </dev/null 3>&- || { pkg_reason; return 1; }; }
