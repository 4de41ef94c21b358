# Why a restart is due, in REASONS. RUNNING is the running release, DEFAULT the one that the boot loader starts, where that is
# known. A release in ELSEWHERE is newer, and not for a restart.

# restart_due REASON: a newer kernel is one only where the boot loader starts it. Else the host would restart at every apply.
restart_due() {
  case $1 in
    "kernel "*" is installed, $RUNNING is running")
      _newest=${1#kernel }; _newest=${_newest%% *}
      case $DEFAULT in '' | "$_newest") ;; *) due_elsewhere "$_newest"; return 0 ;; esac ;;
  esac
  REASONS=$REASONS${REASONS:+; }$1
}

due_elsewhere() { # RELEASE
  ELSEWHERE=$1
  [ "$PHASE" = recheck ] ||
    say "kernel $1 is installed, and a restart would not bring it: \
the boot loader starts $DEFAULT; boot_kernel tries $1 and makes it the default"
}

# due_by_packages: needs-restarting, of dnf and zypper: the kernel or libraries of everything were updated since the start. It ends
# with 1 when that is so, and when it cannot tell. That of dnf is to write its log and its lock where it may.
due_by_packages() {
  have needs-restarting || return 0
  set -- -r
  case $(readlink -f "$(command -v needs-restarting)") in
    */dnf*) mkdir -p "$D/dnf"; set -- -r "--setopt=logdir=$D/dnf" "--setopt=cachedir=$D/dnf" "--setopt=persistdir=$D/dnf" ;;
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
  [ -n "$_packages" ] || [ -z "$_kernels" ] || [ -z "$ELSEWHERE" ] || return 0
  _packages=$_kernels$_packages
  restart_due "needs-restarting asks for it${_packages:+:$_packages}"
}

# due_by_needrestart: 2 is the running kernel's own package in a newer build, 3 another kernel, of whatever flavour.
due_by_needrestart() {
  have needrestart || return 0
  _status= _expected=
  while read -r _name _value; do
    case $_name in NEEDRESTART-KSTA:) _status=$_value ;; NEEDRESTART-KEXP:) _expected=$_value ;; esac
  done <<END
$(needrestart -b -k 2>/dev/null)
END
  case $_status,$REASONS in
    3,*"kernel $_expected is installed"*) ;;
    3,*) [ "$_expected" != "$DEFAULT" ] || restart_due "needrestart asks for it: kernel $_expected" ;;
    2,*) restart_due "needrestart asks for it: kernel $RUNNING was updated" ;;
  esac
}
