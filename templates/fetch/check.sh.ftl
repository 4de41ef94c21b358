src=[=src]
file_removed "$src"
file_look "$src"
[ -e "$FILE_SEEN" ] || ! promised path "$src" || defer "an earlier task makes $src" path "$src"
[ "$FILE_SEEN" = "$src" ] || defer "an earlier task changes $src" content "$src"
<#if !fail_on_missing>
[ -e "$FILE_SEEN" ] || return 0
</#if>
[ -e "$FILE_SEEN" ] || missing "there is no $src on this host; fail_on_missing: false passes that by" path "$src"
[ -f "$FILE_SEEN" ] || cannot "$src is not a regular file"
[ "$(wc -c <"$FILE_SEEN")" -le 16777216 ] || cannot "$src has more than 16 MiB, which is more than is fetched"
sum=$(sha256sum <"$FILE_SEEN") || cannot "cannot read $src"
sum=${sum%% *}
result dest [=dest.path]; result checksum "$sum"
[ "$PHASE" != recheck ] || [ ! -e "$WORK/fetched.$TASK" ] || return 0
want [=dest.path] "sha256 $sum" [=dest.sha256?has_content?then("sha256 " + dest.sha256, "")]
