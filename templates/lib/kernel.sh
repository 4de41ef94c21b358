# uses: version
# Kernel releases and modules.

# kernel_require MINIMUM WHY: keeps the highest minimum that KERNEL_RELEASE misses in KERNEL_FLOOR, and why in KERNEL_FLOOR_WHY.
kernel_require() {
  version_at_least "$KERNEL_RELEASE" "$1" && return 0
  [ -n "$KERNEL_FLOOR" ] && version_at_least "$KERNEL_FLOOR" "$1" || KERNEL_FLOOR=$1 KERNEL_FLOOR_WHY=$2
}

# kernel_installed MINIMUM: sets KERNEL to the newest release with modules on this host that is at least MINIMUM.
kernel_installed() {
  KERNEL=
  for _dir in $(ls -d /lib/modules/*/kernel 2>/dev/null); do
    _dir=${_dir%/kernel}; _dir=${_dir##*/}
    version_at_least "$_dir" "$1" || continue
    [ -n "$KERNEL" ] && version_at_least "$KERNEL" "$_dir" || KERNEL=$_dir
  done
  [ -n "$KERNEL" ]
}

# kernel_loadable MODULE: true when the running kernel has it, loaded, built in or as a file. Loads nothing.
kernel_loadable() { [ -d "/sys/module/$1" ] || modprobe -D -q -- "$1" >/dev/null 2>&1; }

# kernel_needs_reboot WHAT: what is configured now counts after the next start.
kernel_needs_reboot() {
  promise reboot required
  [ "$PHASE" = recheck ] || say "reboot required for: $1"
  result reboot_required true
}
