# Facts that are gathered only where they are asked for, as they are long or slow to tell: runs after facts.sh, whose words it uses. The controller
# sets SUBSETS to their names. Each is one event `fact 0 more.NAME TEXT`, TEXT a table: lines of columns with tabs between them, its first column the key.
# A host says of itself what it likes: a table is cut at TABLE_LIMIT bytes, and what a program does not tell in time is left out.
TABLE_LIMIT=1048576
TAB='	'

table() { # NAME: of the lines on its standard input
  _table=$(head -c "$TABLE_LIMIT")
  ev fact 0 "more.$1" "$_table"
}

# in_time COMMAND...: no more than ten seconds, where there is `timeout`.
in_time() { if have timeout; then timeout 10 "$@" 2>/dev/null; else "$@" 2>/dev/null; fi; }

# --- packages: name, version, release, epoch, arch, source -------------------------------------------------------

more_packages() {
  {
    if program dpkg-query; then deb_packages; fi
    if any "$R"/var/lib/rpm/* "$R"/usr/lib/sysimage/rpm/* && program rpm; then rpm_packages; fi
    if readable "$R/usr/lib/apk/db/installed" "$R/lib/apk/db/installed"; then apk_packages "$V"; fi
    if program pacman; then pacman_packages; fi
  } | table packages
}

# A package of two architectures is two rows. Only what is installed, not what has left its configuration.
deb_packages() {
  program dpkg-query
  in_time "$AT" -W -f '${db:Status-Abbrev}\t${Package}\t${Version}\t\t\t${Architecture}\tapt\n' |
    sed -n "s/^[a-z][itW][^$TAB]*$TAB//p"
}

rpm_packages() { program rpm; in_time "$AT" -qa --qf '%{NAME}\t%{VERSION}\t%{RELEASE}\t%|EPOCH?{%{EPOCH}}:{}|\t%{ARCH}\trpm\n'; }

apk_packages() { # FILE
  awk -v OFS='\t' '
    /^P:/ { name = substr($0, 3) }
    /^V:/ { version = substr($0, 3) }
    /^A:/ { arch = substr($0, 3) }
    $0 == "" && name != "" { put() }
    END { if (name != "") put() }
    function put(   at) { at = match(version, /-r[0-9]+$/); print name, at ? substr(version, 1, at - 1) : version, at ? substr(version, at + 1) : "", "", arch, "apk"; name = "" }
  ' "$1"
}

pacman_packages() {
  program pacman
  in_time "$AT" -Q | awk -v OFS='\t' '{
    epoch = ""; version = $2; release = ""
    if ((at = index(version, ":"))) { epoch = substr(version, 1, at - 1); version = substr(version, at + 1) }
    if (match(version, /-[^-]*$/)) { release = substr(version, RSTART + 1); version = substr(version, 1, RSTART - 1) }
    print $1, version, release, epoch, "", "pacman"
  }'
}

# --- services: name, state, status, source ------------------------------------------------------------------------

more_services() {
  case $INIT in
    systemd) systemd_services ;;
    openrc) openrc_services ;;
    *) script_services ;;
  esac | table services
}

# The units that systemd knows, and the files of those that it has not loaded.
systemd_services() {
  program systemctl || return 0
  {
    in_time "$AT" list-units --no-pager --no-legend --plain --all --type=service
    echo
    in_time "$AT" list-unit-files --no-pager --no-legend --type=service
  } | awk -v OFS='\t' '
    $0 == "" { files = 1; next }
    { sub(/^[^A-Za-z0-9_.@\\:-]+ */, "") }
    !files && $1 ~ /\.service$/ {
      order[++n] = $1; status[$1] = $2 == "loaded" ? "unknown" : $2
      state[$1] = $4 == "running" ? "running" : $3 == "failed" ? "failed" : "stopped"
      next
    }
    files && $1 ~ /\.service$/ { if (!($1 in state)) { order[++n] = $1; state[$1] = "stopped" } status[$1] = $2 }
    END { for (i = 1; i <= n; i++) print order[i], state[order[i]], status[order[i]], "systemd" }'
}

openrc_services() {
  program rc-status || return 0
  _states=$(in_time "$AT" -a -s -C)
  ! program rc-update || printf '%s\n\n%s\n' "$(in_time "$AT" -a show)" "$_states" | awk -v OFS='\t' '
    $0 == "" { states = 1; next }
    !states { split($0, part, "|"); name = part[1]; gsub(/ /, "", name); enabled[name] = part[2] ~ /[a-z]/ ? "enabled" : "disabled"; next }
    $2 == "[" && !($1 in seen) {
      seen[$1]
      print $1, $3 == "started" ? "running" : $3 == "crashed" ? "failed" : "stopped", $1 in enabled ? enabled[$1] : "disabled", "openrc"
    }'
}

