# The fact gatherer: runs after runtime.sh and `start`, as root or not, and changes nothing. POSIX sh, and awk.
# It reports what the host says nearly as it says it; what that means is decided by the controller (package facts).
# Each fact is one event `fact 0 NAME VALUE`. Lists have one item a line, maps one KEY=VALUE a line.
#
# It runs on every host of every plan, so it forks little: small files are read by the shell, all big ones by one awk,
# and a program that is slow to start is asked only where it is needed. Nothing a host's file says is ever evaluated.
R=${FACTS_ROOT-}   # prefix of every path: tests gather from trees of other distributions
FACT_LIMIT=16384   # bytes kept of a value

# What Docker needs of a kernel, or can use: the options of the list that `assess` judges by (needs.yml; a test holds
# the two to the same names).
KERNEL_OPTIONS='
NAMESPACES NET_NS PID_NS IPC_NS UTS_NS USER_NS CGROUPS CGROUP_CPUACCT CGROUP_DEVICE CGROUP_FREEZER CGROUP_SCHED CPUSETS
MEMCG MEMCG_SWAP MEMCG_SWAP_ENABLED MEMCG_KMEM CGROUP_BPF CGROUP_PIDS CGROUP_PERF CGROUP_HUGETLB BLK_CGROUP
BLK_DEV_THROTTLING NET_CLS_CGROUP CGROUP_NET_PRIO CFS_BANDWIDTH FAIR_GROUP_SCHED KEYS VETH BRIDGE BRIDGE_NETFILTER
BRIDGE_VLAN_FILTERING IP_NF_FILTER IP_NF_MANGLE IP_NF_TARGET_MASQUERADE IP_NF_RAW IP_NF_NAT IP6_NF_FILTER IP6_NF_MANGLE
IP6_NF_TARGET_MASQUERADE IP6_NF_RAW IP6_NF_NAT IP_NF_TARGET_REDIRECT NF_NAT NF_NAT_IPV4 NF_NAT_NEEDED NF_CONNTRACK
NF_NAT_FTP NF_NAT_TFTP NF_CONNTRACK_FTP NF_CONNTRACK_TFTP NETFILTER_XT_MATCH_ADDRTYPE NETFILTER_XT_MATCH_CONNTRACK
NETFILTER_XT_MATCH_IPVS NETFILTER_XT_MATCH_BPF NETFILTER_XT_MARK NETFILTER_XT_TARGET_MASQUERADE NF_TABLES NFT_CT NFT_FIB
NFT_FIB_IPV4 NFT_FIB_IPV6 NFT_MASQ NFT_NAT NFT_COMPAT IP_SCTP IP_VS IP_VS_NFCT IP_VS_PROTO_TCP IP_VS_PROTO_UDP IP_VS_RR
POSIX_MQUEUE DEVPTS_MULTIPLE_INSTANCES SECCOMP SECCOMP_FILTER SECURITY_SELINUX SECURITY_APPARMOR VXLAN IPVLAN MACVLAN
DUMMY CRYPTO_AEAD CRYPTO_GCM CRYPTO_SEQIV CRYPTO_GHASH CRYPTO_LIB_GF128HASH XFRM_USER XFRM_ALGO INET_ESP EXT4_FS EXT4_FS_POSIX_ACL
EXT4_FS_SECURITY BTRFS_FS BTRFS_FS_POSIX_ACL OVERLAY_FS RESOURCE_COUNTERS NETPRIO_CGROUP IOSCHED_CFQ CFQ_GROUP_IOSCHED
CRYPTO XFRM INET_XFRM_MODE_TRANSPORT MEMCG_V1 CPUSETS_V1'

# The modules Docker needs, each with the option that builds it: one of the alternatives is enough.
NEEDED_MODULES='
overlay:OVERLAY_FS veth:VETH bridge:BRIDGE br_netfilter:BRIDGE_NETFILTER nf_conntrack:NF_CONNTRACK nf_nat:NF_NAT
iptable_filter:IP_NF_FILTER|nft_compat:NFT_COMPAT iptable_nat:IP_NF_NAT|nft_compat:NFT_COMPAT
iptable_mangle:IP_NF_MANGLE|nft_compat:NFT_COMPAT iptable_raw:IP_NF_RAW|nft_compat:NFT_COMPAT
ip6table_filter:IP6_NF_FILTER|nft_compat:NFT_COMPAT ip6table_nat:IP6_NF_NAT|nft_compat:NFT_COMPAT
ip6table_mangle:IP6_NF_MANGLE|nft_compat:NFT_COMPAT ip6table_raw:IP6_NF_RAW|nft_compat:NFT_COMPAT
xt_MASQUERADE:NETFILTER_XT_TARGET_MASQUERADE|ipt_MASQUERADE:IP_NF_TARGET_MASQUERADE xt_mark:NETFILTER_XT_MARK
xt_addrtype:NETFILTER_XT_MATCH_ADDRTYPE xt_conntrack:NETFILTER_XT_MATCH_CONNTRACK'

