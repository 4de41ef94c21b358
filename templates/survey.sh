# What `assess` asks beside the facts, in the same program: the clock, systemd's version and what it starts by scripts alone, keys
# that apt refuses, and the kernels that the package manager would install, by what it knows already. It may take a second, so no plan asks this. Changes nothing.

SURVEY_APT='linux-image-amd64 linux-image-cloud-amd64 linux-image-arm64 linux-image-cloud-arm64 linux-image-686-pae
linux-image-armmp linux-image-powerpc64le linux-image-s390x linux-image-riscv64 linux-image-generic linux-image-virtual
linux-image-generic-lts-xenial linux-image-generic-hwe-16.04 linux-image-generic-hwe-18.04 linux-image-generic-hwe-20.04
linux-image-generic-hwe-22.04 linux-image-generic-hwe-24.04 linux-image-aws linux-image-azure linux-image-gcp
linux-image-oracle linux-image-kvm linux-image-raspi linux-image-rpi-v8 linux-image-rpi-2712 raspberrypi-kernel'
SURVEY_RPM='kernel kernel-core kernel-uek kernel-uek-core kernel6.12 kernel6.18'

ask() { if have timeout; then timeout 30 "$@"; else "$@"; fi 2>/dev/null; }

# Each prints NAME=RELEASE, or NAME=VERSION where a package does not say which release it brings.
# shellcheck disable=SC2086
survey_kernels() {
  if program apt-cache; then
    # A meta package names the image it brings.
    ask "$AT" show --no-all-versions $SURVEY_APT | awk '
      function tell() { if (name) print name "=" (release ? release : version); name = release = version = "" }
      $1 == "Package:" { tell(); name = $2 }
      $1 == "Version:" { version = $2 }
      $1 == "Depends:" && match($0, /linux-image-(unsigned-)?[0-9][^ ,()|]*/) {
        release = substr($0, RSTART, RLENGTH); sub(/linux-image-(unsigned-)?/, "", release)
      }
      END { tell() }'
  elif program dnf yum; then
    ask "$AT" -C -q list available $SURVEY_RPM | survey_rpm
  elif program zypper; then
    ask "$AT" -q --no-refresh search -s -t package --match-exact kernel-default kernel-default-base | awk -F'|' '
      { gsub(/ /, "") } $3 == "package" && !($2 in seen) { seen[$2]; print $2 "=" $4 "-" substr($2, 8) }'
  elif program apk; then
    ask "$AT" policy linux-lts linux-virt | awk '
      / policy:$/ { name = $1; next } name && /^ +[0-9]/ { sub(/:$/, "", $1); found[name] = $1; next }
      END { for (name in found) { v = found[name]; sub(/-r/, "-", v); print name "=" v "-" substr(name, 7) } }'
  elif program pacman; then
    ask "$AT" -Si linux linux-lts | awk -F' *: *' '
      $1 == "Name" { name = $2 } $1 == "Version" { print name "=" $2 }'
  fi
}

# kernel-core.x86_64  5.14.0-503.el9  baseos: the newest comes last. kernel6.12.x86_64  1:6.12.20-23.97.amzn2023  amazonlinux is one, too.
survey_rpm() {
  awk 'match($1, /\.[^.]+$/) && $2 ~ /^[0-9]/ {
      name = substr($1, 1, RSTART - 1); arch = substr($1, RSTART)
      if (name ~ /\./ && name !~ /^kernel[0-9]+\.[0-9]+$/) next
      sub(/^[0-9]+:/, "", $2); found[name] = $2 arch
    }
    END { for (name in found) print name "=" found[name] }'
}

survey_systemd() {
  [ "$INIT" = systemd ] && program systemctl || return 0
  V=$(ask "$AT" --version); V=${V#systemd }; echo "${V%%[!0-9]*}"
}

# survey_scripts: services that start with the host by a script, and have no unit, which would come before it.
survey_scripts() {
  [ "$INIT" = systemd ] || return 0
  for _link in "$R"/etc/rc[2345].d/S[0-9][0-9]*; do
    _name=${_link##*/S[0-9][0-9]}
    [ ! -x "$_link" ] || survey_unit "${_name%.sh}" || echo "${_name%.sh}"
  done | sort -u
}

survey_unit() { # NAME
  for _dir in /etc /run /usr/local/lib /usr/lib /lib; do
    _unit=$R$_dir/systemd/system/$1.service
    if [ -e "$_unit" ] || [ -L "$_unit" ]; then return 0; fi   # a link to /dev/null masks it
  done
  return 1
}

# survey_keys: the first line says since when apt refuses keys that SHA-1 alone binds, the others which of its sources' keys are so.
survey_keys() {
  [ -x "$R/usr/lib/apt/methods/sqv" ] && program sqv || return 0   # else apt has gpgv, which takes them
  pgp_policy "$R/usr/share/apt/default-sequoia.config"
  [ -n "$PGP_SHA1_SINCE" ] || return 0
  echo "$PGP_SHA1_SINCE"
  survey_signed_by | sort -u | while _key=; read -r _key || [ -n "$_key" ]; do
    if [ -r "$R$_key" ] && pgp_sha1_alone "$R$_key"; then echo "$_key"; fi
  done
}

# survey_signed_by: the key of each source that is on and has one key. The sources' own fields may be in any order.
survey_signed_by() {
  set --
  for _source in "$R/etc/apt/sources.list" "$R"/etc/apt/sources.list.d/*.list "$R"/etc/apt/sources.list.d/*.sources; do
    [ ! -r "$_source" ] || set -- "$@" "$_source"
  done
  [ $# = 0 ] || awk '
    function tell() { if (on && by) print by; on = 1; by = "" }
    FNR == 1 { tell(); deb822 = FILENAME ~ /\.sources$/ }
    deb822 && /^[ \t]*$/ { tell() }
    deb822 && tolower($0) ~ /^(enabled:[ \t]*no|trusted:[ \t]*yes)/ { on = 0 }
    deb822 && tolower($1) == "signed-by:" && NF == 2 && $2 ~ /^\// { by = $2 }
    !deb822 && /^deb[ \t-]/ && !/trusted=yes/ && match($0, /signed-by=\/[^] \t,]+[] \t]/) { print substr($0, RSTART + 10, RLENGTH - 11) }
    END { tell() }' "$@"
}

fact survey.seconds "$(date +%s)"
fact survey.systemd "$(survey_systemd </dev/null)"
fact survey.init_scripts "$(survey_scripts)"
fact survey.keys "$(survey_keys </dev/null)"
fact survey.kernels "$(survey_kernels </dev/null)"
