# uses: package packages service
# prefix: lp
# Live patches of the running kernel. Set before: LP_SYS, where sysfs is mounted, LP_RELEASE, the running release, and
# LP_SECONDS, how long a transition may take.

# lp_able: ends the task where this kernel cannot be patched at all.
lp_able() {
  [ -d "$LP_SYS/kernel/livepatch" ] || [ -d "$LP_SYS/kernel/kpatch" ] ||
    unsupported "the running kernel $LP_RELEASE cannot be patched live: it was built without CONFIG_LIVEPATCH; the actions kernel and boot_kernel bring another one"
}

# lp_state NAME: sets LP_STATE to "in force", "in transition", "disabled", or "not loaded".
lp_state() {
  LP_STATE='not loaded' _enabled='' _moving=0
  for _path in "$LP_SYS/kernel/livepatch/$1" "$LP_SYS/kernel/kpatch/$1"; do
    { read -r _enabled <"$_path/enabled"; } 2>/dev/null || continue
    { read -r _moving <"$_path/transition"; } 2>/dev/null || _moving=0
    break
  done
  case $_enabled,$_moving in
    1,0) LP_STATE='in force' ;;
    *,1) LP_STATE='in transition' ;;
    0,*) LP_STATE=disabled ;;
    *)
      # From 5.1 on a disabled patch is not listed any more; its module is marked K.
      { read -r _taint <"$LP_SYS/module/$1/taint"; } 2>/dev/null || _taint=
      case $_taint in *K*) LP_STATE=disabled ;; esac ;;
  esac
}

# lp_foresee on|off: promises what becomes of NAME. Sets LP_FORESEEN, and LP_STATE accordingly, to what an earlier task of the plan
# has promised; empty: nothing.
lp_foresee() {
  LP_FORESEEN=${PROMISES##*"${NL}live-patch $LP_NAME "}
  case $LP_FORESEEN in
    "$PROMISES") LP_FORESEEN= ;;
    on*) LP_FORESEEN=on LP_STATE='in force' ;;
    *) LP_FORESEEN=off LP_STATE='not loaded' ;;
  esac
  promise live-patch "$LP_NAME $1"
}

# lp_report: tells which patches are in force, LP_PATCHES, and registers them. The last word of a check.
lp_report() {
  LP_PATCHES=
  for _at in "$LP_SYS"/kernel/livepatch/* "$LP_SYS"/kernel/kpatch/*; do
    [ -f "$_at/enabled" ] || continue
    lp_state "${_at##*/}"
    [ "$LP_STATE" != 'in force' ] || LP_PATCHES="$LP_PATCHES ${_at##*/}"
  done
  LP_PATCHES=${LP_PATCHES# }
  result patches "$LP_PATCHES"; result release "$LP_RELEASE"
  case $_differs,$PROMISES in
    ?*,*) [ "$MODE" = apply ] || say "the running release stays $LP_RELEASE" ;;
    *"${NL}live-patch "*) later "what is in force is known after an earlier task; the running release stays $LP_RELEASE" ;;
    *) say "in force: ${LP_PATCHES:-none}; the running release stays $LP_RELEASE" ;;
  esac
}

# lp_settle NAME: waits for the end of its transition, else names the processes that hold it up.
lp_settle() {
  _left=$LP_SECONDS
  while lp_state "$1"; [ "$LP_STATE" = 'in transition' ]; do
    [ "$_left" -gt 0 ] || { lp_holding "$1"; cannot "$1 is still in transition after $LP_SECONDS s, held up by$LP_HOLDING; it goes on by itself, and the next run looks again"; }
    sleep 1; _left=$((_left - 1))
  done
}

# lp_holding NAME: sets LP_HOLDING to some of the processes that have not come to the new state.
lp_holding() {
  read -r _goal <"$LP_SYS/kernel/livepatch/$1/enabled"
  LP_HOLDING=
  for _process in /proc/[0-9]*; do
    { read -r _is <"$_process/patch_state"; } 2>/dev/null || continue
    case $_is in -1 | "$_goal") continue ;; esac
    { read -r _name <"$_process/comm"; } 2>/dev/null || continue
    LP_HOLDING="$LP_HOLDING ${_process##*/} ($_name)"
    [ "${#LP_HOLDING}" -lt 200 ] || return 0
  done
  [ -n "$LP_HOLDING" ] || LP_HOLDING=' processes that the kernel does not name'
}

# --- a module by itself -----------------------------------------------------------------------------------------

