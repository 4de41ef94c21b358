# uses: package
# prefix: apt
# apt: what package.sh calls, under the names of its words.

apt_installed_version() {
  dpkg-query -W -f '${db:Status-Abbrev} ${Package}:${Architecture} ${Version}\n' "$@" 2>/dev/null |
  while _status=; read -r _status _package _version || [ -n "$_status" ]; do
    case $_status in [a-z][itW]) ;; *) continue ;; esac
    echo "${_package%:*} $_version"
    case " $* " in *" $_package "*) echo "$_package $_version" ;; esac
  done
}

apt_provided() {
  dpkg-query -W -f '${db:Status-Abbrev} , ${Provides},\n' 2>/dev/null | grep '^[a-z][itW]' | grep -qF -e ", $1," -e ", $1 ("
}

apt_candidate() {
  apt-cache policy "$1" 2>/dev/null | while _key=; read -r _key _value || [ -n "$_key" ]; do
    [ "$_key" != Candidate: ] || [ "$_value" = '(none)' ] || echo "$_value"
  done
}

# apt_at_fault: apt refused for another reason than that a package or a version is not there.
apt_at_fault() { grep '^E: ' "$WORK/pkg.err" | grep -Eqv 'Unable to locate package|no installation candidate|Version .* was not found|find any package by|held broken packages|Unable to correct problems|Held packages were|Packages were downgraded'; }

# apt_negative NAME: ends the task where a preference forbids every version of it.
apt_negative() {
  _below=$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^     \([^ ]*\) \(-[0-9]*\)$/\1 has priority \2/p' | head -n 1)
  [ -n "$_below" ] || return 0
  _where=$(grep -rls '^Pin-Priority: *-' /etc/apt/preferences /etc/apt/preferences.d | tr '\n' ' ')
  cannot "no version of $1 may be installed: by apt's preferences $_below${_where:+; negative priorities are in ${_where% }}"
}

apt_has_version() { # NAME PIN
  apt-cache madison "$1" 2>/dev/null | (
    while _version=; read -r _ _ _version _ || [ -n "$_version" ]; do ! pkg_like "$_version" "$2" || exit 0; done
    exit 1
  )
}

# apt_words VERB SPEC...: sets APT_WORDS, the command and options that simulation and change have in common.
apt_words() {
  APT_WORDS='-q -y' _verb=$1
  [ "$PKG_RECOMMENDS" != yes ] || APT_WORDS="$APT_WORDS -o APT::Install-Recommends=true"
  [ "$PKG_RECOMMENDS" != no ] || APT_WORDS="$APT_WORDS -o APT::Install-Recommends=false"
  [ "$PKG_DOWNGRADE" != yes ] || APT_WORDS="$APT_WORDS --allow-downgrades"
  [ -z "$PKG_HOLD${PKG_RELEASED:-}" ] || APT_WORDS="$APT_WORDS --allow-change-held-packages"
  [ "$PKG_PURGE" != yes ] || APT_WORDS="$APT_WORDS --purge"
  case $PKG_AUTOREMOVE:$1 in yes:remove | yes:safe | yes:full) APT_WORDS="$APT_WORDS --auto-remove" ;; esac
  case $1 in
    upgrade) APT_WORDS="$APT_WORDS --only-upgrade install" ;;
    safe) APT_WORDS="$APT_WORDS --with-new-pkgs upgrade" ;;
    full) APT_WORDS="$APT_WORDS dist-upgrade" ;;
    *) APT_WORDS="$APT_WORDS $1" ;;
  esac
}

apt_simulate() {
  apt_words "$1"
  case $1 in safe | full) apt_kept; set -- $APT_KEPT ;; *) shift ;; esac
  apt_gone
  pkg_dry apt-get -s $APT_WORDS -- "$@" $APT_GOING || {
    apt_refusal
    return 1
  }
  while _word=; read -r _word _name _a _b _ || [ -n "$_word" ]; do
    case $_word:$_a in
      Inst:\[*) _a=${_a#?}; PKG_MOVES="$PKG_MOVES$_name ${_a%]} ${_b#?}$NL" ;;
      Inst:*) PKG_MOVES="$PKG_MOVES$_name - ${_a#?}$NL" ;;
      Remv:* | Purg:*) _a=${_a#?}; PKG_MOVES="$PKG_MOVES$_name ${_a%]} -$NL" ;;
      Conf:*) case "$NL$PKG_MOVES" in *"$NL$_name "*) ;; *) PKG_MOVES="$PKG_MOVES$_name - ${_a#?}$NL" ;; esac ;;
    esac
  done <"$WORK/pkg.out"
}

# apt_kept: sets APT_KEPT to PKG_EXCLUDE at the versions that they have: what is named so, an upgrade leaves.
apt_kept() { APT_KEPT=; [ -z "$PKG_EXCLUDE" ] || APT_KEPT=$(apt_installed_version $PKG_EXCLUDE | while _one=; read -r _one _at || [ -n "$_one" ]; do echo "$_one=$_at"; done); }

apt_gone() { APT_GOING=; for _gone in $PKG_GONE; do APT_GOING="$APT_GOING $_gone-"; done; }   # sets APT_GOING, which tells apt to remove PKG_GONE

