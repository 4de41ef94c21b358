packages_use [=(manager == "auto")?then(facts.package_manager, manager)]
<#if update_cache??>PKG_UPDATE=[=update_cache?string("yes", "no")]</#if>
<#if hold??>PKG_HOLD=[=hold?string("yes", "no")]</#if>
<#if install_recommends??>PKG_RECOMMENDS=[=install_recommends?string("yes", "no")]</#if>
<#if allow_downgrade>PKG_DOWNGRADE=yes</#if>
PKG_MAX_AGE=[=cache_valid_time]
set -- [=name]
<#if version??>
[ $# -eq 1 ] || cannot "version goes with one name; write the others as NAME=VERSION"
version=[=version]
set -- "$1=$version"
</#if>
packages_want [=state] "$@"
[ -z "$PACKAGES_NEW$PACKAGES_OLD$PACKAGES_GONE" ] || [ -z "$_differs" ] || file_can_change /usr