# Modules that some of its features use: reported when they are there, never as missing.
USEFUL_MODULES='
vxlan:VXLAN ipvlan:IPVLAN macvlan:MACVLAN dummy:DUMMY xt_ipvs:NETFILTER_XT_MATCH_IPVS ip_vs:IP_VS ip_vs_rr:IP_VS_RR
nf_tables:NF_TABLES esp4:INET_ESP xfrm_user:XFRM_USER xt_bpf:NETFILTER_XT_MATCH_BPF btrfs:BTRFS_FS aufs:AUFS_FS zfs:ZFS
xt_REDIRECT:IP_NF_TARGET_REDIRECT sctp:IP_SCTP nft_ct:NFT_CT nft_fib:NFT_FIB nft_fib_ipv4:NFT_FIB_IPV4
nft_fib_ipv6:NFT_FIB_IPV6 nft_masq:NFT_MASQ nft_chain_nat:NFT_NAT nf_nat_ftp:NF_NAT_FTP nf_nat_tftp:NF_NAT_TFTP
nf_conntrack_ftp:NF_CONNTRACK_FTP nf_conntrack_tftp:NF_CONNTRACK_TFTP ext4:EXT4_FS'

# Modules that it does not use, with holes that `assess` tells of.
HOLED_MODULES='esp6:INET6_ESP rxrpc:AF_RXRPC'

# What bears on networks of containers, on modules and on keys.
SYSCTLS='net/ipv4/ip_forward net/ipv6/conf/all/forwarding net/ipv6/conf/default/forwarding
net/bridge/bridge-nf-call-iptables net/bridge/bridge-nf-call-ip6tables kernel/keys/root_maxkeys kernel/modules_disabled
kernel/tainted user/max_user_namespaces'

# --- words ------------------------------------------------------------------------------------------------------

fact() { # NAME VALUE
  _v=$2
  [ "${#_v}" -le "$FACT_LIMIT" ] || _v=$(printf "%.${FACT_LIMIT}s" "$_v")
  ev fact 0 "$1" "$_v"
}

# first FILE: sets V to the file's first line, empty when there is none.
first() {
  V=; [ -r "$1" ] || return 0
  { IFS= read -r V <"$1"; } 2>/dev/null
  return 0
}

# all FILE: sets V to the file's lines.
all() {
  V=; [ -r "$1" ] || return 0
  { while _line=; IFS= read -r _line || [ -n "$_line" ]; do V="$V$_line$NL"; done <"$1"; } 2>/dev/null
  return 0
}

# program NAME...: true when one of them is installed; sets AT to its path.
program() {
  for _name do
    for _dir in /usr/bin /usr/sbin /bin /sbin /usr/local/bin /usr/local/sbin; do
      AT=$R$_dir/$_name; [ ! -x "$AT" ] || return 0
    done
  done
  AT=; return 1
}

snap_or_program() { AT=$R${SNAP:-/}/bin/$1; if [ -n "$SNAP" ] && [ -x "$AT" ]; then return 0; fi; program "$@"; }   # of what may be Docker's snap

any() { for _path do [ ! -e "$_path" ] || return 0; done; return 1; }

