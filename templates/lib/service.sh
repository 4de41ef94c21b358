# prefix: svc
# Services in one vocabulary, for systemd, OpenRC, System V scripts, and hosts where no init system runs.
#   svc_use INIT          first; one of facts.init. SVC_ARGUMENTS may be set then: words that a script gets besides
#   svc_look NAME         sets SVC_FOUND, SVC_RUNNING, SVC_ENABLED and SVC_MASKED to yes or no (SVC_ENABLED "fixed": it has no say in it),
#                         SVC_STALE to yes when its unit file has changed since systemd read it, SVC_UNIT to what NAME is an alias of, else to NAME
#   svc_do VERB NAME      start, stop, restart, reload, enable, disable, mask, unmask; a failure is the task's
#   svc_want NAME STATE ENABLED MASKED RELOAD    whole check; STATE as of the action, the others yes, no or empty
#   svc_put  NAME STATE ENABLED MASKED RELOAD    whole apply

SVC_PLACES="/etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system /lib/systemd/system"

svc_use() {
  SVC=$1 SVC_ARGUMENTS=
  case $SVC in
    systemd) have systemctl || unsupported "systemd runs here, but there is no systemctl" ;;
    openrc) have rc-service || unsupported "OpenRC runs here, but there is no rc-service" ;;
    sysv) ;;
    *) SVC=none ;;
  esac
}

svc_look() { SVC_FOUND=no SVC_RUNNING=no SVC_ENABLED=no SVC_MASKED=no SVC_STALE=no SVC_UNIT=$1; "svc_${SVC}_look" "$1"; }
svc_do() { "svc_${SVC}_do" "$@"; }

svc_name() {
  case $1 in
    '' | -* | *[!A-Za-z0-9:_.@\\+-]*) cannot "\"$1\" is not the name of a service" ;;
    *@ | *@.service | *@.socket | *@.timer) cannot "$1 is a template; name an instance of it, such as ${1%%@*}@1${1##*@}" ;;
  esac
}

svc_want() {
  svc_name "$1"
  svc_look "$1"
  [ "$SVC_FOUND" = yes ] || svc_missing "$@"
  case $4:$SVC_MASKED:$2:$3 in
    yes:*:*:yes | yes:*:started:* | yes:*:re*) cannot "masked: true goes with state: stopped and enabled: false alone: nothing starts what is masked" ;;
    :yes:*:yes) cannot "$1 is masked; masked: false lets it be enabled" ;;
    :yes:started:* | :yes:re*) cannot "$1 is masked; masked: false lets it be started" ;;
  esac
  [ "$4" != yes ] || svc_maskable "$1"
  [ -z "$4" ] || want masked "$4" "$SVC_MASKED"
  case $SVC_ENABLED:$3 in
    *: | "$3:$SVC_ENABLED" | fixed:no) ;;
    fixed:yes) [ "$PHASE" = recheck ] || say "$SVC_UNIT is $_file: it says of no target that it starts with it, so it starts at boot only where another unit wants it" ;;
    *) want enabled "$3" "$SVC_ENABLED" ;;
  esac
  [ "$SVC_FOUND" = no ] || ! svc_unit_promised "$1" || SVC_STALE=yes
  [ "$5" != yes ] || [ "$SVC_STALE" = no ] || want "unit file" read changed
  case $2:$SVC_RUNNING in
    started:no) svc_able "$1"; want state started stopped ;;
    stopped:yes) want state stopped started ;;
    restarted:* | reloaded:yes) svc_able "$1"; act "$2" ;;
    reloaded:no) svc_able "$1"; act started ;;
  esac
  promise service "$1"
}

