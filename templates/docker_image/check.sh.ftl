object_need_engine
<#if state == "absent">
! promised image "$OBJECT_IMAGE" || defer "an earlier task brings the image $OBJECT_IMAGE" image "$OBJECT_IMAGE"
if object_look image "$OBJECT_IMAGE" '{{.Id}}'; then want "$OBJECT_IMAGE" absent "$OBJECT_SEEN"; promise no-image "$OBJECT_IMAGE"; fi
<#elseif load?? || import?? || src??>
<#if !src??>
if [ ! -f "$file" ] || promised path "$file"; then
  promised path "$file" || cannot "there is no file $file; copy it there, or give src for a file of the controller"
  ! object_look image "$OBJECT_IMAGE" '{{.Id}}' || defer "an earlier task brings the file $file" path "$file"
  want "$OBJECT_IMAGE" "the image in $file" ''
  promise image "$OBJECT_IMAGE"
  return 0
fi
</#if>
<#if import?? || (src?? && kind == "import")>
new=$(object_import_id "$file" [=changes])
object_look image "$OBJECT_IMAGE" '{{index .Config.Labels "io.drydock.source"}}' || :
<#else>
new=$(object_archive_id "$file")
[ -n "$new" ] || cannot "$file is not an archive of docker save; for a root file system use import"
object_look image "$OBJECT_IMAGE" '{{.Id}}' || :
</#if>
[ "$new" = "$OBJECT_SEEN" ] || { want "$OBJECT_IMAGE" "$new" "$OBJECT_SEEN"; promise image "$OBJECT_IMAGE"; }
<#else>
<#if digest??>
digest=[=digest]
case $digest in sha256:????????????????????????????????????????????????????????????????) ;; *) cannot "\"$digest\" is not a digest: sha256: and 64 digits" ;; esac
object_look image "$OBJECT_IMAGE" '{{range .RepoDigests}}{{.}} {{end}}' || :
case $OBJECT_SEEN in
  *"@$digest "*) ;;
  *) want "$OBJECT_IMAGE" "$digest" "${OBJECT_SEEN##*@}"; promise image "$OBJECT_IMAGE" ;;
esac
<#else>
promised image "$OBJECT_IMAGE" || object_look image "$OBJECT_IMAGE" '{{.Id}}' || { want "$OBJECT_IMAGE" pulled ''; promise image "$OBJECT_IMAGE"; }
</#if>
</#if>
