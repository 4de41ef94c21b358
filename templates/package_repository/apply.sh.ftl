if [ "$REPO_STATE" = absent ]; then
  repo_remove
  return 0
fi
[ -z "$REPO_HAS_KEY" ] || key_bring
[ -z "$REPO_AUTH" ] || repo_put_secret "$REPO_AUTH_FILE" "$REPO_AUTH"
[ -z "$REPO_PIN" ] || put_file "$REPO_PIN_FILE" "$REPO_PIN"
before=
[ ! -e "$REPO_FILE" ] || before=$(contents "$REPO_FILE" && echo .) || unreadable "$REPO_FILE"
others_disable
if [ -n "$hidden" ]; then repo_put_secret "$REPO_FILE" "$REPO_TEXT"; else put_file "$REPO_FILE" "$REPO_TEXT"; fi
take_in() {
  [ "$PKG" != apt ] || others_apt_reads || cannot "apt would not read its sources: $PKG_REFUSAL"
<#if refresh && enabled>
  repo_refresh
</#if>
}
try take_in || {
  status=$?
  if [ -n "$before" ]; then put_file "$REPO_FILE" "${before%.}"; else remove "$REPO_FILE"; fi
  others_back
  end_task "$status"
}
