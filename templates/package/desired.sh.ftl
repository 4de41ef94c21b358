<#if version?? && name?size != 1>cannot "version goes with one name; write the others as NAME=VERSION"</#if>
packages_use [=(manager == "auto")?then(facts.package_manager, manager)] [=lock_timeout]
PKG_UPDATE=[=(update_cache?string("yes", "no"))!""] PKG_MAX_AGE=[=cache_valid_time] PKG_HOLD=[=(hold?string("yes", "no"))!""]
PKG_RECOMMENDS=[=(install_recommends?string("yes", "no"))!""] PKG_DOWNGRADE=[=allow_downgrade?then("yes", "")]
