FILE_MODE='' FILE_OWNER='' FILE_GROUP='' FOLLOW=''
path=[=path] src=[=src!""] fstype=[=fstype!""] state=[=state] fstab=[=fstab]
opts=[=opts]<#if !boot>,noauto</#if>
[ "$path" = / ] || path=${path%/}
escaped() { printf %s "$1" | sed 's/\\/\\134/g; s/ /\\040/g; s/	/\\011/g'; }
at=$(escaped "$path") from=$(escaped "$src")
is_swap=; case $path in none | swap) is_swap=yes ;; esac

# mounted: sets now to the device that is mounted there, the last of several; false where none is. A plan's own mounts are the host's, read-only.
mounted() {
  now=$(AT=$at awk '$2 == ENVIRON["AT"] { device = $1; found = 1 } END { if (found) print device; exit !found }' /proc/self/mounts)
}

# other_device: something else is mounted there than src. A device has several names; a folder that is bound, and what a loop brings, have that of another one.
other_device() {
  case $src:,$opts, in
    *:*,bind,* | *:*,rbind,* | *:*,loop,*) return 1 ;;
    UUID=*) device=/dev/disk/by-uuid/${src#UUID=} ;;
    LABEL=*) device=/dev/disk/by-label/${src#LABEL=} ;;
    /dev/*) device=$src ;;
    *) return 1 ;;
  esac
  [ -d "${device%/*}" ] || return 1   # without udev nobody says what has that name
  [ "$(readlink -f -- "$device")" != "$(readlink -f -- "$now")" ]
}
file_target "$fstab"
