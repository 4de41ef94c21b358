set -f
pkg_use [=(manager == "auto")?then(facts.package_manager, manager)]
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
case $NAME in *[!A-Za-z0-9._-]* | [.-]*) cannot "\"$NAME\" does not do as a repository's name: letters, digits, dots and dashes" ;; esac
if [ "$STATE" = absent ]; then
  [ -n "$URLS" ] || [ "$PKG" != apk ] || cannot "apk knows a repository only by its url"
  repository_gone
  return 0
fi
[ -n "$URLS" ] || cannot "a repository needs its url"
<#if refresh && enabled>
for url in $URLS; do want_folder "$url"; done
</#if>
[ -z "$KEY_PRINT" ] || [ -z "$HAS_KEY" ] || want_fingerprint "$KEY_PRINT"
case $LOGIN:$PKG in ?*:apk | ?*:pacman) unsupported "$PKG_CMD has no place for a password but the URL itself" ;; esac
repository_text
others_want
if [ -n "$PASSWORD" ] && [ "$PKG" = dnf ]; then
  want_hidden_content "$FILE" "$TEXT"
  want_meta "$FILE" 600 '' ''
else
  want_content "$FILE" "$TEXT"
fi
[ -z "$HAS_KEY" ] || want_key
if [ -n "$LOGIN" ] && [ -n "$AUTH_FILE" ]; then repository_auth; want_hidden_content "$AUTH_FILE" "$AUTH"; fi
if [ -n "$PRIORITY" ] && [ -n "$PIN_FILE" ]; then repository_pin; want_content "$PIN_FILE" "$PIN"; fi
promise repository "$NAME"