svc_put() {
  svc_look "$1"
  if [ "$SVC_STALE" = yes ] && [ "$SVC" = systemd ]; then svc_run systemctl daemon-reload; fi
  [ "$4" != no ] || [ "$SVC_MASKED" = no ] || svc_do unmask "$SVC_UNIT"
  case $3:$SVC_ENABLED in
    yes:no) svc_do enable "$SVC_UNIT" ;;
    no:yes) svc_do disable "$SVC_UNIT" ;;
  esac
  case $2:$SVC_RUNNING in
    started:no | reloaded:no) svc_do start "$SVC_UNIT"; svc_settled "$SVC_UNIT" ;;
    stopped:yes) svc_do stop "$SVC_UNIT" ;;
    restarted:*) svc_do restart "$SVC_UNIT"; svc_settled "$SVC_UNIT" ;;
    reloaded:yes) svc_do reload "$SVC_UNIT" ;;
  esac
  [ "$4" != yes ] || [ "$SVC_MASKED" = yes ] || svc_do mask "$SVC_UNIT"
}

# svc_want_units_read: no unit that systemd has loaded has another file than it has read.
svc_want_units_read() {
  [ "$SVC" = systemd ] || return 0   # nothing else keeps what it has read
  for _place in $SVC_PLACES; do
    case $PROMISES in *"${NL}path $_place/"*) defer "an earlier task changes a unit file" ;; esac
  done
  case $(systemctl show -p NeedDaemonReload '*') in *NeedDaemonReload=yes*) want "unit files" read changed ;; esac
}

# svc_missing NAME STATE ENABLED MASKED: ends the check of a service that is not there, unless the plan knows what it
# will be, or nothing but its absence is wanted.
svc_missing() {
  ! promised service "$1" || defer "an earlier task brings the service $1" service "$1"
  ! svc_unit_promised "$1" || return 0
  if svc_promised_package; then
    defer "the service $1 may come with the package $SVC_PACKAGE, which an earlier task installs" package "$SVC_PACKAGE"
  fi
  case $2:$3 in stopped: | stopped:no | :no) return 0 ;; esac
  case $4:$2$3 in yes: | no:) return 0 ;; esac
  case $SVC in systemd | none)
    # shellcheck disable=SC2086
    for _place in $SVC_PLACES; do
      _real=$(grep -ls "^Alias=\(.* \)*${1%.service}\.service" "$_place"/*.service | head -n 1)
      [ -z "$_real" ] || cannot "$1 is an alias that comes with enabling ${_real##*/}: name that"
    done ;;
  esac
  _like=$("svc_${SVC}_like" "$1" | tr '\n' ' ')
  cannot "there is no service \"$1\" on this host${_like:+; of a similar name: ${_like% }}"
}

# svc_unit_promised NAME: an earlier task writes its script or unit file. The latter means nothing where no systemd is.
svc_unit_promised() {
  ! promised path "/etc/init.d/$1" || return 0
  case $SVC in systemd) ;; none) have systemctl || return 1 ;; *) return 1 ;; esac
  _template=$1
  case $1 in *@?*) _template=${1##*.}; case $_template in service | socket | timer | path | mount | target) ;; *) _template=service ;; esac
    _template=${1%%@*}@.$_template ;; esac   # of an instance
  for _place in $SVC_PLACES; do
    for _unit in "$1" "$1.service" "$_template"; do ! promised path "$_place/$_unit" || return 0; done
  done
  return 1
}

svc_promised_package() {
  case $PROMISES in *"${NL}package "*) ;; *) return 1 ;; esac
  SVC_PACKAGE=${PROMISES#*"${NL}package "}; SVC_PACKAGE=${SVC_PACKAGE%%"$NL"*}
}

# svc_able NAME: where no init system runs, only a System V script starts something.
svc_able() {
  [ "$SVC" != none ] || [ -x "/etc/init.d/$1" ] || promised path "/etc/init.d/$1" ||
    unsupported "no init system runs on this host, and $1 has no script in /etc/init.d, so nothing here can start it"
}

# svc_maskable NAME: only systemd masks.
svc_maskable() {
  case $SVC in
    systemd) return 0 ;;
    openrc) unsupported "OpenRC cannot mask a service; state: stopped and enabled: false keep it from running" ;;
    none)
      ! svc_none_unit "$1" || return 0
      promised path "/etc/init.d/$1" || ! svc_unit_promised "$1" || return 0 ;;
  esac
  unsupported "System V scripts cannot be masked; state: stopped and enabled: false keep it from running"
}

