# uses: version kernel boot guard package
# Kernels of systems whose files are replaced as a whole (facts.os.image: ostree, bootc, transactional-update): a new one comes with a deployment, or a snapshot, that is
# staged for the next start. That start is the trial: a guard is on it, and rolls back to what runs now where the trial fails.

# What the guard reports, for /etc, where it has its own, is another one after a rollback; and the release that is tried, while it is.
DEPLOYMENT_REPORT=/var/lib/drydock/trial_report DEPLOYMENT_TRIAL=/var/lib/drydock/trial_kernel

# deployment_next IMAGE: sets DEPLOYMENT to what the next start is of and DEPLOYMENT_KERNEL to the release of its kernel; both empty where that is what runs.
# DEPLOYMENT_BACK is the command that makes what runs now the next again, from within the other one too.
deployment_next() {
  DEPLOYMENT= DEPLOYMENT_KERNEL= DEPLOYMENT_TREE= _modules=
  case $1 in
    ostree | bootc)
      have ostree || cannot "ostree, which knows the deployments, is not installed"
      _list=$(ostree admin status 2>/dev/null) || cannot "ostree admin status does not tell the deployments"
      DEPLOYMENT_BACK="$(deployment_tool "$1") rollback || ostree admin set-default 1"
      read -r _mark _name _rest <<END
$_list
END
      [ "$_mark" != '*' ] || return 0
      DEPLOYMENT=$_name; _modules=$(ostree ls "${_name%.*}" /usr/lib/modules 2>/dev/null | sed -n 's,.*/usr/lib/modules/,,p') ;;
    transactional-update)
      _runs=$(findmnt -n -o FSROOT / 2>/dev/null) || _runs=
      _next=$(btrfs subvolume get-default / 2>&1) || cannot "btrfs does not tell the snapshot of the next start: $_next"
      case $_runs,$_next in */.snapshots/*/snapshot,*/.snapshots/*/snapshot) ;; *) cannot "the root that runs ($_runs) or the next one ($_next) is no snapshot of snapper" ;; esac
      _runs=${_runs##*/.snapshots/}; _runs=${_runs%/snapshot}; _next=${_next##*/.snapshots/}; _next=${_next%/snapshot}
      DEPLOYMENT_BACK="transactional-update rollback $_runs"
      [ "$_next" != "$_runs" ] || return 0
      DEPLOYMENT="snapshot $_next" DEPLOYMENT_TREE=/.snapshots/$_next/snapshot
      _modules=$(find "$DEPLOYMENT_TREE/usr/lib/modules" -name vmlinuz 2>/dev/null | sed 's,/vmlinuz$,,; s,.*/,,') ;;
  esac
  for _release in $_modules; do
    [ -n "$DEPLOYMENT_KERNEL" ] && version_at_least "$DEPLOYMENT_KERNEL" "$_release" || DEPLOYMENT_KERNEL=$_release
  done
  [ -n "$DEPLOYMENT_KERNEL" ] || cannot "$DEPLOYMENT, which the next start is of, has no kernel in /usr/lib/modules"
}

# deployment_kernels IMAGE: sets DEPLOYMENT_KERNELS to those that may be tried, best last; after the restart of a trial that is the one of the trial.
deployment_kernels() {
  deployment_next "$1"
  DEPLOYMENT_KERNELS="$(uname -r) $DEPLOYMENT_KERNEL"
  [ "$PHASE" != recheck ] || [ ! -e "$DEPLOYMENT_TRIAL" ] || DEPLOYMENT_KERNELS="$DEPLOYMENT_KERNELS $(cat "$DEPLOYMENT_TRIAL")"
}

deployment_tool() { case $1 in ostree) echo rpm-ostree ;; *) echo "$1" ;; esac; } # IMAGE

# --- staged -------------------------------------------------------------------------------------------------------

# deployment_want IMAGE STATE RELEASE RUNNING PACKAGE: for checks: the kernel of the next start is this release, where one is given, or with STATE latest the newest.
# Sets DEPLOYMENT_KERNEL to it; empty where only the deployment tells, once it is staged.
deployment_want() {
  deployment_next "$1"
  : "${DEPLOYMENT_KERNEL:=$4}"
  [ "$2" != latest ] || deployment_want_newer "$1" "$5"
  case $3 in
    '' | "$4" | "$DEPLOYMENT_KERNEL") ;;
    *) [ -n "$DEPLOYMENT_KERNEL" ] || defer "which kernel comes is known when it is staged" deployment staged
      unsupported "kernel $3 is neither what runs nor what the next start is of ($DEPLOYMENT_KERNEL), and comes with an image of its own: $(deployment_other "$1" "$3")" ;;
  esac
  [ "$DEPLOYMENT_KERNEL" = "$4" ] || kernel_needs_reboot "${DEPLOYMENT_KERNEL:+kernel }${DEPLOYMENT_KERNEL:-the system image}"
}

deployment_other() { # IMAGE RELEASE
  case $1 in
    ostree) echo "rpm-ostree deploy VERSION, or rpm-ostree override replace with the packages of $2" ;;
    bootc) echo "bootc switch IMAGE" ;;
    *) echo "transactional-update pkg install kernel-default=VERSION" ;;
  esac
}