# lp_read FILE CALLED: reads the module FILE, which the user knows as CALLED. Sets LP_NAME to the patch's name, LP_BUILT to the
# release it is for, LP_SOURCE to its mark of the source, which may be empty, and LP_SIGNED to yes where it is signed. The name is next to the
# release, before or after it; elsewhere name= may be a text of the module's own.
lp_read() {
  LP_NAME=${2##*/} LP_BUILT='' LP_SOURCE='' LP_SIGNED='' _live=
  LP_NAME=${LP_NAME%.ko}
  while IFS= read -r _line; do
    case $_line in
      vermagic=*) LP_BUILT=${_line#vermagic=}; LP_BUILT=${LP_BUILT%% *} ;;
      name=*) LP_NAME=${_line#name=} ;;
      srcversion=*) LP_SOURCE=${_line#srcversion=} ;;
      *livepatch=Y) _live=1 ;;
    esac
  done <<END
$(tr -cs ' -~' '\n' <"$1" | sed -n -e '/livepatch=Y$/p' -e '/^srcversion=[0-9A-F]*$/p' -e '/^vermagic=/{' -e x -e G -e p -e n -e p -e '}' -e h)
END
  [ -n "$LP_BUILT" ] || cannot "$2 is not a kernel module; one that is compressed is to be unpacked"
  [ -n "$_live" ] || cannot "$2 is a kernel module and no live patch; kernel_module loads it"
  lp_name "$LP_NAME"
  [ "$(tail -c 28 "$1" | tr -d '\0')" != '~Module signature appended~' ] || LP_SIGNED=yes
}

# lp_name NAME: sets LP_NAME as the kernel writes it.
lp_name() {
  case $1 in '' | -* | *[!A-Za-z0-9_-]*) cannot "\"$1\" is not the name of a live patch" ;; esac
  LP_NAME=
  _rest=$1-
  while [ -n "$_rest" ]; do LP_NAME=$LP_NAME${LP_NAME:+_}${_rest%%-*} _rest=${_rest#*-}; done
}

# lp_fits: the running kernel takes the module.
lp_fits() {
  [ "$LP_BUILT" = "$LP_RELEASE" ] ||
    unsupported "$LP_NAME is built for $LP_BUILT, and $LP_RELEASE runs: build it for that release, or start the other with boot_kernel"
  { read -r _locked </proc/sys/kernel/modules_disabled; } 2>/dev/null || _locked=0
  [ "$_locked" = 0 ] || unsupported "loading of modules is locked until the next start (kernel.modules_disabled)"
  [ -z "$LP_SIGNED" ] || return 0
  { read -r _must <"$LP_SYS/module/module/parameters/sig_enforce"; } 2>/dev/null || _must=N
  { read -r _mode <"$LP_SYS/kernel/security/lockdown"; } 2>/dev/null || _mode='[none]'
  case $_must,$_mode in
    N,*'[none]'*) ;;
    *) unsupported "this kernel loads signed modules only (Secure Boot, or lockdown), and $LP_NAME is not signed: sign it with a key the host trusts (mokutil --import)" ;;
  esac
}

# lp_load FILE: what is loaded and not in force is replaced.
lp_load() {
  lp_state "$LP_NAME"
  if [ "$LP_STATE" = 'in transition' ]; then
    read -r _enabled <"$LP_SYS/kernel/livepatch/$LP_NAME/enabled"
    [ "$_enabled" = 1 ] || echo 1 >"$LP_SYS/kernel/livepatch/$LP_NAME/enabled"   # the transition turns back
    lp_settle "$LP_NAME"
  fi
  [ "$LP_STATE" != disabled ] || lp_unload
  [ "$LP_STATE" = 'in force' ] || insmod "$1" 2>"$WORK/insmod" || lp_refused
  lp_settle "$LP_NAME"
}

lp_refused() {
  _why=$(cat "$WORK/insmod"); _why=${_why##*: }
  case $_why in
    *[Kk]ey*) _why="$_why; the key it is signed with is not one the host trusts (mokutil --import)" ;;
    *'nvalid module format'* | *'xec format'*) _why="$_why; it was built for another configuration of $LP_RELEASE" ;;
  esac
  cannot "the kernel does not take $LP_NAME: $_why"
}

lp_unload() { rmmod "$LP_NAME" 2>"$WORK/rmmod" || cannot "$LP_NAME is disabled and cannot be unloaded: $(cat "$WORK/rmmod"); a restart of the host ends it"; }

# lp_disable: the kernel goes back to its own code, and the module goes.
lp_disable() {
  lp_state "$LP_NAME"
  if [ "$LP_STATE" = 'in force' ] || [ "$LP_STATE" = 'in transition' ]; then
    _at=$LP_SYS/kernel/livepatch/$LP_NAME
    read -r _enabled <"$_at/enabled"
    [ "$_enabled" = 0 ] || { echo 0 >"$_at/enabled"; } 2>"$WORK/rmmod" ||
      cannot "the kernel does not disable $LP_NAME: $(cat "$WORK/rmmod"); patches that came after it are to be disabled before"
    lp_settle "$LP_NAME"
  fi
  [ "$LP_STATE" = 'not loaded' ] || lp_unload
}

