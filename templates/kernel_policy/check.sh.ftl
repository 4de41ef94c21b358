[ -n "$KERNEL_FLOOR" ] || return 0
<#if install>
if kernel_installed "$KERNEL_FLOOR"; then kernel_needs_reboot "kernel $KERNEL, which is installed"; return 0; fi
packages_want latest "$KERN_PACKAGE"
[ -n "$_differs" ] || cannot "$why; $KERN_PACKAGE is installed and no newer kernel came with it: upgrade it, or the distribution"
kernel_needs_reboot "the kernel of $KERN_PACKAGE"
<#else>
! promised package "$KERN_PACKAGE" || defer "$why; $KERN_PACKAGE is going to be installed" package "$KERN_PACKAGE"
! kernel_installed "$KERNEL_FLOOR" || cannot "$why; $KERNEL is installed: reboot into it"
cannot "$why; install the package $KERN_PACKAGE, or let this task do so (install: true), and reboot"
</#if>
