# uses: package
# prefix: dnf
# dnf and yum: what package.sh calls, under the names of its words.

dnf_installed_version() {
  rpmquery --qf '%{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n' "$@" 2>/dev/null |
  while _name=; read -r _name _version _more || [ -n "$_name" ]; do [ -n "$_more" ] || echo "$_name $_version"; done
}

dnf_provided() { rpmquery --whatprovides "$1" >/dev/null 2>&1; }

dnf_candidate() {
  dnf_dry -q list "$1" 2>/dev/null
  while _name=; read -r _name _version _from || [ -n "$_name" ]; do
    case $_name in "$1".*) _candidate=$_version ;; esac
  done <"$WORK/pkg.out"
  echo "$_candidate"
}

dnf_has_version() { # NAME PIN
  dnf_dry -q list --showduplicates "$1" || return 1
  while _name=; read -r _name _version _ || [ -n "$_name" ]; do
    case $_name in "$1".*) ! pkg_like "$_version" "$2" || return 0 ;; esac
  done <"$WORK/pkg.out"
  return 1
}

# dnf_dry WORD...: runs it where no file system can be written, on links to the metadata that is there; if that does not
# do, with what the repositories say now.
dnf_dry() {
  dnf_places
  dnf_try -C "$@" || dnf_try "$@"
}

# dnf_places: sets DNF_PLACES to options that keep what it writes in $WORK. yum cannot be told where its lock is; it takes none in
# a root without /var/run. The plugin local makes a repository of its own.
dnf_places() {
  case $PKG_CMD in
    yum) DNF_PLACES=--installroot=$WORK/dnf/root ;;
    *) DNF_PLACES="--setopt=cachedir=$WORK/dnf/cache --setopt=persistdir=$WORK/dnf/state --setopt=logdir=$WORK/dnf --disableplugin=local" ;;
  esac
  [ ! -d "$WORK/dnf" ] || return 0
  mkdir -p "$WORK/dnf/cache" "$WORK/dnf/state" "$WORK/dnf/root/var/lib"
  if [ "$PKG_CMD" = yum ]; then
    ln -s /etc "$WORK/dnf/root/etc"; ln -s "$WORK/dnf/cache" "$WORK/dnf/root/var/cache"
    for _dir in rpm yum; do ln -s "/var/lib/$_dir" "$WORK/dnf/root/var/lib/$_dir"; done
    for _dir in yum dnf; do ! [ -d "/var/cache/$_dir" ] || cp -rs "/var/cache/$_dir" "$WORK/dnf/cache/" 2>/dev/null || :; done
    dnf_unlocked "$WORK/dnf/cache/dnf" "$WORK/dnf/cache/yum"
    return 0
  fi
  ! [ -d /var/cache/libdnf5 ] || cp -rs /var/cache/libdnf5/. "$WORK/dnf/cache" 2>/dev/null || :
  ! [ -d /var/cache/dnf ] || cp -rs /var/cache/dnf/. "$WORK/dnf/cache" 2>/dev/null || :
  cp --remove-destination /var/cache/dnf/expired_repos.json /var/cache/dnf/tempfiles.json "$WORK/dnf/cache" 2>/dev/null || :
  ! [ -d /var/lib/dnf ] || cp -r /var/lib/dnf/. "$WORK/dnf/state" 2>/dev/null || :
  dnf_unlocked "$WORK/dnf/cache" "$WORK/dnf/state"
}

# dnf_unlocked COPY...: takes from it the locks of one that works here, which a simulation would wait for.
dnf_unlocked() {
  for _dir do
    for _lock in metadata download rpmdb; do _lock=$_dir/${_lock}_lock.pid; [ ! -e "$_lock" ] && [ ! -L "$_lock" ] || remove "$_lock"; done
  done
}

dnf_try() {
  pkg_dry "$PKG_CMD" $DNF_PLACES $PKG_REPOS --setopt=exit_on_lock=1 "$@" && return 0
  grep -q 'Operation aborted\|Exiting on user command\|Is this ok' "$WORK/pkg.out" "$WORK/pkg.err"
}

# dnf_words VERB: as apt_words.
dnf_words() {
  DNF_WORDS=
  [ "$PKG_RECOMMENDS" != yes ] || DNF_WORDS="$DNF_WORDS --setopt=install_weak_deps=True"
  [ "$PKG_RECOMMENDS" != no ] || DNF_WORDS="$DNF_WORDS --setopt=install_weak_deps=False"
  [ -z "$PKG_HOLD" ] || DNF_WORDS="$DNF_WORDS --disableplugin=versionlock"
  for _one in $PKG_EXCLUDE; do DNF_WORDS="$DNF_WORDS --exclude=$_one"; done
  case $1 in safe | full) DNF_WORDS="$DNF_WORDS upgrade" ;; *) DNF_WORDS="$DNF_WORDS $1" ;; esac
  [ -z "$PKG_REPLACE$PKG_GONE" ] || [ "$PKG_CMD" = yum ] || DNF_WORDS="$DNF_WORDS --allowerasing"   # which yum has not
}

