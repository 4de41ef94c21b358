package io.drydock.assess;

import io.drydock.facts.BootLoader;
import io.drydock.facts.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the running kernel with the installed ones, and these with what the repositories have. */
record RebootRule() implements Rule {
    /** The boot loaders that boot_kernel knows. */
    private static final Set<BootLoader> TRYING = Set.of(BootLoader.GRUB, BootLoader.GRUB_BLS, BootLoader.SYSTEMD_BOOT);

    @Override
    public List<Finding> judge(Observed host) {
        var facts = host.facts();
        var findings = new ArrayList<Finding>();
        if (facts.reboot().required()) {
            findings.add(Finding.warning(
                    "reboot", "required: " + String.join("; ", facts.reboot().reasons()), remedy(facts)));
        }
        offer(host).ifPresent(findings::add);
        return findings;
    }

    /** A newer kernel is tried first, where the boot loader can boot it once. */
    private static Remedy remedy(Facts facts) {
        boolean isNewer = !facts.newestKernel().equals(facts.kernel().release())
                && facts.kernels().contains(facts.newestKernel());
        return isNewer && TRYING.contains(facts.bootLoader()) ? Remedy.task("boot_kernel: {}") : KernelRemedy.REBOOT;
    }

    private static Optional<Finding> offer(Observed host) {
        var facts = host.facts();
        if (facts.container() || facts.newestKernel().isEmpty()) return Optional.empty();
        return host.survey()
                .newest(host.kernel().flavour(), facts.kernel().packages())
                .filter(offer -> !Policy.atLeast(facts.newestKernel(), offer))
                .map(offer -> Finding.note(
                        "kernel",
                        offer + " is in the repositories, " + facts.newestKernel() + " is the newest installed",
                        Remedy.task("kernel: {state: latest}")));
    }
}
