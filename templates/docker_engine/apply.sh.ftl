<#assign os = facts.os>
<#assign fitting = known[source]?filter(p -> (p.id!os.id) == os.id && (p.family!os.family) == os.family
  && (os.version_id!"")?starts_with(p.version!""))>
<#assign names = packages![]>
<#if !names?has_content && fitting?has_content><#assign names = fitting[0].packages></#if>
pkg_use [=facts.package_manager]
<#if hold??>PKG_HOLD=[=hold?string("yes", "no")]</#if>
<#if allow_downgrade>PKG_DOWNGRADE=yes</#if>
<#if install_recommends??>PKG_RECOMMENDS=[=install_recommends?string("yes", "no")]</#if>
in_the_way [=known.conflicts[source]?filter(c -> !names?filter(n -> n == c || n?starts_with(c + "="))?has_content)]
engine_specs [=version!""] [=names]
[ -z "$GONE" ] || put_packages absent $GONE
<#if daemon??>
# Before the packages, so that the engine's first start has it.
file=[=daemon_file]
daemon_text "$file" [=daemon]
if [ "$TEXT" != "$OLD" ]; then
  accepted_by_engine "$TEXT"
  mkdir -p -- "${file%/*}"
  put_file "$file" "$TEXT"
fi
</#if>
put_packages present $SPECS
<#if daemon??>
! older_engine "$file" || restart_engine [=facts.init] "$file" "$OLD"
</#if>
<#if service>
put_service [=facts.init]
</#if>
put_members docker [=users]