dnf_specs() { # SPEC...: sets DNF_SPECS, in the manager's own form
  DNF_SPECS=
  for _spec do pkg_spec "$_spec"; DNF_SPECS="$DNF_SPECS $PKG_NAME${PKG_PIN:+-$PKG_PIN}"; done
}

# The table of the transaction is cut into lines at 80 columns, so a row is complete when it has its six words.
dnf_simulate() {
  dnf_words "$1"; shift
  dnf_specs "$@"
  dnf_dry --assumeno $DNF_WORDS $DNF_SPECS || { [ -n "$PKG_GONE" ] && [ "$PKG_CMD" = yum ] && pkg_suppose install "$@"; return; }
  _section= _row=
  while _line=; IFS= read -r _line || [ -n "$_line" ]; do
    case $_line in
      'Transaction Summary'* | '') _section= ;;
      [A-Z]*:) _section=$_line ;;
      ' '*) [ -z "$_section" ] || { _row="$_row $_line"; dnf_row $_row; } ;;
    esac
  done <"$WORK/pkg.out"
  [ "$PKG_DOWNGRADE" = yes ] || pkg_no_downgrade
}

dnf_row() { # NAME ARCH VERSION REPOSITORY SIZE [UNIT], once complete
  [ $# -ge 5 ] || return 0
  _row=
  [ "$1" != replacing ] || return 0
  _from=$(dnf_installed_version "$1") || _from=
  _from=${_from##* }
  case $_section in
    Removing* | Erasing*) PKG_MOVES="$PKG_MOVES$1 ${_from:-$3} -$NL" ;;
    Downgrading*) PKG_MOVES="$PKG_MOVES$1 ${_from:--} $3 down$NL" ;;
    Upgrading* | Updating*) PKG_MOVES="$PKG_MOVES$1 ${_from:--} $3$NL" ;;
    Installing* | Reinstalling*) PKG_MOVES="$PKG_MOVES$1 - $3$NL" ;;
  esac
}

dnf_no_index() { return 1; }   # fetches what is missing or has expired by itself
dnf_repair() { :; }
dnf_update() { dnf_call -q makecache; }
dnf_locks() { echo /usr/lib/sysimage/rpm/.rpm.lock /var/lib/rpm/.rpm.lock; }

# dnf_call WORD...: neither it nor rpm waits for another by itself, which has no end.
dnf_call() {
  pkg_free $(dnf_locks)
  pkg_run "$PKG_CMD" $PKG_REPOS --setopt=exit_on_lock=1 "$@"
}

dnf_run() {
  _refresh=; [ "$PKG_UPDATE:$PKG_CMD" != yes:dnf ] || _refresh=--refresh
  dnf_call -y $_refresh "$@"
}

dnf_install() { dnf_specs "$@"; dnf_words install; dnf_run $DNF_WORDS $DNF_SPECS; }

# yum resolves nothing that conflicts with what is still there, so it can only be asked to fetch where it would install.
dnf_fetch() {
  dnf_specs "$@"; dnf_words install
  if [ "$PKG_CMD" = dnf ]; then dnf_run $DNF_WORDS --downloadonly $DNF_SPECS; return; fi
  dnf_dry --assumeno $DNF_WORDS $DNF_SPECS || return 0
  pkg_dry yum -y $DNF_WORDS --downloadonly $DNF_SPECS || grep -q 'exiting because' "$WORK/pkg.out" "$WORK/pkg.err" || cannot "yum failed: $PKG_REFUSAL"
}

dnf_upgrade() { dnf_specs "$@"; dnf_words upgrade; dnf_run $DNF_WORDS $DNF_SPECS; }
dnf_upgrade_all() { dnf_words "$1"; dnf_run $DNF_WORDS; }
dnf_autoremove() { dnf_words autoremove; dnf_call -y $DNF_WORDS; }
dnf_remove() { dnf_words remove; dnf_call -y $DNF_WORDS "$@"; }
dnf_hold() { dnf_call -y versionlock add "$@"; }

dnf_unhold() {
  [ "$PKG_CMD" = dnf ] || { for _one do dnf_call -y versionlock delete "*:$_one-[0-9]*"; done; return 0; }
  dnf_call -y versionlock delete "$@"
}

dnf_held() {
  dnf_dry -q versionlock list || return 1   # a plugin, which may be missing
  while _line=; read -r _line || [ -n "$_line" ]; do
    for _one do
      case $_line in "$_one"-[0-9]*:* | [0-9]*:"$_one"-[0-9]* | "Package name: $_one") echo "$_one" ;; esac
    done
  done <"$WORK/pkg.out"
}
