package io.drydock.assess;

import io.drydock.facts.Facts;
import java.util.regex.Pattern;

/** Ways to another kernel, or to more of the modules of this one. */
record KernelRemedy(Policy policy) {
  static final Remedy OF_THE_HOST = Remedy.advice("it is the kernel of this container's host: assess and remedy that one");
  static final Remedy REBOOT = Remedy.task("reboot: {}");
  /** Flavours that their distribution has cut down; another one of its kernels has everything. */
  private static final Pattern REDUCED = Pattern.compile("(.*-)?(cloud|virtual|kvm|virt|default-base)(-.*)?");

  /** For what the running kernel is without, or has only in a package that is not installed. */
  Remedy modules(Observed host) {
    if (host.facts().container()) return OF_THE_HOST;
    return isReduced(host) ? Remedy.task("kernel_modules_extra: {new_kernel: true}") : Remedy.task("kernel_modules_extra: {}");
  }

  /** For what the running kernel was built without. */
  Remedy options(Observed host) {
    boolean modular = !host.facts().modules().missing().isEmpty();
    return isReduced(host) && modular ? modules(host) : distributionKernel(host.facts());
  }

  private Remedy distributionKernel(Facts facts) {
    if (facts.container()) return OF_THE_HOST;
    return policy.kernelPackage(facts).map(name -> Remedy.task("kernel: {package: " + name + ", state: latest}"))
        .orElse(Remedy.advice("boot a kernel that has them; which package brings one on " + facts.os().prettyName() + " is not known"));
  }

  private static boolean isReduced(Observed host) {
    return REDUCED.matcher(host.kernel().flavour()).matches();
  }
}
