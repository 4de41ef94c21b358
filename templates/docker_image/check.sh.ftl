SECONDS_EACH=[=timeout] file=[=load!import!""]
image_name [=name]
need_engine
<#if state == "absent">
! promised image "$IMAGE" || defer "an earlier task brings the image $IMAGE" image "$IMAGE"
if docker_look image "$IMAGE" '{{.Id}}'; then want "$IMAGE" absent "$SEEN"; promise no-image "$IMAGE"; fi
<#elseif load?? || import?? || src??>
<#if src??>
<#if src.binary>
file=$D/image; put_temp_bytes image [=src.base64]
<#else>
cannot [=src.name]" is not a tar file"
</#if>
<#else>
if [ ! -f "$file" ] || promised path "$file"; then
  promised path "$file" || cannot "there is no file $file; copy it there, or give src for a file of the controller"
  ! docker_look image "$IMAGE" '{{.Id}}' || defer "an earlier task brings the file $file" path "$file"
  want "$IMAGE" "the image in $file" ''
  promise image "$IMAGE"
  return 0
fi
</#if>
<#if import?? || (src?? && kind == "import")>
new=$(import_id "$file" [=changes])
docker_look image "$IMAGE" '{{index .Config.Labels "io.drydock.source"}}' || :
<#else>
new=$(archive_id "$file")
[ -n "$new" ] || cannot "$file is not an archive of docker save; for a root file system use import"
docker_look image "$IMAGE" '{{.Id}}' || :
</#if>
[ "$new" = "$SEEN" ] || { want "$IMAGE" "$new" "$SEEN"; promise image "$IMAGE"; }
<#else>
<#if digest??>
digest=[=digest]
case $digest in sha256:????????????????????????????????????????????????????????????????) ;; *) cannot "\"$digest\" is not a digest: sha256: and 64 digits" ;; esac
docker_look image "$IMAGE" '{{range .RepoDigests}}{{.}} {{end}}' || :
case $SEEN in
  *"@$digest "*) ;;
  *) want "$IMAGE" "$digest" "${SEEN##*@}"; promise image "$IMAGE" ;;
esac
<#else>
promised image "$IMAGE" || docker_look image "$IMAGE" '{{.Id}}' || { want "$IMAGE" pulled ''; promise image "$IMAGE"; }
</#if>
</#if>
