package io.drydock.assess;

import io.drydock.facts.Facts;
import io.drydock.facts.KernelVersion;
import java.util.List;

/** The running kernel is new enough for Docker on this distribution. */
record KernelRule(Needs needs, Policy policy) implements Rule {
    private static final String SUBJECT = "kernel";

    @Override
    public List<Finding> judge(Observed host) {
        var facts = host.facts();
        var release = facts.kernel().release();
        if (release.isEmpty()) {
            return List.of(Finding.warning(SUBJECT, "the host does not tell its kernel's release", Remedy.none()));
        }
        var least = policy.minimum(facts);
        if (Policy.atLeast(release, least)) return List.of();
        var reason = release + " runs; Docker on " + facts.os().prettyName() + " needs " + least + " or newer";
        return List.of(remedied(needs, host, reason, least, "kernel_policy: {install: true}"));
    }

    /** The finding with the way to a newer kernel: one that is installed already waits only for a reboot; otherwise the repositories must have one. */
    static Finding remedied(Needs needs, Observed host, String reason, String least, String task) {
        var facts = host.facts();
        if (facts.container()) return Finding.blocking(SUBJECT, reason, KernelRemedy.OF_THE_HOST);
        var installed = facts.newestKernel();
        if (!installed.isEmpty() && Policy.atLeast(installed, least)) {
            return Finding.blocking(SUBJECT, reason + "; " + installed + " is installed", KernelRemedy.REBOOT);
        }
        if (KernelRemedy.isForeign(facts))
            return Finding.blocking(
                    SUBJECT, reason, Remedy.advice("take a newer one from there: " + KernelRemedy.FOREIGN));
        return Finding.blocking(SUBJECT, reason, isOnOffer(needs, host, least) ? Remedy.task(task) : upgrade(facts));
    }

    /** Whether the repositories have a kernel that is new enough. A package manager that does not tell is taken to have one. */
    private static boolean isOnOffer(Needs needs, Observed host, String least) {
        if (Policy.first(needs.withoutKernel(), host.facts()).isPresent()) return false;
        var offers = host.survey().kernels().values();
        return offers.isEmpty()
                || offers.stream()
                        .anyMatch(offer ->
                                Policy.atLeast(KernelVersion.parse(offer).release(), least));
    }

    private static Remedy upgrade(Facts facts) {
        return Remedy.advice("the repositories of " + facts.os().prettyName()
                + " have no such kernel: add one that has, or upgrade the distribution");
    }
}
