set -f
packages_use [=(manager == "auto")?then(facts.package_manager, manager)] [=lock_timeout]
REPO_NAME=[=name] REPO_STATE=[=state] REPO_FILE=[=path!""] REPO_KEY_FILE=[=key_path!""] REPO_HAS_KEY= REPO_KEY_NAME=$REPO_NAME.rsa.pub
REPO_LOGIN=[=login!""] REPO_PASSWORD=[=password!""] REPO_PRIORITY=[=(priority?string)!""]
OTHERS_REPLACE=[=replace?string("yes", "no")] REPO_ENABLED=[=enabled?string("yes", "no")] REPO_TRUSTED=[=trusted?string("yes", "no")] REPO_KEY_PRINT=[=key_fingerprint!""]
repo_words [=url![]]; REPO_URLS=$REPO_WORDS
repo_words [=suite![]]; REPO_SUITES=$REPO_WORDS
repo_words [=components![]]; REPO_COMPONENTS=$REPO_WORDS
repo_words [=architectures![]]; REPO_ARCHITECTURES=$REPO_WORDS
<#if key??>
REPO_HAS_KEY=yes; repo_key_from_text [=key]
<#elseif key_file??>
REPO_HAS_KEY=yes REPO_KEY_NAME=[=key_file.name]
<#if key_file.binary>
put_temp_bytes key [=key_file.base64]
<#else>
repo_key_from_text [=key_file.text]
</#if>
</#if>
repo_files
if [ "$REPO_STATE" = absent ]; then
  repo_remove
  return 0
fi
[ -z "$REPO_HAS_KEY" ] || repo_put_key
if [ -n "$REPO_LOGIN" ] && [ -n "$REPO_AUTH_FILE" ]; then repo_auth; repo_put_secret "$REPO_AUTH_FILE" "$REPO_AUTH"; fi
if [ -n "$REPO_PRIORITY" ] && [ -n "$REPO_PIN_FILE" ]; then repo_pin; put_file "$REPO_PIN_FILE" "$REPO_PIN"; fi
repo_text
before=
[ ! -e "$REPO_FILE" ] || before=$(contents "$REPO_FILE" && echo .) || unreadable "$REPO_FILE"
others_disable
if [ -n "$REPO_PASSWORD" ] && [ "$PKG" = dnf ]; then repo_put_secret "$REPO_FILE" "$REPO_TEXT"; else put_file "$REPO_FILE" "$REPO_TEXT"; fi
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