# lp_unit: sets LP_UNIT to the file of the service that loads the module when the host starts, and LP_UNIT_TEXT to what it holds.
lp_unit() {
  LP_UNIT=/etc/systemd/system/livepatch-$LP_NAME.service
  LP_UNIT_TEXT="[Unit]
Description=Live patch $LP_NAME for Linux $LP_RELEASE
ConditionKernelVersion=$LP_RELEASE
ConditionPathExists=!/sys/module/$LP_NAME

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/sbin/insmod $LP_KEPT

[Install]
WantedBy=multi-user.target
"
  LP_WANTED_BY=/etc/systemd/system/multi-user.target.wants/${LP_UNIT##*/}
}

# lp_other_build KEPT FILE: the kernel cannot load a second module of the same name.
lp_other_build() {
  _old=
  [ ! -f "$1" ] || cmp -s "$1" "$2" || _old=1
  { read -r _loaded <"$LP_SYS/module/$LP_NAME/srcversion"; } 2>/dev/null || _loaded=$LP_SOURCE
  [ -z "$LP_SOURCE" ] || [ "$_loaded" = "$LP_SOURCE" ] || _old=1
  [ -z "$_old" ] || cannot "another build of $LP_NAME is in force: build the new one under another name, or disable the old one first with state: absent"
}

# lp_keep FILE KEPT
lp_keep() { put_copy "$1" "$2" 644; }

# --- packages of a vendor ---------------------------------------------------------------------------------------

# lp_package VENDOR ID MACHINE: sets LP_PACKAGE to that with the patches of the running release, and LP_TOOL to one that must be
# there to load it.
lp_package() {
  LP_TOOL=
  case $1,$2 in
    suse,*) lp_underscores "$LP_RELEASE"; LP_PACKAGE=kernel-livepatch-$LP_UNDERSCORED ;;
    *,amzn) _release=${LP_RELEASE%".$3"}; LP_PACKAGE=kernel-livepatch-${_release%.amzn*} LP_TOOL=kpatch-runtime ;;
    *) _release=${LP_RELEASE%".$3"}; lp_underscores "${_release%.el[0-9]*}"; LP_PACKAGE=kpatch-patch-$LP_UNDERSCORED ;;
  esac
}

lp_underscores() { # TEXT: sets LP_UNDERSCORED to it with _ for each .
  LP_UNDERSCORED='' _rest=$1.
  while [ -n "$_rest" ]; do LP_UNDERSCORED=$LP_UNDERSCORED${LP_UNDERSCORED:+_}${_rest%%.*} _rest=${_rest#*.}; done
}

# lp_published REASON: ends the task where no repository has LP_PACKAGE, nor will have by an earlier task.
lp_published() {
  [ -z "$(pkg_installed_version "$LP_PACKAGE")" ] || return 0
  ! pkg_promised_repository && ! packages_no_index || return 0
  [ -n "$(pkg_candidate "$LP_PACKAGE")" ] || unsupported "no $LP_PACKAGE in the repositories of this host: $1"
}

# lp_modules: sets LP_MODULES to the module files of LP_PACKAGE; the first package of a kernel may have none.
lp_modules() { LP_MODULES=$(rpmquery -l "$LP_PACKAGE" 2>/dev/null | sed -n '/\.ko\(\.[a-z]*\)*$/p'); }

# lp_module_state FILE: sets LP_NAME and LP_STATE.
lp_module_state() { LP_NAME=${1##*/}; lp_name "${LP_NAME%%.ko*}"; lp_state "$LP_NAME"; }

# lp_load_packaged VENDOR FILE: installing a package has loaded its module, unless that was too early.
lp_load_packaged() {
  if [ "$1" = kpatch ] && have kpatch; then svc_run kpatch load --all
  else insmod "$2" 2>"$WORK/insmod" || lp_refused; fi
}

# --- Ubuntu Pro -------------------------------------------------------------------------------------------------

# lp_canonical: sets LP_LIVE to yes where the service is enabled, and LP_SAID to what it says of the kernel and the patches.
lp_canonical() {
  LP_LIVE=no LP_SAID=
  PATH=$PATH:/snap/bin
  have canonical-livepatch || return 0
  if _all=$(canonical-livepatch status 2>&1 </dev/null 3>&-); then LP_LIVE=yes
  else case $_all in *'not enabled'*) ;; *) ! lp_ubuntu_patched || LP_LIVE=yes ;; esac; return 0; fi
  while IFS= read -r _line; do
    _line=${_line#"${_line%%[! ]*}"}
    case $_line in 'kernel state:'* | 'patch state:'* | 'patchState:'*) LP_SAID="$LP_SAID${LP_SAID:+; }$_line" ;; esac
  done <<END
$_all
END
}

# Where nothing may be written a snap does not always run; its patches tell as well.
lp_ubuntu_patched() {
  for _at in "$LP_SYS"/kernel/livepatch/lkp_*; do [ ! -f "$_at/enabled" ] || return 0; done
  return 1
}

lp_attached() {
  case $(pro api u.pro.status.is_attached.v1 2>/dev/null </dev/null 3>&-) in *'"is_attached": true'* | *'"is_attached":true'*) return 0 ;; esac
  return 1
}
