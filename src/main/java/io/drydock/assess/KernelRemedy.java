package io.drydock.assess;

import io.drydock.facts.Facts;
import java.util.regex.Pattern;

/** Ways to another kernel, or to more of the modules of this one. */
record KernelRemedy() {
    static final String FOREIGN =
            "the kernel is not of a package that is known here, it comes from the maker or provider of this machine or was built by hand";
    static final Remedy OF_THE_HOST =
            Remedy.advice("it is the kernel of this container's host: assess and remedy that one");
    static final Remedy REBOOT = Remedy.task("reboot: {}");
    /** Flavours that their distribution has cut down; another one of its kernels has everything. */
    private static final Pattern REDUCED = Pattern.compile("(.*-)?(cloud|virtual|kvm|virt)(-.*)?");

    /** The remedy for a module that the running kernel lacks, or has only in a package that is not installed. */
    Remedy modules(Observed host) {
        var facts = host.facts();
        if (facts.container()) return OF_THE_HOST;
        if (isReduced(host)) return Remedy.task("kernel_modules_extra: {new_kernel: true}");
        if (!facts.kernel().extraPackages().isEmpty()) return Remedy.task("kernel_modules_extra: {}");
        return Remedy.advice(
                isForeign(facts)
                        ? "have one built that has them: " + FOREIGN
                        : "the kernel's own package, one of "
                                + String.join(", ", facts.kernel().packages())
                                + ", has all there are: install it anew, or boot another kernel");
    }

    /** The remedy for an option that the running kernel was built without. */
    Remedy options(Observed host) {
        boolean modular = !host.facts().modules().missing().isEmpty();
        return isReduced(host) && modular ? modules(host) : distributionKernel(host.facts());
    }

    private Remedy distributionKernel(Facts facts) {
        if (facts.container()) return OF_THE_HOST;
        return isForeign(facts)
                ? Remedy.advice("have one built that has them: " + FOREIGN)
                : Remedy.task("kernel: {state: latest}");
    }

    /** Whether `kernel` and `kernel_policy` know no newer kernel of this kind. */
    static boolean isForeign(Facts facts) {
        return facts.kernel().packages().isEmpty();
    }

    private static boolean isReduced(Observed host) {
        return REDUCED.matcher(host.kernel().flavour()).matches()
                || host.facts().kernel().packages().contains("kernel-default-base");
    }
}
