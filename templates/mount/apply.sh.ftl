<#if state == "mounted" || state == "present" || state == "absent">
changed=
if [ -e "$WORK/file.$TASK" ]; then
  changed=yes
  file_put_wanted <#if backup>backup</#if>
  [ "$fstab" != /etc/fstab ] || [ ! -d /run/systemd/system ] || systemctl daemon-reload
fi
</#if>
tab=; [ "$fstab" = /etc/fstab ] || tab="-T $fstab"
<#if state == "mounted" || state == "ephemeral">
[ -e "$path" ] || make_directory "$path"
if mounted; then
<#if state == "mounted">
  [ -z "$changed" ] || mount $tab -o "remount,$opts" -- "$path" || { umount -- "$path" && mount $tab -- "$path"; }
</#if>
  ! other_device || { umount -- "$path" && mount -t "$fstype" -o "$opts" -- "$src" "$path"; }
else
<#if state == "mounted">
  mount $tab -- "$path"
<#else>
  mount -t "$fstype" -o "$opts" -- "$src" "$path"
</#if>
fi || cannot "$src cannot be mounted at $path"
<#elseif state == "unmounted" || state == "absent">
while mounted; do umount -- "$path" || cannot "$path cannot be unmounted"; done
<#if state == "absent">
[ -n "$is_swap" ] || [ ! -d "$path" ] || [ -n "$(ls -A -- "$path")" ] || remove "$path"
</#if>
<#elseif state == "remounted">
mount $tab -o remount -- "$path" || cannot "$path cannot be mounted anew"
</#if>
