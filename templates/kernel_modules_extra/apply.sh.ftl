pkg_use [=facts.package_manager]
! "${PKG}_no_index" || pkg_update
extras_for [=facts.os.family] [=facts.os.id] [=facts.kernel.release] [=facts.machine]
choose_extra [=new_kernel?c] || return 0
[ -z "$ANOTHER" ] || PKG_REPLACE=yes
put_packages present "$EXTRA"
