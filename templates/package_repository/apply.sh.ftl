set -f
pkg_use [=(manager == "auto")?then(facts.package_manager, manager)] [=lock_timeout]
NAME=[=name] STATE=[=state] FILE=[=path!""] KEY_FILE=[=key_path!""] HAS_KEY= KEY_NAME=$NAME.rsa.pub
LOGIN=[=login!""] PASSWORD=[=password!""] PRIORITY=[=(priority?string)!""]
REPLACE=[=replace?string("yes", "no")] ENABLED=[=enabled?string("yes", "no")] TRUSTED=[=trusted?string("yes", "no")] KEY_PRINT=[=key_fingerprint!""]
words [=url![]]; URLS=$WORDS
words [=suite![]]; SUITES=$WORDS
words [=components![]]; COMPONENTS=$WORDS
words [=architectures![]]; ARCHITECTURES=$WORDS
<#if key??>
HAS_KEY=yes; key_from_text [=key]
<#elseif key_file??>
HAS_KEY=yes KEY_NAME=[=key_file.name]
<#if key_file.binary>
put_temp_bytes key [=key_file.base64]
<#else>
key_from_text [=key_file.text]
</#if>
</#if>
repository_files
if [ "$STATE" = absent ]; then
  remove_repository
  return 0
fi
[ -z "$HAS_KEY" ] || put_key
if [ -n "$LOGIN" ] && [ -n "$AUTH_FILE" ]; then repository_auth; put_secret "$AUTH_FILE" "$AUTH"; fi
if [ -n "$PRIORITY" ] && [ -n "$PIN_FILE" ]; then repository_pin; put_file "$PIN_FILE" "$PIN"; fi
repository_text
before=
[ ! -e "$FILE" ] || before=$(contents "$FILE" && echo .) || unreadable "$?" "$FILE"
others_disable
if [ -n "$PASSWORD" ] && [ "$PKG" = dnf ]; then put_secret "$FILE" "$TEXT"; else put_file "$FILE" "$TEXT"; fi
take_in() {
  [ "$PKG" != apt ] || apt_reads || cannot "apt would not read its sources: $REFUSAL"
<#if refresh && enabled>
  refresh_repository
</#if>
}
( take_in ) || {
  status=$?
  if [ -n "$before" ]; then put_file "$FILE" "${before%.}"; else remove "$FILE"; fi
  others_back
  exit "$status"
}
