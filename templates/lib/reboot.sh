# uses: boot_once
# Why a restart is due, in REBOOT_REASONS. REBOOT_RUNNING is the running release, ONCE_DEFAULT the one that the boot loader starts, where that is
# known. A release in REBOOT_ELSEWHERE is newer, and not for a restart.

# reboot_due REASON: a newer kernel is one only where the boot loader starts it. Else the host would restart at every apply.
reboot_due() {
  case $1 in
    "kernel "*" is installed, $REBOOT_RUNNING is running")
      _newest=${1#kernel }; _newest=${_newest%% *}
      case $ONCE_DEFAULT in '' | "$_newest") ;; *) reboot_elsewhere "$_newest"; return 0 ;; esac ;;
  esac
  REBOOT_REASONS=$REBOOT_REASONS${REBOOT_REASONS:+; }$1
}

reboot_elsewhere() { # RELEASE
  REBOOT_ELSEWHERE=$1
  [ "$PHASE" = recheck ] ||
    say "kernel $1 is installed, and a restart would not bring it: \
the boot loader starts $ONCE_DEFAULT; boot_kernel tries $1 and makes it the default"
}

# reboot_by_packages: needs-restarting, of dnf and zypper: the kernel or libraries of everything were updated since the start. It ends
# with 1 when that is so, and when it cannot tell. That of dnf is to write its log and its lock where it may.
reboot_by_packages() {
  have needs-restarting || return 0
  set -- -r
  case $(readlink -f "$(command -v needs-restarting)") in
    */dnf*) mkdir -p "$WORK/dnf"; set -- -r "--setopt=logdir=$WORK/dnf" "--setopt=cachedir=$WORK/dnf" "--setopt=persistdir=$WORK/dnf" ;;
  esac
  _said=$(needs-restarting "$@" 2>/dev/null)
  case $_said in *"Reboot is required"*) ;; *) return 0 ;; esac
  _packages= _kernels=
  while read -r _mark _name _; do   # "  * glibc", or of yum "  glibc -> 2.17-326.el7_9"
    case $_mark,$_name in '*,'*) ;; *,'->') _name=$_mark ;; *) continue ;; esac
    case $_name in kernel*) _kernels="$_kernels $_name" ;; *) _packages="$_packages $_name" ;; esac
  done <<END
$_said
END
  [ -n "$_packages" ] || [ -z "$_kernels" ] || [ -z "$REBOOT_ELSEWHERE" ] || return 0
  _packages=$_kernels$_packages
  reboot_due "needs-restarting asks for it${_packages:+:$_packages}"
}

# reboot_by_needrestart: 2 is the running kernel's own package in a newer build, 3 another kernel, of whatever flavour.
reboot_by_needrestart() {
  have needrestart || return 0
  _status= _expected=
  while read -r _name _value; do
    case $_name in NEEDRESTART-KSTA:) _status=$_value ;; NEEDRESTART-KEXP:) _expected=$_value ;; esac
  done <<END
$(needrestart -b -k 2>/dev/null)
END
  case $_status,$REBOOT_REASONS in
    3,*"kernel $_expected is installed"*) ;;
    3,*) [ "$_expected" != "$ONCE_DEFAULT" ] || reboot_due "needrestart asks for it: kernel $_expected" ;;
    2,*) reboot_due "needrestart asks for it: kernel $REBOOT_RUNNING was updated" ;;
  esac
}
