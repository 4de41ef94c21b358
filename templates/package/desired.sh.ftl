<#if version?? && (name![])?size != 1>cannot "version goes with one name; write the others as NAME=VERSION"</#if>
<#if (name![])?seq_contains("*") && (name?size != 1 || state != "latest")>cannot 'name: "*" stands alone, with state: latest: it upgrades all packages'</#if>
packages_use [=(manager == "auto")?then(facts.package_manager, manager)] [=facts.os.image] [=lock_timeout]
PKG_UPDATE=[=(update_cache?string("yes", "no"))!""] PKG_MAX_AGE=[=cache_valid_time] PKG_HOLD=[=(hold?string("yes", "no"))!""]
PKG_RECOMMENDS=[=(install_recommends?string("yes", "no"))!""] PKG_DOWNGRADE=[=allow_downgrade?then("yes", "")]
PKG_PURGE=[=purge?then("yes", "")] PKG_AUTOREMOVE=[=autoremove?then("yes", "")]
PKG_EXCLUDE=[=(exclude![])?join(" ")] enabled=[=(enablerepo![])?join(",")] disabled=[=(disablerepo![])?join(",")]
case $enabled$disabled in
  *[!A-Za-z0-9.,_:*-]*) cannot "this is not the name of a repository: $enabled $disabled" ;;
  ?*) [ "$PKG" = dnf ] || cannot "enablerepo and disablerepo are for dnf and yum; $PKG_CMD uses all that are enabled: package_repository enables and disables one" ;;
esac
PKG_REPOS="${enabled:+--enablerepo=$enabled}${disabled:+ --disablerepo=$disabled}"
for one in $PKG_EXCLUDE; do pkg_spec "$one"; done