# svc_run COMMAND...: what it starts gets neither the event stream nor a pipe that somebody waits for.
svc_run() {
  "$@" >"$WORK/svc" 2>&1 </dev/null 3>&- && { cat "$WORK/svc"; return 0; }
  cat "$WORK/svc"
  _said=$(tail -n 5 "$WORK/svc")
  cannot "$* failed${_said:+: $_said}"
}

# svc_settled NAME: a service that ends at once has not started.
svc_settled() {
  [ "$SVC" != systemd ] || case $(systemctl show -p Type -- "$1") in
    Type=oneshot) return 0 ;;
    Type=simple | Type=exec) sleep 1 ;;
  esac
  svc_look "$1"
  [ "$SVC_RUNNING" = yes ] && return 0
  cannot "$1 ended after it was started${SVC_RESULT:+: $SVC_RESULT}"
}

# --- systemd ----------------------------------------------------------------------------------------------------

svc_systemd_look() {
  SVC_RESULT=; _unit=$(systemctl show -p Id -p LoadState -p ActiveState -p Result -p UnitFileState -p NeedDaemonReload -- "$1") ||
    cannot "systemctl does not answer"
  _id=${_unit#"${_unit%%Id=*}"}; _id=${_id#Id=}; _id=${_id%%"$NL"*}
  case $_id in '' | "$1" | "$1.service") ;; *) SVC_UNIT=$_id ;; esac
  case $NL$_unit$NL in *"${NL}LoadState=not-found$NL"*) ;; *"${NL}LoadState="*) SVC_FOUND=yes ;; esac
  case $_unit in *ActiveState=active* | *ActiveState=reloading* | *ActiveState=refreshing*) SVC_RUNNING=yes ;; esac
  case $_unit in *NeedDaemonReload=yes*) SVC_STALE=yes ;; esac
  case $_unit in *Result=success*) ;; *) SVC_RESULT=${_unit##*Result=}; SVC_RESULT="result ${SVC_RESULT%%"$NL"*}" ;; esac
  _file=${_unit##*UnitFileState=}; _file=${_file%%"$NL"*}
  case $_file in
    enabled | enabled-runtime | alias) SVC_ENABLED=yes ;;
    static | indirect | transient) SVC_ENABLED=fixed ;;
    masked | masked-runtime) SVC_MASKED=yes ;;
    '' | generated) [ "$SVC_FOUND" = no ] || case $(systemctl is-enabled -- "$1" 2>/dev/null) in enabled*) SVC_ENABLED=yes ;; esac ;;
  esac
}

svc_systemd_do() { # VERB NAME
  [ "$1" != reload ] || set -- reload-or-restart "$2"
  svc_run systemctl "$1" -- "$2"
}

svc_systemd_like() { systemctl list-unit-files --no-legend --no-pager 2>/dev/null | sed -n "s/^\([^ ]*$1[^ ]*\.service\) .*/\1/p" | head -n 5; }

# --- OpenRC -----------------------------------------------------------------------------------------------------

svc_openrc_look() {
  rc-service -e "$1" || return 0
  SVC_FOUND=yes
  ! rc-service "$1" status >/dev/null 2>&1 || SVC_RUNNING=yes
  ! rc-update -a show 2>/dev/null | grep -q "^ *$1 |.*[a-z]" || SVC_ENABLED=yes
}

svc_openrc_do() { # VERB NAME
  case $1 in
    enable) svc_run rc-update add "$2" default ;;
    disable) svc_run rc-update -a del "$2" ;;
    *) svc_run rc-service "$2" "$1" $SVC_ARGUMENTS ;;
  esac
}

svc_openrc_like() { rc-service -l 2>/dev/null | grep -F -- "$1" | head -n 5; }

# --- System V scripts -------------------------------------------------------------------------------------------