# existing PATH: sets V to it, or to the nearest of its parents that exists.
existing() { V=$1; until [ -z "$V" ] || [ -e "$R$V" ]; do V=${V%/*}; done; V=$R${V:-/}; }

# --- what is known ----------------------------------------------------------------------------------------------

system_facts() {
  first "$R/proc/sys/kernel/osrelease"; RELEASE=${V:-$(uname -r)}
  first "$R/proc/sys/kernel/hostname"; fact hostname "${V:-$(uname -n)}"
  first "$R/proc/sys/kernel/arch"; fact machine "${V:-$(uname -m)}"
  first "$R/proc/sys/kernel/ostype"; fact kernel.sysname "${V:-$(uname -s)}"
  first "$R/proc/sys/kernel/version"; fact kernel.version "${V:-$(uname -v)}"
  fact kernel.release "$RELEASE"
  first "$R/proc/cmdline"; fact command_line "$V"
}

# systemd, openrc, sysv, or none in a chroot and where no init runs.
init_facts() {
  first "$R/proc/1/comm"
  INIT=none
  # shellcheck disable=SC3013 # -ef is no POSIX, but dash, bash and busybox have it
  if [ -e "$R/proc/1/root/." ] && ! [ "$R/" -ef "$R/proc/1/root/." ]; then :
  elif [ -d "$R/run/systemd/system" ]; then INIT=systemd
  elif [ -d "$R/run/openrc" ]; then INIT=openrc
  elif [ "$V" = init ] && any "$R/etc/rc2.d" "$R/etc/rc.d/rc3.d"; then INIT=sysv
  fi
  fact init "$INIT"
  _found=
  for _manager in apt-get dnf yum zypper apk pacman; do
    ! program "$_manager" || _found="$_found${_manager%-get}$NL"
  done
  fact package_managers "$_found"
}

# By what the system's own files are replaced as a whole; os-release tells the rest of such systems apart.
image_facts() {
  _image=
  if any "$R/run/ostree-booted"; then
    _image=ostree; ! program bootc || ! bootc_alone || _image=bootc
  elif program transactional-update && root_is_read_only; then _image=transactional-update
  fi
  fact os.image "$_image"
}

# bootc_alone: true where bootc may replace the system: rpm-ostree is not here, or has added nothing to the container image.
bootc_alone() {
  program rpm-ostree || return 0
  first "$R/proc/cmdline"; set -- "${V##*ostree=}"
  all "$(readlink -f "$R${1%% *}" 2>/dev/null).origin"
  case $V in *'[packages]'* | *'[overrides]'* | *'[modules]'*) return 1 ;; *container-image-reference=*) return 0 ;; esac
  return 1
}

root_is_read_only() {
  [ -r "$R/proc/mounts" ] || return 1
  _fixed=
  while _at=; read -r _ _at _ _options _ || [ -n "$_at" ]; do
    case $_at:,$_options, in /:*,ro,*) _fixed=yes ;; /:*) _fixed= ;; esac
  done <"$R/proc/mounts"
  [ -n "$_fixed" ]
} 2>/dev/null

# Sets V to the kind of container this is, or to nothing.
container_kind() {
  if [ -e "$R/run/.containerenv" ]; then V=podman; return; fi
  if [ -e "$R/.dockerenv" ]; then V=docker; return; fi
  if [ -d "$R/proc/vz" ] && [ ! -d "$R/proc/bc" ]; then V=openvz; return; fi
  case $RELEASE in *[Mm]icrosoft*) V=wsl; return ;; esac
  first "$R/run/systemd/container"; [ -z "$V" ] || return 0
  first "$R/proc/1/environ"   # its variables are run together: shells drop the NUL characters
  case $V in
    *container=lxc*) V=lxc ;;
    *container=docker*) V=docker ;;
    *container=podman*) V=podman ;;
    *container=systemd-nspawn*) V=systemd-nspawn ;;
    *container=*) V=container-other ;;
    *) V= ;;
  esac
}

# Sets V to the kind of virtual machine this is, or to nothing, by what its firmware and its clock say.
machine_kind() {
  first "$R/sys/devices/system/clocksource/clocksource0/available_clocksource"; _clocks=$V
  first "$R/sys/class/dmi/id/sys_vendor"; _dmi=$V
  first "$R/sys/class/dmi/id/product_name"; _dmi="$_dmi $V"
  first "$R/sys/class/dmi/id/bios_vendor"; _dmi="$_dmi $V"
  first "$R/proc/device-tree/hypervisor/compatible"
  case "$_dmi" in
    *'Amazon EC2'*.metal*) V=none ;;
    *'Amazon EC2'*) V=amazon ;;
    *'Google Compute Engine'*) V=google ;;
    *VMware*) V=vmware ;;
    *VirtualBox* | *innotek*) V=oracle ;;
    *Microsoft*'Virtual Machine'*) V=microsoft ;;
    *Parallels*) V=parallels ;;
    *Xen* | *'HVM domU'*) V=xen ;;
    *BHYVE*) V=bhyve ;;
    *QEMU* | *KVM* | *OpenStack*) case $_clocks in *kvm-clock*) V=kvm ;; *) V=qemu ;; esac ;;
    *) case "$_clocks $V" in
      *kvm*) V=kvm ;;
      *hyperv*) V=microsoft ;;
      *xen*) V=xen ;;
      *) V= ;;
    esac ;;
  esac
}

# Last, as it is slow to start, the program that knows best; without it, the mark hypervisors leave on processors.
virtualization_facts() {
  container_kind
  CONTAINER=true
  if [ -z "$V" ]; then
    CONTAINER=false
    machine_kind
    if [ -z "$V" ] && program systemd-detect-virt; then V=$("$AT" --vm 2>/dev/null)
    elif [ -z "$V" ]; then processor_mark
    fi
  fi
  fact container "$CONTAINER"
  fact virtualization "${V:-none}"
}

# The user, what of its environment templates ask for and is no secret, and what the processor is called.
user_facts() {
  fact user "$(id -un 2>/dev/null)"
  _set=
  for _name in HOME LOGNAME PATH SHELL SUDO_USER USER; do
    eval "_value=\${$_name-}"
    [ -z "$_value" ] || _set=$_set$_name=$_value$NL
  done
  fact environment "$_set"
  [ -r "$R/proc/cpuinfo" ] || return 0
  while _line=; IFS= read -r _line || [ -n "$_line" ]; do
    case $_line in
      'model name'*:* | 'cpu model'*:*) fact cpu_model "${_line#*: }"; return ;;
      '') return ;;   # the end of the first one
    esac
  done <"$R/proc/cpuinfo"
}

processor_mark() {
  V=; [ -r "$R/proc/cpuinfo" ] || return 0
  while _line=; IFS= read -r _line || [ -n "$_line" ]; do
    case $_line in
      flags*' hypervisor'*) V=vm-other; return ;;
      flags*) return ;;
    esac
  done <"$R/proc/cpuinfo"
}

security_facts() {
  first "$R/sys/kernel/security/lsm"
  _lsm=$V
  first "$R/sys/module/apparmor/parameters/enabled"
  case $V,$_lsm in Y,*apparmor*) ;; Y,*) _lsm="$_lsm,apparmor" ;; esac
  case $_lsm in *selinux*) ;; *) ! any "$R/sys/fs/selinux/enforce" || _lsm="$_lsm,selinux" ;; esac
  fact lsm "$_lsm"
  first "$R/sys/fs/selinux/enforce"; fact selinux "$V"
  first "$R/sys/fs/selinux/policyvers"; fact selinux.policy "$V"
  all "$R/etc/selinux/config"; fact selinux.config "$V"
  ! program apparmor_parser || fact apparmor_parser true
}

firewall_facts() {
  version_of iptables iptables
  ! program nft || fact nft true
}

patch_facts() {
  _patches=
  for _path in "$R"/sys/kernel/livepatch/* "$R"/sys/kernel/kpatch/*; do
    first "$_path/enabled"; [ "$V" != 1 ] || _patches="$_patches${_path##*/}$NL"
  done
  fact live_patches "$_patches"
  [ ! -d "$R/sys/kernel/livepatch" ] || fact live_patches.listed true
}

