pkg_use [=facts.package_manager] [=lock_timeout]
! "${PKG}_no_index" || pkg_update
EXTRAS=[=facts.kernel.extra_packages?join(" ")]
others_for [=facts.os.family] [=facts.kernel.release] [=facts.kernel.packages]
choose_extra [=new_kernel?c] || return 0
if [ -n "$ANOTHER" ]; then PKG_REPLACE=yes; another_kernel; put_packages latest $SPECS
else put_packages present "$EXTRA"
fi
