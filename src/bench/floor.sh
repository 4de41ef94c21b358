# What there is to read on a host whose baseline is in place: what a careful person's shell loop would run.
uname -r
stat -c '%n %F %a %U %G' /etc/modules-load.d /etc/sysctl.d /etc/security/limits.d /etc/logrotate.d /etc/systemd/system \
  /etc/docker /etc/apt/keyrings /etc/systemd/system/docker.service.d
for file in /etc/modules-load.d/docker.conf /etc/sysctl.d/99-docker.conf /etc/docker/daemon.json \
  /etc/security/limits.d/docker.conf /etc/logrotate.d/docker /etc/systemd/system/docker.service.d/override.conf; do
  sha256sum "$file"
  stat -c '%a %U %G' "$file"
done
dpkg-query -W ca-certificates kmod iproute2 procps
getent group docker
id deploy
grep '^GRUB_CMDLINE_LINUX=' /etc/default/grub
grep -x managed /etc/motd
cat /proc/cgroups
grep -w overlay /proc/filesystems
test -e /var/run/reboot-required
cat /etc/docker/daemon.json
