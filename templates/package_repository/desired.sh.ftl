set -f
packages_use [=(manager == "auto")?then(facts.package_manager, manager)] [=facts.os.image] [=lock_timeout]
REPO_NAME=[=name] REPO_STATE=[=state] REPO_FILE=[=path!""] REPO_KEY_FILE=[=key_path!""] REPO_HAS_KEY= REPO_KEY_URL= REPO_KEY_THERE= REPO_KEY_NAME=$REPO_NAME.rsa.pub
REPO_LOGIN=[=login!""] REPO_PASSWORD=[=password!""] REPO_PRIORITY=[=(priority?string)!""]
OTHERS_REPLACE=[=replace?string("yes", "no")] REPO_ENABLED=[=enabled?string("yes", "no")] REPO_TRUSTED=[=trusted?string("yes", "no")] REPO_KEY_PRINT=[=key_fingerprint!""]
repo_words [=url![]]; REPO_URLS=$REPO_WORDS
repo_words [=suite![]]; REPO_SUITES=$REPO_WORDS
repo_words [=components![]]; REPO_COMPONENTS=$REPO_WORDS
repo_words [=architectures![]]; REPO_ARCHITECTURES=$REPO_WORDS
<#if key??>
REPO_HAS_KEY=yes; key_from_text [=key]
<#elseif key_file??>
REPO_HAS_KEY=yes REPO_KEY_NAME=[=key_file.name]
<#if key_file.binary>
put_temp_bytes key [=key_file.base64]
<#else>
key_from_text [=key_file.text]
</#if>
<#elseif key_url??>
REPO_HAS_KEY=yes REPO_KEY_URL=[=key_url]
<#elseif key_path??>
REPO_HAS_KEY=yes REPO_KEY_THERE=yes
</#if>
repo_files
case $REPO_NAME in *[!A-Za-z0-9._-]* | [.-]*) cannot "\"$REPO_NAME\" does not do as a repository's name: letters, digits, dots and dashes" ;; esac
[ "$REPO_STATE" = present ] || return 0
[ -n "$REPO_URLS" ] || cannot "a repository needs its url"
case $REPO_LOGIN:$PKG in ?*:apk | ?*:pacman) unsupported "$PKG_CMD has no place for a password but the URL itself" ;; esac
repo_text
REPO_AUTH= REPO_PIN= hidden=
[ -z "$REPO_LOGIN" ] || [ -z "$REPO_AUTH_FILE" ] || repo_auth
[ -z "$REPO_PRIORITY" ] || [ -z "$REPO_PIN_FILE" ] || repo_pin
[ -z "$REPO_PASSWORD" ] || [ "$PKG" != dnf ] || hidden=yes