# Scripts of System V: their state is not asked for, as each would have to be run. Where no init runs, what is enabled starts at the next boot.
script_services() {
  for _script in "$R"/etc/init.d/*; do
    _name=${_script##*/}
    [ -x "$_script" ] && [ -f "$_script" ] || continue
    case $_name in README | skeleton | functions | rc | rcS | *.sh | *"$NL"* | *"$TAB"*) continue ;; esac
    _status=disabled
    ! any "$R"/etc/rc[2-5].d/S[0-9][0-9]"$_name" "$R"/etc/rc.d/rc[2-5].d/S[0-9][0-9]"$_name" || _status=enabled
    printf '%s\tunknown\t%s\tsysv\n' "$_name" "$_status"
  done
  [ "$INIT" = none ] && program systemctl || return 0
  in_time "$AT" --root="${R:-/}" list-unit-files --no-pager --no-legend --type=service |
    while _name=; read -r _name _status _ || [ -n "$_name" ]; do
      case $_name in *.service) printf '%s\tstopped\t%s\tsystemd\n' "$_name" "$_status" ;; esac
    done
}

# --- mounts: mount, device, fstype, options, KiB, KiB available ------------------------------------------------------

# The room of local file systems alone: one that a server has gone from would be waited for.
more_mounts() {
  [ -r "$R/proc/self/mounts" ] || { table mounts; return; }
  set --
  while _device=; read -r _device _at _type _ || [ -n "$_device" ]; do
    case $_type:$_at in
      *\\* | *:*/etc/* | *:/proc/*) ;;
      ext[234]:* | xfs:* | btrfs:* | f2fs:* | vfat:* | tmpfs:* | overlay:* | zfs:* | bcachefs:* | jfs:* | iso9660:* | squashfs:*) [ $# -gt 500 ] || set -- "$@" "$R$_at" ;;
    esac
  done <"$R/proc/self/mounts"
  {
    [ $# = 0 ] || in_time df -Pk -- "$@"
    echo
    cat "$R/proc/self/mounts"
  } | awk -v OFS='\t' -v root="$R" '
    function text(word) { gsub(/\\040/, " ", word); gsub(/\\134/, "\\", word); return word }
    $0 == "" { mounts = 1; next }
    !mounts { if (NF == 6) { size[$6] = $2; free[$6] = $4 } next }
    { print text($2), text($1), $3, $4, size[root $2] + 0, free[root $2] + 0 }' | table mounts
}

# --- network ------------------------------------------------------------------------------------------------------

more_network() {
  {
    for _device in "$R"/sys/class/net/*; do
      [ -d "$_device" ] || continue
      first "$_device/address"; _mac=$V
      first "$_device/mtu"; _mtu=$V
      first "$_device/operstate"; case $V in unknown) V=up ;; esac   # the loopback, tunnels
      printf 'link\t%s\t%s\t%s\t%s\n' "${_device##*/}" "$_mac" "$_mtu" "$V"
    done
    ! program ip || {
      in_time "$AT" -o addr show | awk -v OFS='\t' '
        $3 == "inet" || $3 == "inet6" {
          name = $2; sub(/@.*/, "", name); split($4, address, "/")
          print $3 == "inet" ? "ipv4" : "ipv6", name, address[1], address[2] == "" ? ($3 == "inet" ? 32 : 128) : address[2]
        }'
      for _family in 4 6; do
        in_time "$AT" "-$_family" route show default | awk -v OFS='\t' -v kind="default_ipv$_family" '
          $1 == "default" {
            name = hop = ""
            for (i = 2; i < NF; i++) { if ($i == "via") hop = $(i + 1) == "inet6" ? $(i + 2) : $(i + 1); if ($i == "dev") name = $(i + 1) }
            if (name != "") { print kind, name, hop; exit }
          }'
      done
    }
    ! readable "$R/etc/resolv.conf" || awk -v OFS='\t' '
      $1 == "nameserver" { print "nameserver", $2 }
      $1 == "search" || $1 == "domain" { name = $1; sub(/^[^ \t]+[ \t]+/, ""); gsub(/\t/, " "); search = $0 }   # the last one counts
      END { if (search != "") print "search", search }' "$V"
  } | table network
}

# --- users and groups ---------------------------------------------------------------------------------------------

more_users() { accounts passwd 7 | table users; }
more_groups() { accounts group 4 | table groups; }

# accounts TABLE COLUMNS: all that the name service tells, else the host's own file.
accounts() {
  { [ -z "$R" ] && have getent && in_time getent "$1" || cat "$R/etc/$1" 2>/dev/null; } |
    awk -F : -v OFS='\t' -v columns="$2" 'NF >= columns && !/\t/ { $1 = $1; print }'
}

for _subset in $SUBSETS; do "more_$_subset" </dev/null; done