svc_sysv_script() { # NAME VERB
  if have service && [ "$SVC" = sysv ]; then service "$1" "$2" $SVC_ARGUMENTS; else "/etc/init.d/$1" "$2" $SVC_ARGUMENTS; fi
}

# A status of 4, or "unrecognized", means that there is no such script.
svc_sysv_look() {
  _status=0; _said=$(svc_sysv_script "$1" status 2>&1 </dev/null 3>&-) || _status=$?
  case $_status:$_said in 4:* | 127:* | 126:* | *unrecognized*) return 0 ;; esac
  SVC_FOUND=yes
  [ "$_status" -ne 0 ] || SVC_RUNNING=yes
  svc_sysv_enabled "$1"
}

svc_sysv_enabled() {
  if have chkconfig; then case $(chkconfig --list "$1" 2>/dev/null) in *:on*) SVC_ENABLED=yes ;; esac
  elif ls /etc/rc[2-5].d/S[0-9][0-9]"$1" >/dev/null 2>&1; then SVC_ENABLED=yes; fi
}

svc_sysv_do() { # VERB NAME
  case $1 in
    enable | disable) svc_sysv_at_boot "$@" ;;
    *) svc_run svc_sysv_script "$2" "$1" ;;
  esac
}

svc_sysv_at_boot() { # VERB NAME
  if have chkconfig; then
    [ "$1" = enable ] && svc_run chkconfig "$2" on || svc_run chkconfig "$2" off
  elif have update-rc.d; then
    [ "$1" = disable ] || svc_run update-rc.d "$2" defaults
    svc_run update-rc.d "$2" "$1"
  else
    unsupported "neither chkconfig nor update-rc.d is here, so $2 cannot be set to start at boot"
  fi
}

svc_sysv_like() { ls /etc/init.d 2>/dev/null | grep -F -- "$1" | head -n 5; }

# --- no init system runs: unit files can be enabled, scripts can be run -------------------------------------------

# svc_none_unit NAME: systemd has a unit file of it; sets _file to its state. systemctl cat takes no --root.
svc_none_unit() {
  have systemctl || return 1
  _file=$(systemctl --root=/ is-enabled -- "$1" 2>/dev/null) || :
  case $_file in '' | not-found) return 1 ;; esac
}

svc_none_look() {
  if svc_none_unit "$1"; then
    case $_file in
      enabled*) SVC_FOUND=yes SVC_ENABLED=yes ;;
      static | indirect) SVC_FOUND=yes SVC_ENABLED=fixed ;;
      masked*) SVC_FOUND=yes SVC_MASKED=yes ;;
      alias) svc_none_alias "$1" ;;
      *) SVC_FOUND=yes ;;
    esac
  fi
  [ -x "/etc/init.d/$1" ] || return 0
  if [ "$SVC_FOUND" = no ]; then SVC_FOUND=yes; svc_sysv_enabled "$1"; fi
  ! svc_sysv_script "$1" status >/dev/null 2>&1 </dev/null 3>&- || SVC_RUNNING=yes
}

# svc_none_alias NAME: looks at the unit of which it is an alias, whose state the alias does not tell.
svc_none_alias() {
  case $1 in *.service | *.socket | *.timer | *.path | *.mount | *.target) _alias=$1 ;; *) _alias=$1.service ;; esac
  for _place in $SVC_PLACES; do
    [ -L "$_place/$_alias" ] || continue
    _real=$(readlink -f "$_place/$_alias"); _real=${_real##*/}
    [ "$_real" != "$_alias" ] || continue
    SVC_UNIT=$_real; svc_none_look "$_real"; return
  done
  SVC_FOUND=yes SVC_ENABLED=yes
}

svc_none_do() { # VERB NAME
  case $1 in
    enable | disable | mask | unmask)
      if svc_none_unit "$2"; then svc_run systemctl --root=/ "$1" -- "$2"
      else svc_sysv_do "$@"; fi ;;
    *) svc_sysv_do "$@" ;;
  esac
}

svc_none_like() { svc_sysv_like "$1"; }