# The installed kernels, in no order: a directory of modules with an image somewhere, or an image with a release's name.
kernel_facts() {
  MODULES=; _kernels=
  for _dir in "$R"/lib/modules/* "$R"/usr/lib/modules/*; do
    _release=${_dir##*/}
    [ "$_release" != "$RELEASE" ] || [ ! -d "$_dir" ] || MODULES=$_dir
    any "$_dir/vmlinuz" "$R/boot/vmlinuz-${_release##*-}" || pi_image "$_release" || continue
    add_kernel "$_release"
  done
  for _image in "$R"/boot/vmlinuz-[0-9]*.* "$R"/boot/vmlinux-[0-9]*.* "$R"/boot/Image-[0-9]*.* \
      "$R"/boot/kernel-[0-9]*.*; do
    [ ! -e "$_image" ] || add_kernel "${_image##*/}"
  done
  fact kernels "$_kernels"
  fact kernel.modules "${MODULES#"$R"}"
}

add_kernel() { # RELEASE or an image's NAME-RELEASE
  set -- "${1#[vIk][mea]*-}"
  case $1 in [!0-9]* | *.gz | *.old | *.bak) return ;; esac
  case $NL$_kernels in *"$NL$1$NL"*) ;; *) _kernels="$_kernels$1$NL" ;; esac
}

pi_image() { # RELEASE: a Raspberry Pi's firmware starts an image named after the flavour
  case $1 in
    *-v8*) _image=kernel8 ;;
    *-v7l+) _image=kernel7l ;;
    *-v7+) _image=kernel7 ;;
    *+) _image=kernel ;;
    *) return 1 ;;
  esac
  any "$R/boot/$_image.img" "$R/boot/firmware/$_image.img"
}

