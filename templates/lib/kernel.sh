# Kernel releases and modules.

# at_least VERSION MINIMUM: compares number by number, as many as MINIMUM has; 3.10.0-1160.el7 is at least 3.10.0-514.
at_least() {
  _v=$1 _m=$2
  while [ -n "$_m" ]; do
    _have=${_v%%[!0-9]*} _least=${_m%%[!0-9]*}
    [ "${_have:-0}" -eq "${_least:-0}" ] || { [ "${_have:-0}" -gt "${_least:-0}" ]; return; }
    _v=${_v#"$_have"} _m=${_m#"$_least"}
    _v=${_v#[!0-9]} _m=${_m#[!0-9]}
  done
  return 0
}

# kernel_needs MINIMUM WHY: keeps the highest minimum that RELEASE misses in FLOOR, and why in FLOOR_WHY.
kernel_needs() {
  at_least "$RELEASE" "$1" && return 0
  [ -n "$FLOOR" ] && at_least "$FLOOR" "$1" || FLOOR=$1 FLOOR_WHY=$2
}

# installed_kernel MINIMUM: sets KERNEL to the newest release with modules on this host that is at least MINIMUM.
installed_kernel() {
  KERNEL=
  for _dir in $(ls -d /lib/modules/*/kernel 2>/dev/null); do
    _dir=${_dir%/kernel}; _dir=${_dir##*/}
    at_least "$_dir" "$1" || continue
    [ -n "$KERNEL" ] && at_least "$KERNEL" "$_dir" || KERNEL=$_dir
  done
  [ -n "$KERNEL" ]
}

# loadable MODULE: true when the running kernel has it, loaded, built in or as a file. Loads nothing.
loadable() { [ -d "/sys/module/$1" ] || modprobe -D -q -- "$1" >/dev/null 2>&1; }

# needs_reboot WHAT: what is configured now counts after the next start.
needs_reboot() {
  promise reboot required
  [ "$PHASE" = recheck ] || say "reboot required for: $1"
  result reboot_required true
}
