# What `assess` asks beside the facts, in the same program: the clock, and the kernels that the package manager would
# install, by what it knows already. It may take a second, so no plan asks this. Changes nothing.

SURVEY_APT='linux-image-amd64 linux-image-cloud-amd64 linux-image-arm64 linux-image-cloud-arm64 linux-image-686-pae
linux-image-armmp linux-image-powerpc64le linux-image-s390x linux-image-riscv64 linux-image-generic linux-image-virtual
linux-image-generic-lts-xenial linux-image-generic-hwe-16.04 linux-image-generic-hwe-18.04 linux-image-generic-hwe-20.04
linux-image-generic-hwe-22.04 linux-image-generic-hwe-24.04 linux-image-aws linux-image-azure linux-image-gcp
linux-image-oracle linux-image-kvm linux-image-raspi linux-image-rpi-v8 linux-image-rpi-2712 raspberrypi-kernel'
SURVEY_RPM='kernel kernel-core kernel-uek kernel-uek-core'

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

# kernel-core.x86_64  5.14.0-503.el9  baseos: the newest comes last.
survey_rpm() {
  awk 'split($1, words, ".") == 2 && $2 ~ /^[0-9]/ { found[words[1]] = $2 "." words[2] }
    END { for (name in found) print name "=" found[name] }'
}

fact survey.seconds "$(date +%s)"
fact survey.kernels "$(survey_kernels </dev/null)"