reboot_facts() {
  _files=
  for _path in /run/reboot-required /var/run/reboot-required /run/reboot-needed /boot/reboot-needed; do
    case $_path,$_files in
      /var/run/*,*/run/*) ;;
      *) [ ! -e "$R$_path" ] || _files="$_files$_path$NL" ;;
    esac
  done
  fact reboot.files "$_files"
  all "$R/run/reboot-required.pkgs"; fact reboot.packages "$V"
}

# grub_kind: sets _grub to grub or grub-bls where its menu is there.
grub_kind() {
  any "$R/boot/grub/grub.cfg" "$R/boot/grub2/grub.cfg" "$R/etc/grub2.cfg" "$R/etc/grub2-efi.cfg" "$R/boot/grub/grub.conf" || return 0
  _grub=grub
  ! any "$R"/boot/loader/entries/*.conf || _grub=grub-bls
  all "$R/etc/default/grub"
  case $V in
    *GRUB_ENABLE_BLSCFG=false* | *GRUB_ENABLE_BLSCFG=\"false\"*) _grub=grub ;;
    *GRUB_ENABLE_BLSCFG=true* | *GRUB_ENABLE_BLSCFG=\"true\"*) _grub=grub-bls ;;
  esac
}

# loader_info: sets V to the name that the boot loader left; where it left none to "unset" and the path, in capitals, of what the firmware says
# it started; empty where neither is known.
loader_info() {
  V=; any "$R"/sys/firmware/efi/efivars/* || return 0
  _at=$R/sys/firmware/efi/efivars/Boot _of=8be4df61-93ca-11d2-aa0d-00e098032b8c
  _variable=${_at%Boot}LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f   # each has four bytes of attributes; texts are UTF-16
  if [ -e "$_variable" ]; then V=$(tr -d '\000-\037' <"$_variable" 2>/dev/null); return 0; fi
  V='unset'; [ -r "${_at}Current-$_of" ] || return 0
  # shellcheck disable=SC2046 # two bytes of a number, the lower one first
  set -- $(od -An -tx1 -j4 -N2 "${_at}Current-$_of" 2>/dev/null | tr a-f A-F)
  [ ! -r "$_at${2-}${1-}-$_of" ] || V="unset $(tr -cd 'A-Za-z0-9._\\-' <"$_at$2$1-$_of" | tr '[:lower:]' '[:upper:]')"
}

# is_pi: a Raspberry Pi's firmware starts the kernel by these files. Copies of them may lie on other machines, and a Pi may start by EFI.
is_pi() {
  case $_arch:$_efi in *:yes | x86_64: | i?86:) return 1 ;; esac
  if [ -r "$R/proc/device-tree/model" ]; then
    first "$R/proc/device-tree/model"; case $V in *'Raspberry Pi'*) ;; *) return 1 ;; esac
  fi
  any "$R/boot/firmware/config.txt" "$R/boot/config.txt" && any "$R/boot/firmware/cmdline.txt" "$R/boot/cmdline.txt"
}

# What started this host, not whose files lie about. systemd-boot leaves its name in an EFI variable, as GRUB does from 2.12 on; where the
# variables can be read and it has not, it did not start the host, and the firmware says what did. GRUB needs EFI on ARM and RISC-V. Else the
# kernel's own words tell, as they do of a GRUB that another loader started.
boot_facts() {
  _loader=none _grub= _systemd= _efi=; [ ! -d "$R/sys/firmware/efi" ] || _efi=yes
  grub_kind
  ! any "$R"/boot/EFI/systemd/systemd-boot*.efi "$R"/efi/EFI/systemd/systemd-boot*.efi "$R"/boot/efi/EFI/systemd/systemd-boot*.efi || _systemd=$_efi
  first "$R/proc/sys/kernel/arch"; _arch=$V; [ -n "$_arch$R" ] || _arch=$(uname -m)
  case $_arch:$_efi in aarch64: | arm*: | riscv*:) _grub= ;; esac
  loader_info; _info=$V
  first "$R/proc/cmdline"; _words=$V
  case $_info,$_words in
    *systemd-boot*,* | *'\SYSTEMD\'*,* | ,initrd=\\* | ,*' initrd=\'*) _systemd=yes _grub= ;;
    *GRUB*,*) _systemd= ;;
    *,*BOOT_IMAGE=*) [ -z "$_grub" ] || _systemd= ;;
    *rEFInd*,* | *'\REFIND'*,*) _loader=refind _systemd= _grub= ;;
    *'\EFI\LINUX\'*,* | *'\VMLINUZ'*,*) _systemd= _grub= ;;   # the kernel itself
    unset*) [ -z "$_grub" ] || _systemd= ;;
  esac
  if is_pi; then _loader=raspberrypi
  elif [ "$_arch" = s390x ] && any "$R/etc/zipl.conf"; then _loader=zipl; [ "$_grub" != grub-bls ] || _loader=grub-bls
  elif [ -n "$_systemd" ] && [ -n "$_grub" ]; then _loader=unclear
  elif [ -n "$_systemd" ]; then
    _loader=systemd-boot
    case $_words in *'initrd=\EFI\proxmox\'*) _loader=proxmox-boot ;; esac
    ! [ -s "$R/etc/kernel/proxmox-boot-uuids" ] || _loader=proxmox-boot
  elif [ -n "$_grub" ]; then _loader=$_grub
  elif any "$R/boot/extlinux/extlinux.conf" "$R/boot/extlinux.conf" "$R/boot/syslinux/syslinux.cfg"; then _loader=extlinux
  fi
  fact boot_loader "$_loader"
  # Four bytes of attributes, and one that tells whether it is on.
  _variable=$R/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c
  [ ! -r "$_variable" ] || case $(od -An -tu1 -j4 -N1 "$_variable") in *1) fact secure_boot true ;; esac
}

# --- Docker -----------------------------------------------------------------------------------------------------

# Sets SNAP to where Docker is as a snap, and by daemon.json DATA_ROOT, where the engine keeps its data, and FIREWALL, what it filters packets with.
data_root() {
  SNAP=; for _path in /snap /var/lib/snapd/snap; do [ ! -e "$R$_path/docker/current" ] || { SNAP=$_path/docker/current; break; }; done
  DATA_ROOT=/var/lib/docker FIREWALL=; _config=$R/etc/docker/daemon.json
  [ -z "$SNAP" ] || DATA_ROOT=/var/snap/docker/common/var-lib-docker _config=$R/var/snap/docker/current/config/daemon.json
  all "$_config"
  case $V in *'"firewall-backend"'*) _rest=${V#*'"firewall-backend"'}; _rest=${_rest#*:}; _rest=${_rest#*\"}; FIREWALL=${_rest%%\"*} ;; esac
  case $V in *'"data-root"'*) V=${V#*'"data-root"'} ;; *'"graph"'*) V=${V#*'"graph"'} ;; *) return ;; esac
  V=${V#*:}; V=${V#*\"}; V=${V%%\"*}
  case $V in /*) DATA_ROOT=$V ;; esac
}

# Sets CONTAINERD_ROOT to where containerd keeps what it is given: a key before the first table of its configuration.
containerd_root() {
  CONTAINERD_ROOT=/var/lib/containerd
  [ -r "$R/etc/containerd/config.toml" ] || return 0
  while _key=; read -r _key _equals _value || [ -n "$_key" ]; do
    case $_key,$_equals in
      '['*) return ;;
      root,=) _value=${_value#?}; case $_value in /*) CONTAINERD_ROOT=${_value%%[\"\']*} ;; esac ;;
    esac
  done <"$R/etc/containerd/config.toml"
}

# version_of NAME PROGRAM...: whether it is installed, and the first line of its version.
version_of() {
  _fact=$1; shift
  if program "$@" || { [ "$_fact" = docker ] && snap_or_program "$1"; }; then
    fact "$_fact.installed" true
    V=$("$AT" --version 2>/dev/null); fact "$_fact.version" "${V%%"$NL"*}"
  else
    fact "$_fact.installed" false
  fi
}

# The engine is asked only where `timeout` can end a question that it does not answer.
docker_facts() {
  _info= _running=false
  for _path in "$R/run/docker.pid" "$R/run/snap.docker/docker.pid"; do
    first "$_path"
    case $V in '' | *[!0-9]*) ;; *) [ ! -d "$R/proc/$V" ] || _running=true ;; esac
  done
  if [ -S "$R/run/docker.sock" ] && snap_or_program docker && have timeout; then
    # What goes to standard error may stand before it; an engine that is too new for its client says so there.
    _info=$(timeout 5 "$AT" -H "unix://$R/run/docker.sock" info --format \
      '=info|{{.ServerVersion}}|{{.CgroupDriver}}|{{.Driver}}|{{.DockerRootDir}}|{{.DriverStatus}}' 2>&1)
    case $_info in *'client version '*' is too old'*) _refused=${_info#*'client version '}; fact docker.refused_client "${_refused%%"$NL"*}" ;; esac
    case $_info in *'=info|'?*) _info=${_info##*'=info|'}; _info=${_info%%"$NL"*} ;; *) _info= ;; esac
  fi
  case $_info in
    ?*'|'*) fact docker.installed true; fact docker.info "$_info"; _running=true ;;
    *) version_of docker dockerd dockerd-current ;;
  esac
  [ -z "$SNAP" ] || fact docker.snap "$SNAP"
  fact docker.running "$_running"
  fact docker.data_root "$DATA_ROOT"
  fact docker.firewall "$FIREWALL"
  version_of containerd containerd
  version_of runc runc
}

# Room and file systems, by one df, and by another one of containerd's root where that is there. Where a path does not exist its nearest parent stands for it. In some chroots df
# does not find the mount point, and stat tells nearly the same.
room_facts() {
  fact docker_root.path "$DATA_ROOT"
  containerd_root; fact containerd_root.path "$CONTAINERD_ROOT"
  [ ! -e "$R$CONTAINERD_ROOT" ] || fact containerd_root.room "$(df -PkT -- "$R$CONTAINERD_ROOT" 2>/dev/null)"
  set --
  for _path in / /boot /var "$DATA_ROOT"; do existing "$_path"; set -- "$@" "$V"; done
  _room=$(df -PkT -- "$@" 2>/dev/null)
  case $_room in
    *"$NL"*"$NL"*"$NL"*"$NL"*) fact room "$_room" ;;
    *) fact room_stat "$(stat -f -c '%T %a %S' -- "$@" 2>/dev/null)" ;;
  esac
  case ${_room##*"$NL"} in *' xfs '*) ;; *) return ;; esac
  ! program xfs_info || fact docker_root.xfs_info "$("$AT" "${_room##*% }" 2>/dev/null)"
}

# --- big files --------------------------------------------------------------------------------------------------

# Reads the files among its arguments, each after a word kind=KIND; prints `=NAME` and below it that fact's lines.
# shellcheck disable=SC2016
DIGEST='
function report(name, text) { printf "=%s\n%s", name, text }
function learn(modules,   i, j, n, m, pair, parts, words) {
  n = split(modules, words, " ")
  for (i = 1; i <= n; i++) {
    m = split(words[i], parts, "|")
    for (j = 1; j <= m; j++) {
      split(parts[j], pair, ":")
      if (!(pair[1] in option_of)) order[++known] = pair[1]
      option_of[pair[1]] = pair[2]
    }
  }
}
function missing(   i, j, n, m, pair, parts, words, found, text) {
  n = split(needed, words, " ")
  for (i = 1; i <= n; i++) {
    m = split(words[i], parts, "|")
    for (j = found = 0; j < m && !found; ) {
      split(parts[++j], pair, ":")
      found = (pair[1] in there) || hidden(pair[2])
    }
    if (!found) { split(parts[1], pair, ":"); text = text pair[1] "\n" }
  }
  return text
}
# Nothing says what the host has, or this is a container, which cannot see the modules of its host.
function hidden(option) { return !modules_read && (!config_read || (container == "true" && config[option] == "m")) }

BEGIN {
  learn(needed); learn(useful)
  listed = split(options, option, " ")
  for (i = 1; i <= listed; i++) asked[option[i]]
  n = split("cpuset cpu cpuacct blkio io memory devices freezer net_cls net_prio perf_event hugetlb pids rdma misc " \
    "systemd unified", words, " ")
  for (i = 1; i <= n; i++) hierarchy[words[i]]
}
kind == "config" {
  if (substr($0, 1, 7) != "CONFIG_") next
  config_read = 1
  i = index($0, "="); name = substr($0, 8, i - 8)
  if (name in asked) config[name] = substr($0, i + 1, 200)
  next
}
kind == "modules" {
  modules_read = 1
  name = substr($0, 1, index($0, ".ko") - 1)
  sub(/.*\//, "", name); gsub(/-/, "_", name)
  if (name in option_of) { there[name]; if (FILENAME ~ /\.builtin$/) builtin[name] }
  next
}
# Numbers below /proc/sys must be read at once: of one that is read byte by byte, as shells do, only the first is told.
kind == "sysctl" { name = substr(FILENAME, length(root) + 11); gsub(/\//, ".", name); sysctls = sysctls name "=" $0 "\n"; next }
# `install NAME /bin/false` and the like: what hardening guides do to a module that is not wanted.
kind == "modprobe" {
  if ($1 == "install" && $3 ~ /\/(false|true)$/) {
    gsub(/-/, "_", $2)
    if ($2 in option_of && !($2 in refused) && !($2 in builtin)) { refused[$2]; blocked = blocked $2 "=" substr(FILENAME, length(root) + 1) "\n" }
  }
  next
}
kind == "loaded" { if ($1 in option_of) { loaded = loaded $1 "\n"; there[$1] } next }
kind == "mounts" {
  if ($3 == "cgroup2") {   # others mount it for themselves elsewhere, as Cilium does
    if ($2 == "/sys/fs/cgroup" || (unified == "" && index($2, "/sys/fs/cgroup/") == 1)) unified = $2
    next
  }
  if ($3 != "cgroup") next
  sub(/name=/, "", $4)
  n = split($4, words, ",")
  for (i = 1; i <= n; i++)
    if (words[i] in hierarchy && !(words[i] in mounted)) { mounted[words[i]]; mounts = mounts words[i] "=" $2 "\n" }
  next
}
kind == "os" {
  if (/^(ID|ID_LIKE|NAME|PRETTY_NAME|VERSION|VERSION_ID|((VERSION|UBUNTU|DEBIAN)_CODENAME))=/ && length(os) < 8192)
    os = os substr($0, 1, 1024) "\n"
  next
}
kind == "legacy" { if (FNR == 1) { sub(/.*\//, "", FILENAME); legacy = FILENAME "=" substr($0, 1, 1024) "\n" } next }
kind == "debian" { if (FNR == 1) debian = substr($0, 1, 100) "\n"; next }
kind == "centos" { if (FNR == 1) centos = substr($0, 1, 100) "\n"; next }
kind == "memory" { if ($1 == "MemTotal:") memory = $2; if ($1 == "SwapTotal:") swap = $2; next }
kind == "filesystems" { filesystems = filesystems $NF "\n"; next }
kind == "cgroups" { if ($4 == 1) v1 = v1 $1 "\n"; next }
kind == "unified" { gsub(/ /, "\n"); v2 = $0 "\n"; next }
kind == "status" { if ($1 == "Uid:") report("uid", $3 "\n"); next }
kind == "cpus" { cpus = $0; next }
kind == "cpuinfo" { if (/^processor[ \t]*:/) counted++; next }
END {
  report("os.release", os); report("os.legacy", legacy); report("os.debian", debian); report("os.centos", centos)
  report("memory_mb", int(memory / 1024) "\n"); report("swap_mb", int(swap / 1024) "\n")
  report("cpus", (counted ? "0-" counted - 1 : cpus) "\n")
  report("filesystems", filesystems)
  if (unified != "") mounts = "unified=" unified "\n" mounts
  report("cgroup.v1", v1); report("cgroup.v2", v2); report("cgroup.mounts", mounts)
  report("kernel.options", "")
  for (i = 1; i <= listed && config_read; i++) print option[i] "=" (option[i] in config ? config[option[i]] : "n")
  for (i = 1; i <= known; i++) if (config[option_of[order[i]]] == "y") there[order[i]]
  report("modules.loaded", loaded)
  report("modules.available", "")
  for (i = 1; i <= known; i++) if (order[i] in there) print order[i]
  report("modules.missing", missing()); report("modules.blocked", blocked)
  report("sysctls", sysctls)
}'

# Sets V to the first of the files that can be read; false when there is none.
readable() { for V do [ ! -r "$V" ] || return 0; done; V=; return 1; }

digest_facts() { # needs RELEASE, MODULES and CONTAINER
  readable "$R/proc/config.gz" "$R/boot/config-$RELEASE" "$MODULES/config" "$MODULES/build/.config" \
    "$R/usr/src/linux-$RELEASE/.config" "$R/usr/src/linux-headers-$RELEASE/.config" "$R/usr/src/linux/.config"
  _config=$V
  fact kernel.config_source "${V#"$R"}"
  set --
  ! readable "$R/etc/os-release" "$R/usr/lib/os-release" || set -- "$@" kind=os "$V"
  [ $# != 0 ] || ! readable "$R/etc/redhat-release" "$R/etc/alpine-release" "$R/etc/debian_version" ||
    set -- kind=legacy "$V"
  ! readable "$R/etc/debian_version" || set -- "$@" kind=debian "$V"
  ! readable "$R/etc/centos-release" || set -- "$@" kind=centos "$V"
  if readable "$R/proc/self/status"; then set -- "$@" kind=status "$V"; else fact uid "$(id -u)"; fi
  ! readable "$R/proc/self/mounts" || set -- "$@" kind=mounts "$V"
  ! readable "$R/proc/cgroups" || set -- "$@" kind=cgroups "$V"
  ! readable "$R/sys/fs/cgroup/cgroup.controllers" || set -- "$@" kind=unified "$V"
  ! readable "$R/proc/meminfo" || set -- "$@" kind=memory "$V"
  ! readable "$R/proc/filesystems" || set -- "$@" kind=filesystems "$V"
  ! readable "$R/proc/modules" || set -- "$@" kind=loaded "$V"
  if readable "$R/sys/devices/system/cpu/online"; then set -- "$@" kind=cpus "$V"
  elif readable "$R/proc/cpuinfo"; then set -- "$@" kind=cpuinfo "$V"
  fi
  ! readable "$MODULES/modules.builtin" || set -- "$@" kind=modules "$V"
  ! readable "$MODULES/modules.dep" || set -- "$@" kind=modules "$V"
  for _path in $SYSCTLS; do
    [ ! -r "$R/proc/sys/$_path" ] || set -- "$@" kind=sysctl "$R/proc/sys/$_path"
  done
  for _path in "$R"/etc/modprobe.d/*.conf "$R"/run/modprobe.d/*.conf "$R"/usr/lib/modprobe.d/*.conf \
      "$R"/lib/modprobe.d/*.conf; do
    [ ! -r "$_path" ] || set -- "$@" kind=modprobe "$_path"
  done
  case $_config in
    '') report_digest "$(digest "$@")" ;;
    *.gz)
      _unzip='gzip -dc'; have gzip || _unzip='zcat'
      report_digest "$($_unzip "$_config" 2>/dev/null | digest "$@" kind=config -)" ;;
    *) report_digest "$(digest "$@" kind=config "$_config")" ;;
  esac
}

digest() {
  exec awk -v root="$R" -v container="$CONTAINER" -v options="$KERNEL_OPTIONS" -v needed="$NEEDED_MODULES" \
    -v useful="$USEFUL_MODULES $HOLED_MODULES" "$DIGEST" "$@"
}

report_digest() { # LINES
  _fact= _value= IFS=$NL
  set -f
  for _line in $1; do
    case $_line in
      =*) [ -z "$_fact" ] || fact "$_fact" "$_value"; _fact=${_line#=} _value= ;;
      *) _value=${_value:+$_value$NL}$_line ;;
    esac
  done
  set +f; unset IFS
  [ -z "$_fact" ] || fact "$_fact" "$_value"
}

gather() {
  system_facts
  user_facts
  init_facts
  image_facts
  virtualization_facts
  security_facts
  firewall_facts
  patch_facts
  kernel_facts
  reboot_facts
  boot_facts
  digest_facts
  data_root
  docker_facts
  room_facts
}
gather </dev/null
