BOOT_FILE=[=boot_file!""] BOOT_MENU=[=boot_menu!""]
loader=[=facts.boot_loader]
guard=[=guard] container=[=facts.container?c] init=[=facts.init] confirm=[=confirm]
<#if facts.container>
unsupported "the kernel of a container is its host's"
</#if>
image=[=facts.os.image] DEPLOYMENT_KERNELS=
case $image in
  ostree | bootc | transactional-update) deployment_kernels "$image" ;;
  *) image_instead "$image" ;;
esac
once_choose [=facts.kernel.release] [=release] [=facts.kernels] $DEPLOYMENT_KERNELS || {
  ! promised kernel any || defer "an earlier task brings a kernel, and is not known to bring this one before its repository is there" kernel any
<#if release?has_content>
  cannot "no kernel is "[=release]"; there are: ${ONCE_CHOICES:-none}; install it first"
<#else>
  cannot "no kernel has the flavour of the running one, $_flavour; there are: ${ONCE_CHOICES:-none}; install one, or name another in release"
</#if>
}