apt_refusal() { # says in Drydock's words what apt's message leaves open
  case $PKG_REFUSAL in
    *'Held packages were changed'*) PKG_REFUSAL="a package is held; hold: false releases it" ;;
    *'Packages were downgraded'*) PKG_REFUSAL="a newer version is installed; allow_downgrade: true allows an older one" ;;
    *) ! grep -q 'is a virtual package' "$WORK/pkg.out" || PKG_REFUSAL=$(grep 'is a virtual package' "$WORK/pkg.out") ;;
  esac
}

APT_SHA1_REMEDY="get the key as its owner has signed it anew; until there is one, a later day for sha1.second_preimage_resistance in \
/etc/crypto-policies/back-ends/apt-sequoia.config, a copy of /usr/share/apt/default-sequoia.config, lets it in"

# apt_sha1: where apt has refused a key for SHA-1 says so in Drydock's words, before apt's.
apt_sha1() {
  _since=$(cat "$WORK/pkg.err" "$WORK/pkg.out" | sed -n 's/.*SHA1 is not considered secure since \([0-9-]*\).*/\1/p' | head -n 1)
  [ -n "$_since" ] || return 0
  _key=$(cat "$WORK/pkg.err" "$WORK/pkg.out" | sed -n 's/.*Signing key on \([0-9A-F]*\) is not bound.*/ \1/p' | head -n 1)
  PKG_REFUSAL="SHA-1 alone binds the key$_key, which apt refuses since $_since; $APT_SHA1_REMEDY. It said: $PKG_REFUSAL"
}

# Configuration files that were changed on the host stay as they are; nothing asks; policy-rc.d is respected.
apt_run() {
  export DEBIAN_FRONTEND=noninteractive DEBCONF_NONINTERACTIVE_SEEN=true APT_LISTCHANGES_FRONTEND=none UCF_FORCE_CONFFOLD=1
  export NEEDRESTART_MODE=l NEEDRESTART_SUSPEND=1
  pkg_try apt-get -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" || { apt_sha1; cannot "apt-get failed: $PKG_REFUSAL"; }
}

# apt_folders: sets APT_STATE and APT_LISTS, with a slash at the end.
apt_folders() { apt_config APT Dir::State/d LISTS Dir::State::lists/d; APT_STATE=$APT APT_LISTS=$LISTS; }

apt_config() { # VARIABLE SETTING...: sets them; apt's own error ends the task
  _set=$(apt-config shell "$@" 2>&1) || cannot "apt cannot read its configuration: $_set"
  eval "$_set"
}

apt_locks() { echo /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/cache/debconf/config.dat /var/lib/apt/lists/lock /var/cache/apt/archives/lock; }

apt_no_index() {
  apt_folders
  ! ls "$APT_LISTS" 2>/dev/null | grep -q '_Packages'
}

apt_update() { apt_run -q update; }
apt_install() { apt_words install; apt_gone; apt_run $APT_WORDS -- "$@" $APT_GOING; }
apt_fetch() { apt_words install; apt_gone; apt_run $APT_WORDS --download-only -- "$@" $APT_GOING; }
apt_upgrade() { apt_words upgrade; apt_run $APT_WORDS -- "$@"; }
apt_remove() { apt_words remove; apt_run $APT_WORDS -- "$@"; }
apt_upgrade_all() { apt_words "$1"; apt_kept; apt_run $APT_WORDS -- $APT_KEPT; }
apt_autoremove() { apt_words autoremove; apt_run $APT_WORDS; }

# apt_configured NAME...: prints those that were removed and have left their configuration.
apt_configured() {
  dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null |
    while _status=; read -r _status _package || [ -n "$_status" ]; do case $_status in ?c) echo "$_package" ;; esac; done
}
apt_hold() { pkg_run apt-mark hold "$@"; }
apt_unhold() { pkg_run apt-mark unhold "$@"; }

apt_held() {
  dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null |
  while _status=; read -r _status _package || [ -n "$_status" ]; do case $_status in h*) echo "$_package" ;; esac; done
}

# An installation that was cut off is finished first. dpkg configures what it can; what must be unpacked anew
# (reinst-required, the R of its status), as after a power cut, it refuses, and apt fetches that again.
apt_repair() { # STATE SPEC...
  _left=$(dpkg-query -W -f '${db:Status-Abbrev} ${binary:Package}\n' 2>/dev/null | grep '^.[HUF]\|^..R') || :
  [ -n "$_left$(ls /var/lib/dpkg/updates 2>/dev/null)" ] || return 0
  if pkg_has_lock /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock; then   # not cut off: at work
    pkg_free /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock
    apt_repair "$@"; return
  fi
  export DEBIAN_FRONTEND=noninteractive
  _anew=
  while read -r _status _name; do
    case $_status in ??R) ;; *) continue ;; esac
    for _spec do case $_spec in "$_name="*) _name=$_spec ;; esac; done
    _anew="$_anew $_name"
  done <<END
$_left
END
  set -- dpkg --force-confdef --force-confold --configure -a
  if [ -n "$_anew" ]; then
    pkg_try "$@" || :
    ! apt_no_index || apt_update
    apt_words install; apt_run $APT_WORDS --no-remove --reinstall -- $_anew
  fi
  pkg_run "$@"
}
