if [ "$REPO_STATE" = absent ]; then
  [ -n "$REPO_URLS" ] || [ "$PKG" != apk ] || cannot "apk knows a repository only by its url"
  repo_want_gone
  return 0
fi
<#if refresh && enabled>
for url in $REPO_URLS; do repo_want_folder "$url"; done
</#if>
[ -z "$REPO_KEY_PRINT" ] || [ -z "$REPO_HAS_KEY" ] || repo_want_fingerprint "$REPO_KEY_PRINT"
[ -z "$REPO_HAS_KEY" ] || repo_want_bound
others_want
if [ -n "$hidden" ]; then
  want_hidden_content "$REPO_FILE" "$REPO_TEXT"
  want_meta "$REPO_FILE" 600 '' ''
else
  want_content "$REPO_FILE" "$REPO_TEXT"
fi
[ -z "$REPO_HAS_KEY" ] || repo_want_key
[ -z "$REPO_AUTH" ] || want_hidden_content "$REPO_AUTH_FILE" "$REPO_AUTH"
[ -z "$REPO_PIN" ] || want_content "$REPO_PIN_FILE" "$REPO_PIN"
promise repository "$REPO_NAME"
