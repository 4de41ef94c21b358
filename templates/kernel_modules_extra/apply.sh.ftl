[ -n "$MODULES_MISSING" ] || return 0
! packages_no_index || packages_update
modules_choose_extra [=new_kernel?c] || return 0
if [ -n "$MODULES_ANOTHER" ]; then PKG_REPLACE=yes; modules_another_kernel; packages_put latest $MODULES_SPECS
else packages_put present "$MODULES_EXTRA"
fi