deployment_want_newer() { # IMAGE PACKAGE
  case $1 in transactional-update) deployment_want_package "$2"; return ;; esac
  _tool=$(deployment_tool "$1"); have "$_tool" || cannot "$_tool is not installed"
  # bootc wants to make a file system writable even for that, which it cannot where the plan is sealed: systemd starts it outside of that.
  _aside=; [ "$1" != bootc ] || [ -z "$SEALED" ] || _aside='systemd-run --quiet --wait --pipe'
  _status=0; _said=$($_aside "$_tool" upgrade --check 2>&1) || _status=$?
  case $_status,$_said in
    *'No updates available'* | *'No changes in'*) return 0 ;;
    0,*Version:* | 0,*Digest:* | 0,*Commit:*) ;;
    *) cannot "$_tool upgrade --check ended with status $_status: $_said" ;;
  esac
  _version=$(printf '%s\n' "$_said" | sed -n 's/^[[:space:]]*\(Version\|Digest\|Commit\):[[:space:]]*//p' | head -n 1)
  want "system image" "$_version" "${DEPLOYMENT:-what runs}"
  promise deployment staged
  DEPLOYMENT_KERNEL=
}

# deployment_want_package NAME: the newest of the repositories; what is there is that of the snapshot of the next start.
deployment_want_package() {
  _there=$(rpm --dbpath "$DEPLOYMENT_TREE/usr/lib/sysimage/rpm" -q --qf '%{VERSION}-%{RELEASE}\n' "$1" 2>/dev/null | tail -n 1) || _there=
  _newest=$(pkg_candidate "$1")
  [ -n "$_newest" ] || cannot "no repository of this host has $1, or their index was not read"
  ! version_at_least "${_there:-0}" "$_newest" || return 0
  want "$1" "$_newest" "$_there"
  pkg_kernel "$1" "$_newest"; DEPLOYMENT_KERNEL=$PKG_KERNEL
  promise kernel "$PKG_KERNEL"
}

# deployment_put IMAGE PACKAGE: for applies: stages the newest.
deployment_put() {
  case $1 in
    transactional-update)
      [ -z "$DEPLOYMENT" ] || set -- "$1" "$2" --continue   # what is staged already stays
      pkg_run transactional-update --non-interactive ${3:+"$3"} pkg install "$2" ;;
    *) pkg_run "$(deployment_tool "$1")" upgrade ;;
  esac
  deployment_next "$1"
}

# --- tried --------------------------------------------------------------------------------------------------------

# deployment_want_booted WANTED RUNNING GUARD CONTAINER INIT LIMIT: for checks.
deployment_want_booted() {
  ! promised deployment staged || defer "an earlier task stages a system image, whose kernel is known then" deployment staged
  case $1 in
    "$DEPLOYMENT_KERNEL") ;;
    "$2") [ -z "$DEPLOYMENT" ] || cannot "the next start is of $DEPLOYMENT, with kernel $DEPLOYMENT_KERNEL, and not of $2, which runs: $DEPLOYMENT_BACK takes it away" ;;
    *) promised kernel "$1" || cannot "kernel $1 is not in what the next start is of; kernel: {state: latest} stages the newest" ;;
  esac
  want "running kernel" "$1" "$2"
  guard_want_gone
  [ "$1" != "$2" ] && [ "$PHASE" = check ] || return 0
  guard_possible "$3" "$4" "$5" "$6"
  [ -z "$GUARD_NOT" ] || cannot "without a guard nothing brings a host back from a system image that fails: $GUARD_NOT"
  guard_plan "$3" "$4" "$5" "$6"
  say "the system image is the default from its first start on, and its guard rolls it back: one that stops before its init runs needs the older entry of the boot menu"
}

# deployment_try GUARD CONTAINER INIT LIMIT WANTED: for applies, before the restart.
deployment_try() {
  remove "$DEPLOYMENT_REPORT"
  put_file "$DEPLOYMENT_TRIAL" "$5$NL"
  guard_put "$@" "cp -f $GUARD_HOME/report $DEPLOYMENT_REPORT; $DEPLOYMENT_BACK"
}

# deployment_came_back IMAGE WANTED RUNNING: the trial has not come to its end: what runs is the next again, and the task fails.
deployment_came_back() {
  guard_report
  [ ! -e "$DEPLOYMENT_REPORT" ] || GUARD_REPORT=$(contents "$DEPLOYMENT_REPORT" | head -c 4000)
  remove "$DEPLOYMENT_REPORT"; remove "$DEPLOYMENT_TRIAL"
  deployment_next "$1"
  _next="which stays the default"
  if [ -n "$DEPLOYMENT" ]; then
    deployment_roll_back "$1"
    [ -z "$DEPLOYMENT" ] || _next="and the next start is of $DEPLOYMENT all the same: $DEPLOYMENT_BACK"
  fi
  cannot "${GUARD_REPORT:-kernel $2 did not start; see its console}
the host came back on $3, $_next"
}

# deployment_roll_back IMAGE: where the host came back without a rollback, as by the boot menu: ostree's set-default 1 is what runs, which is then the second.
deployment_roll_back() { sh -c "$DEPLOYMENT_BACK" 3>&- || :; deployment_next "$1"; }

# deployment_prove WANTED SECONDS COMMAND VERIFY: the kernel runs. Where VERIFY fails the host is rolled back and restarted.
deployment_prove() {
  guard_hold $(($2 * 2 + 120))
  boot_wait_for_system "$2"
  if [ -n "$4" ]; then
    boot_verify "$4" "$2" || {
      say "the verification failed: the host is rolled back and restarted"
      guard_note "kernel $1 started, and $BOOT_WHY"; guard_hold 240
      guard_back || cannot "kernel $1 started, and $BOOT_WHY; it cannot be rolled back: the next start is of it"
      restart "$2" "$3"
    }
  fi
  guard_confirm; remove "$DEPLOYMENT_TRIAL"
}
