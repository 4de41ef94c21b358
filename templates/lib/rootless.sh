# uses: account docker service
# Engines of users: each runs one of its own, without root, as a service of the systemd that looks after the user's programs. ROOTLESS_SCRIPT is what
# starts it, of the packages.

# rootless_possible INIT CGROUPS: ends the check where no user can have one; CGROUPS is facts.cgroup.version.
rootless_possible() {
  [ "$1" = systemd ] || unsupported "an engine of a user (rootless_users) is a service of the user's own systemd, and systemd does not run here"
  have runuser && have loginctl || missing "runuser and loginctl are needed for the engine of a user (rootless_users), of the packages util-linux and systemd" command runuser
  for _remedy in kernel.unprivileged_userns_clone=1 user.max_user_namespaces=28633; do
    _name=${_remedy%%=*}
    ! rootless_kernel_has "$_name" 0 || cannot "$_name is 0: users get no namespaces, of which a rootless engine is made; a task before this one \
sets it, sysctl: {name: $_name, value: ${_remedy#*=}}"
  done
  _name=kernel.apparmor_restrict_unprivileged_userns
  ! rootless_kernel_has "$_name" 1 || grep -qs rootlesskit /etc/apparmor.d/* || cannot "$_name is 1, and no AppArmor profile in /etc/apparmor.d lets rootlesskit make \
namespaces: install the package apparmor, which has it, or set that to 0 by a task before this one, sysctl: {name: $_name, value: 0}"
  case $2,$PHASE in v2,* | *,recheck) ;; *) say "with control groups v1 the containers of a rootless engine cannot be limited" ;; esac
}

# rootless_kernel_has NAME VALUE: the kernel's parameter has this value, and no earlier task gives it another.
rootless_kernel_has() {
  _now=; { read -r _now <"/proc/sys/${1%%.*}/${1#*.}"; } 2>/dev/null || :
  [ "$_now" = "$2" ] || return 1
  case $PROMISES in *"${NL}sysctl $1="*) return 1 ;; esac
}

# rootless_find: looks up ROOTLESS_USER; false where there is none.
rootless_find() {
  account_find passwd "$ROOTLESS_USER" || return 1
  IFS=: read -r _ _ ROOTLESS_UID ROOTLESS_GID _ ROOTLESS_HOME _ <<END
$ACCOUNT_ROW
END
  ROOTLESS_UNITS=$ROOTLESS_HOME/.config/systemd/user
}

rootless_want() { # USER...
  for ROOTLESS_USER do
    account_stays user "$ROOTLESS_USER"
    ! rootless_find || rootless_able
  done
  for _ids in /etc/subuid /etc/subgid; do
    rootless_ids "$_ids" "$@"
    [ "$ROOTLESS_IDS" = "$ROOTLESS_IDS_OLD" ] || want_content "$_ids" "$ROOTLESS_IDS"
  done
  for ROOTLESS_USER do ! rootless_find || rootless_want_engine; done
  for ROOTLESS_USER do
    rootless_find || missing "there is no user $ROOTLESS_USER to run an engine; create it with user: {name: $ROOTLESS_USER}" user "$ROOTLESS_USER"
  done
}

rootless_able() {
  [ "$ROOTLESS_UID" != 0 ] || cannot "$ROOTLESS_USER is the superuser, whose engine is the one of the host: rootless_users are others"
  [ -d "$ROOTLESS_HOME" ] || missing "the home directory of $ROOTLESS_USER, $ROOTLESS_HOME, is not there: the engine keeps its data in it" path "$ROOTLESS_HOME"
}

rootless_want_engine() {
  rootless_lingers || want "services of $ROOTLESS_USER" "from boot on" "during a login"
  want_content "$ROOTLESS_UNITS/docker.service" "$(rootless_unit)$NL"
  rootless_enabled || want "engine of $ROOTLESS_USER at boot" started "not started"
  if ! rootless_answers; then want "engine of $ROOTLESS_USER now" running stopped
  elif ! rootless_unit_is_there; then want "engine of $ROOTLESS_USER" "restarted with the new unit" "running with the old one"; fi
}

rootless_put() { # USER...
  for _ids in /etc/subuid /etc/subgid; do
    rootless_ids "$_ids" "$@"
    [ "$ROOTLESS_IDS" = "$ROOTLESS_IDS_OLD" ] || put_file "$_ids" "$ROOTLESS_IDS"
  done
  for ROOTLESS_USER do ! rootless_find || rootless_put_engine; done
}

rootless_put_engine() {
  rootless_lingers || svc_run loginctl enable-linger "$ROOTLESS_USER"
  svc_run systemctl start "user@$ROOTLESS_UID.service"
  _starts=
  if ! rootless_unit_is_there; then
    rootless_do mkdir -p -- "$ROOTLESS_UNITS"
    replace "$ROOTLESS_UNITS/docker.service" rootless_unit rootless_own
    _starts=yes
  fi
  rootless_do systemctl --user daemon-reload
  rootless_enabled || rootless_do systemctl --user enable docker.service
  [ -n "$_starts" ] || ! rootless_answers || return 0
  try rootless_do systemctl --user reset-failed docker.service 3>/dev/null || :
  try rootless_do systemctl --user restart docker.service 3>/dev/null || cannot "the engine of $ROOTLESS_USER does not start: $(rootless_words)"
  for _second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do ! rootless_answers || return 0; sleep 1; done
  cannot "the engine of $ROOTLESS_USER does not answer at unix:///run/user/$ROOTLESS_UID/docker.sock: $(rootless_words)"
}

# --- subordinate ids ----------------------------------------------------------------------------------------------

# rootless_ids FILE USER...: sets ROOTLESS_IDS_OLD, what FILE holds, and ROOTLESS_IDS, what it is to hold: each user who is there has 65,536 ids, new ones
# in the first gap from 100000 on, where those of useradd begin.
rootless_ids() {
  ROOTLESS_IDS_OLD=
  if [ -e "$1" ]; then ROOTLESS_IDS_OLD=$(contents "$1" && echo .) || unreadable "$1"; fi
  ROOTLESS_IDS_OLD=${ROOTLESS_IDS_OLD%.} ROOTLESS_IDS=${ROOTLESS_IDS_OLD%.} _table=$1; shift
  for ROOTLESS_USER do
    rootless_find || continue
    _gap=$(printf %s "$ROOTLESS_IDS" | sort -t : -k 2,2n | NAME=$ROOTLESS_USER NUMBER=$ROOTLESS_UID awk -F : -v gap=100000 '
      $1 "" == ENVIRON["NAME"] || $1 "" == ENVIRON["NUMBER"] { has += $3 }
      $2 + 0 < gap + 65536 && $2 + $3 > gap { gap = $2 + $3 }
      END { if (has < 65536) printf "%.0f", gap }') || cannot "$_table cannot be read: awk does not run here"
    [ -n "$_gap" ] || continue
    [ "$_gap" -le 4294901760 ] || cannot "$_table has no 65,536 ids left for $ROOTLESS_USER: give back a range there"
    case $ROOTLESS_IDS in '' | *"$NL") ;; *) ROOTLESS_IDS=$ROOTLESS_IDS$NL ;; esac
    ROOTLESS_IDS=$ROOTLESS_IDS$ROOTLESS_USER:$_gap:65536$NL
  done
}

# --- the user's service -------------------------------------------------------------------------------------------

# What dockerd-rootless-setuptool.sh writes, which itself does not come to an end where docker is not beside it. The bus, which may have come with
# this task, is needed to limit containers.
rootless_unit() {
  cat <<END
[Unit]
Description=Docker Application Container Engine (Rootless)
Documentation=https://docs.docker.com/go/rootless/
Wants=dbus.socket
After=dbus.socket

[Service]
Environment=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ExecStart=$ROOTLESS_SCRIPT
ExecReload=/bin/kill -s HUP \$MAINPID
TimeoutSec=0
RestartSec=2
Restart=always
StartLimitBurst=3
StartLimitInterval=60s
LimitNOFILE=infinity
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
Delegate=yes
Type=notify
NotifyAccess=all
KillMode=mixed

[Install]
WantedBy=default.target
END
}

rootless_unit_is_there() { [ "$(contents "$ROOTLESS_UNITS/docker.service" 2>/dev/null; echo .)" = "$(rootless_unit; echo .)" ]; }
rootless_own() { KEPT_RIGHTS="644 $ROOTLESS_UID:$ROOTLESS_GID" _mode=644; keep_rights "$1"; }   # FILE

rootless_lingers() { [ -e "/var/lib/systemd/linger/$ROOTLESS_USER" ]; }
rootless_enabled() { [ -L "$ROOTLESS_UNITS/default.target.wants/docker.service" ]; }

# rootless_do COMMAND...: as the user, whose systemd and bus it finds.
rootless_do() {
  _said=$(runuser -u "$ROOTLESS_USER" -- env HOME="$ROOTLESS_HOME" XDG_RUNTIME_DIR="/run/user/$ROOTLESS_UID" \
    DBUS_SESSION_BUS_ADDRESS="unix:path=/run/user/$ROOTLESS_UID/bus" "$@" 2>&1 </dev/null 3>&-) || cannot "$* failed for $ROOTLESS_USER: $_said"
}

# rootless_answers: the user's engine does, and is rootless.
rootless_answers() {
  case $(docker_client 20 -H "unix:///run/user/$ROOTLESS_UID/docker.sock" info --format '{{.SecurityOptions}}' 2>/dev/null) in *name=rootless*) return 0 ;; esac
  return 1
}

rootless_words() { journalctl "_UID=$ROOTLESS_UID" _SYSTEMD_USER_UNIT=docker.service -n 3 -o cat --no-pager 2>/dev/null; }   # the last it said
