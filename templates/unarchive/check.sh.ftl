result dest "$UNARCHIVE_DEST"
<#if creates??>
creates=[=creates]
! promised path "$creates" || return 0
[ ! -e "$creates" ] || promised absent "$creates" || return 0
[ "$PHASE" != recheck ] || cannot "it was unpacked, and $creates is still not there"
promise path "$creates"
</#if>
file_removed "$UNARCHIVE_DEST"
! promised directory "$UNARCHIVE_DEST" || [ -d "$UNARCHIVE_DEST" ] || defer "an earlier task makes $UNARCHIVE_DEST" directory "$UNARCHIVE_DEST"
file_need_directory "$UNARCHIVE_DEST"
! promised unpacked "$UNARCHIVE_DEST" || defer "an earlier task unpacks there, too" unpacked "$UNARCHIVE_DEST"
promise unpacked "$UNARCHIVE_DEST"
account_need user "$FILE_OWNER"; account_need group "$FILE_GROUP"
! promised content "$UNARCHIVE_FILE" || defer "an earlier task is going to change $UNARCHIVE_FILE" content "$UNARCHIVE_FILE"
[ -f "$UNARCHIVE_FILE" ] || missing "there is no $UNARCHIVE_FILE on this host" path "$UNARCHIVE_FILE"
<#if creates??>
want "$creates" "unpacked" absent
<#else>
unarchive_want
</#if>
