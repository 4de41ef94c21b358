# uses: version boot
# Control groups: what is missing, and mounting them where no systemd does.

# The second tells whether systemd goes without a unified hierarchy of its own, which makes the difference between v1 and
# hybrid; systemd 256 and 257 ask for the third.
CGROUP_LEGACY='systemd.unified_cgroup_hierarchy=0 systemd.legacy_systemd_cgroup_controller SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1'
CGROUP_HYBRID='systemd.unified_cgroup_hierarchy=0 systemd.legacy_systemd_cgroup_controller=0 SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1'

# cgroup_needs WANTED SWAP CONTROLLER...: what the host lacks, by the facts in CGROUP_VERSION, CGROUP_CONTROLLERS,
# CGROUP_RELEASE, CGROUP_LOADER, CGROUP_COMMAND_LINE, CGROUP_SWAP (y: the kernel accounts swap by itself). Sets CGROUP_ADD and CGROUP_REMOVE, the boot parameters for it, and
# CGROUP_LACKS, in words.
cgroup_needs() {
  CGROUP_ADD= CGROUP_REMOVE= CGROUP_LACKS=
  cgroup_is "$1" || case $1 in
    v2) cgroup_lacks "cgroup v2" systemd.unified_cgroup_hierarchy=1 "$CGROUP_LEGACY systemd.legacy_systemd_cgroup_controller=0" ;;
    v1) cgroup_lacks "cgroup v1" "$CGROUP_LEGACY" "cgroup_no_v1= systemd.unified_cgroup_hierarchy=1 systemd.legacy_systemd_cgroup_controller=0" ;;
    hybrid) cgroup_lacks "cgroup hybrid" "$CGROUP_HYBRID" "cgroup_no_v1= systemd.unified_cgroup_hierarchy=1 systemd.legacy_systemd_cgroup_controller systemd.legacy_systemd_cgroup_controller=1" ;;
  esac
  [ "$2" = false ] || cgroup_swap_accounted || cgroup_lacks "swap accounting" swapaccount=1 swapaccount=0
  shift 2
  for _controller do cgroup_has_controller "$_controller" || cgroup_lacks_controller "$_controller"; done
}

cgroup_is() { # WANTED
  case $1,$CGROUP_VERSION in any,* | v1,v1 | v1,hybrid | v2,v2 | hybrid,hybrid | *,none) return 0 ;; esac
  return 1
}

# cgroup_systemd_mounts WANTED: ends the check where the systemd of this host has no such version.
cgroup_systemd_mounts() {
  ! cgroup_is "$1" || return 0
  _systemd=$(systemctl --version) || cannot "systemctl does not answer"
  _systemd=${_systemd#systemd }; _systemd=${_systemd%%[!0-9]*}
  [ "$1" = v2 ] || [ "${_systemd:-0}" -lt 258 ] ||
    unsupported "systemd $_systemd knows cgroup v2 alone, as all from 258 on: leave version out, or say v2"
  [ "$1" != hybrid ] || [ "${_systemd:-233}" -ge 233 ] ||
    unsupported "systemd $_systemd has no hybrid hierarchy, which came with 233: version: v1 goes without"
}

cgroup_lacks() { CGROUP_LACKS="$CGROUP_LACKS${CGROUP_LACKS:+, }$1" CGROUP_ADD="$CGROUP_ADD${CGROUP_ADD:+ }$2" CGROUP_REMOVE="$CGROUP_REMOVE${CGROUP_REMOVE:+ }$3"; }

cgroup_lacks_controller() {
  case $CGROUP_VERSION in
    v1 | hybrid) cgroup_lacks "the $1 controller" "cgroup_enable=$1" "cgroup_disable=$1 cgroup_no_v1=" ;;
    *) cgroup_lacks "the $1 controller" "cgroup_enable=$1" "cgroup_disable=$1" ;;
  esac
  [ "$1 $CGROUP_LOADER" != 'memory raspberrypi' ] || CGROUP_ADD="$CGROUP_ADD cgroup_memory=1"
}

cgroup_has_controller() {
  case $1 in io) _other=blkio ;; blkio) _other=io ;; *) _other=$1 ;; esac
  case " $CGROUP_CONTROLLERS " in *" $1 "* | *" $_other "*) return 0 ;; esac
  # On v2 these are no controllers: their work is done in every group.
  case $CGROUP_VERSION,$1 in v2,cpuacct | v2,devices | v2,freezer | v2,perf_event) return 0 ;; esac
  return 1
}

# From 5.8 on it cannot be turned off.
cgroup_swap_accounted() { [ "$CGROUP_SWAP" = y ] || version_at_least "$CGROUP_RELEASE" 5.8 || boot_has_words "$CGROUP_COMMAND_LINE" swapaccount=1; }

# --- mounts -----------------------------------------------------------------------------------------------------

