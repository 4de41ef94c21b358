packages_use [=facts.package_manager] [=lock_timeout]
! packages_no_index || packages_update
MODULES_EXTRAS=[=facts.kernel.extra_packages?join(" ")]
modules_find_others [=facts.os.family] [=facts.kernel.release] [=facts.kernel.packages]
modules_choose_extra [=new_kernel?c] || return 0
if [ -n "$MODULES_ANOTHER" ]; then PKG_REPLACE=yes; modules_another_kernel; packages_put latest $MODULES_SPECS
else packages_put present "$MODULES_EXTRA"
fi
