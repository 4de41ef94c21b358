package io.drydock.assess;

import io.drydock.facts.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What systemd has no more, or will have no more: services by scripts alone, and kernels that are old to it. */
record SystemdRule(Removals removals) implements Rule {
    private static final String SUBJECT = "systemd";

    @Override
    public List<Finding> judge(Observed host) {
        if (host.survey().systemd().isEmpty()) return List.of();
        var findings = new ArrayList<Finding>();
        removals.by(SUBJECT, "init scripts")
                .flatMap(gone -> scripts(gone, host))
                .ifPresent(findings::add);
        removals.by(SUBJECT, "old kernels").flatMap(gone -> kernel(gone, host)).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> scripts(Data gone, Observed host) {
        var scripts = host.survey().initScripts();
        if (scripts.isEmpty()) return Optional.empty();
        var named = String.join(", ", scripts);
        var remedy = Remedy.advice("give each a unit, or install a package that has one");
        return Optional.of((isGone(gone, host)
                        ? Finding.warning(
                                SUBJECT,
                                running(host) + " starts no scripts of /etc/init.d: without a unit are " + named,
                                remedy)
                        : Finding.note(
                                SUBJECT,
                                "scripts of /etc/init.d alone start " + named + ", which systemd does not from "
                                        + gone.text("version") + " on; " + running(host) + " runs",
                                remedy))
                .about(scripts));
    }

    private static Optional<Finding> kernel(Data gone, Observed host) {
        var facts = host.facts();
        var least = gone.text("least");
        if (!isGone(gone, host)
                || facts.container()
                || Policy.atLeast(facts.kernel().release(), least)) return Optional.empty();
        return Optional.of(Finding.warning(
                SUBJECT,
                running(host) + " needs kernel " + least + " or newer, and "
                        + facts.kernel().release() + " runs",
                remedy(facts, least)));
    }

    private static Remedy remedy(Facts facts, String least) {
        if (!facts.newestKernel().isEmpty() && Policy.atLeast(facts.newestKernel(), least)) return KernelRemedy.REBOOT;
        return KernelRemedy.isForeign(facts)
                ? Remedy.advice("take a newer one from there: " + KernelRemedy.FOREIGN)
                : Remedy.task("kernel: {state: latest}");
    }

    private static boolean isGone(Data gone, Observed host) {
        return Policy.atLeast(host.survey().systemd(), gone.text("version"));
    }

    private static String running(Observed host) {
        return SUBJECT + " " + host.survey().systemd();
    }
}