# cgroup_mounted: true when some cgroup file system is mounted below /sys/fs/cgroup.
cgroup_mounted() {
  while _at=; read -r _ _at _type _ || [ -n "$_at" ]; do
    case $_type,$_at in cgroup,/sys/fs/cgroup/* | cgroup2,/sys/fs/cgroup*) return 0 ;; esac
  done </proc/mounts
  return 1
}

cgroup_in_fstab() {
  [ -f /etc/fstab ] && while _what=; read -r _what _at _type _ || [ -n "$_what" ]; do
    case $_what in \#*) continue ;; esac
    case $_type in cgroup | cgroup2) return 0 ;; esac
  done </etc/fstab
  return 1
}

cgroup_may_mount() { # CAP_SYS_ADMIN is effective; a plan's checks are run without it
  _able=self; [ -z "$SEALED" ] || _able=$PPID
  while _name=; read -r _name _value || [ -n "$_name" ]; do
    [ "$_name" != CapEff: ] || { [ $((0x$_value & 0x200000)) -ne 0 ]; return; }
  done <"/proc/$_able/status"
  return 1
}

# cgroup_groups: sets CGROUP_NAMES to the enabled controllers, CGROUP_HIERARCHIES to the same with those that share a hierarchy joined by
# commas, and CGROUP_USED when some of them are in use by a hierarchy of version 1.
cgroup_groups() {
  CGROUP_NAMES= CGROUP_HIERARCHIES= CGROUP_USED= _seen=
  while _name=; read -r _name _hierarchy _ _enabled || [ -n "$_name" ]; do
    [ "$_enabled" = 1 ] || continue
    CGROUP_NAMES="$CGROUP_NAMES $_name"
    case $_hierarchy in
      0) CGROUP_HIERARCHIES="$CGROUP_HIERARCHIES $_name" ;;
      *)
        CGROUP_USED=1
        case " $_seen" in
          *" $_hierarchy:"*) cgroup_join "$_hierarchy" "$_name" ;;
          *) CGROUP_HIERARCHIES="$CGROUP_HIERARCHIES $_hierarchy:$_name" ;;
        esac
        _seen="$_seen $_hierarchy:" ;;
    esac
  done </proc/cgroups
  _groups=
  for _group in $CGROUP_HIERARCHIES; do _groups="$_groups ${_group#*:}"; done
  CGROUP_HIERARCHIES=${_groups# }
}

cgroup_join() { # HIERARCHY CONTROLLER
  _groups=
  for _group in $CGROUP_HIERARCHIES; do
    case $_group in "$1:"*) _group=$_group,$2 ;; esac
    _groups="$_groups $_group"
  done
  CGROUP_HIERARCHIES=$_groups
}

# cgroup_choice WANTED: sets CGROUP_MOUNT to v1, hybrid or v2, whichever is to be mounted. Recent kernels list no controllers for v1.
cgroup_choice() {
  cgroup_groups; CGROUP_MOUNT=$1
  [ "$1" = any ] || return 0
  CGROUP_MOUNT=v1
  [ -n "$CGROUP_NAMES" ] || CGROUP_MOUNT=v2
  [ -n "$CGROUP_USED" ] || ! version_at_least "$CGROUP_RELEASE" 5.2 || ! grep -q 'cgroup2$' /proc/filesystems || CGROUP_MOUNT=v2
}

cgroup_mount_hybrid() { cgroup_mount_v1; mkdir /sys/fs/cgroup/unified; mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 /sys/fs/cgroup/unified; }
cgroup_mount_v2() { mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 /sys/fs/cgroup; }

cgroup_mount_v1() {
  mount -t tmpfs -o nosuid,nodev,noexec,mode=755 cgroup /sys/fs/cgroup
  for _group in $CGROUP_HIERARCHIES; do
    mkdir "/sys/fs/cgroup/$_group"
    if mount -t cgroup -o "nosuid,nodev,noexec,$_group" cgroup "/sys/fs/cgroup/$_group"; then
      case $_group in *,*) cgroup_link_controllers "$_group" ;; esac
    else
      rmdir "/sys/fs/cgroup/$_group"
    fi
  done
}

cgroup_link_controllers() {
  for _name in $(echo "$1" | tr , ' '); do ln -s "$1" "/sys/fs/cgroup/$_name"; done
}

# --- delegation -------------------------------------------------------------------------------------------------

# cgroup_want_delegated FILE CONTROLLER...: systemd hands the controllers over to the sessions of users, by a drop-in of user@.service.
cgroup_want_delegated() {
  cgroup_delegation "$@"
  case $CGROUP_VERSION,$CGROUP_ADD in v2,* | *,*unified_cgroup_hierarchy=1*) ;; *)
    unsupported "controllers are delegated to users on cgroup v2 only, and $CGROUP_VERSION is mounted; version: v2 changes that" ;;
  esac
  want_content "$1" "$CGROUP_TEXT"
  if [ -n "$_differs" ]; then say "delegation is sure for users who log in from now on; who is logged in may have to log out before"
  else case $(systemctl show -p NeedDaemonReload 'user@*.service') in *=yes*) want user@.service read changed ;; esac; fi
}

cgroup_put_delegated() {
  cgroup_delegation "$@"
  put_file "$1" "$CGROUP_TEXT"
  systemctl daemon-reload
}

cgroup_delegation() { # FILE CONTROLLER...: sets CGROUP_TEXT
  shift
  for _controller do
    case $_controller in cpu | cpuset | io | memory | pids) ;;
      *) cannot "delegate: \"$_controller\" is none of cpu, cpuset, io, memory, pids" ;;
    esac
  done
  CGROUP_TEXT="[Service]${NL}Delegate=$*$NL"
}
