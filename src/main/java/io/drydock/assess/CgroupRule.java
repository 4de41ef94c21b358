package io.drydock.assess;

import io.drydock.facts.Cgroup;
import io.drydock.facts.Facts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Control groups are mounted, with the controllers that containers need. */
record CgroupRule(Policy policy, Removals removals, Data controllers) implements Rule {
    private static final String SUBJECT = "cgroups";
    private static final List<String> HIERARCHY = List.of("hierarchy");

    /** @param templates where the action cgroup is, which knows the same controllers */
    static CgroupRule with(Policy policy, Removals removals, Path templates) {
        return new CgroupRule(
                policy, removals, Data.file(templates.resolve("cgroup").resolve("controllers.yml")));
    }

    @Override
    public List<Finding> judge(Observed host) {
        var facts = host.facts();
        return switch (facts.cgroup().version()) {
            case NONE ->
                List.of(Finding.blocking(SUBJECT, "none are mounted", remedy(facts))
                        .about(HIERARCHY));
            case V2 -> version2(host);
            case V1, HYBRID -> version1(host);
        };
    }

    private List<Finding> version2(Observed host) {
        var findings = new ArrayList<Finding>();
        var least = policy.minimumForVersion2();
        if (!Policy.atLeast(host.facts().kernel().release(), least)) {
            findings.add(Finding.blocking(
                    SUBJECT,
                    "v2 is mounted, and Docker on it needs kernel " + least + " or newer",
                    Remedy.task("cgroup: {version: v1}")));
        }
        missing(host.facts(), controllers.at("v2").texts("necessary"), "controllers of v2 are missing: ", findings);
        return findings;
    }

    private static void missing(Facts facts, List<String> needed, String what, List<Finding> findings) {
        var missing = needed.stream()
                .filter(controller -> !facts.cgroup().controllers().contains(controller))
                .toList();
        if (!missing.isEmpty())
            findings.add(Finding.blocking(SUBJECT, what + String.join(", ", missing), remedy(facts))
                    .about(missing));
    }

    private List<Finding> version1(Observed host) {
        var findings = new ArrayList<Finding>();
        var cgroup = host.facts().cgroup();
        var necessary = controllers.at("v1").texts("necessary");
        missing(host.facts(), necessary, "controllers are off: ", findings);
        unmounted(cgroup, necessary, Severity.BLOCKING, host.facts(), findings);
        unmounted(cgroup, controllers.at("v1").texts("useful"), Severity.NOTE, host.facts(), findings);
        swap(host, findings);
        var end = removals.told("cgroup v1");
        findings.add(Finding.note(
                SUBJECT,
                cgroup.version().label() + " is in use" + (end.isEmpty() ? "" : ": " + end),
                Remedy.task("cgroup: {version: v2}")));
        return findings;
    }

    private static void unmounted(
            Cgroup cgroup, List<String> needed, Severity severity, Facts facts, List<Finding> findings) {
        var there = needed.stream().filter(cgroup.controllers()::contains).toList();
        var unmounted = there.stream()
                .filter(controller -> !cgroup.mounts().containsKey(controller))
                .toList();
        if (!unmounted.isEmpty()) {
            findings.add(new Finding(
                    severity,
                    SUBJECT,
                    "controllers are not mounted: " + String.join(", ", unmounted),
                    unmounted,
                    mount(facts)));
        } else if (severity == Severity.BLOCKING && there.size() > 2 && places(cgroup, there) == 1) {
            findings.add(Finding.blocking(SUBJECT, "all controllers are on a single mount point", mount(facts))
                    .about(HIERARCHY));
        }
    }

    private static int places(Cgroup cgroup, List<String> controllers) {
        var places = new HashSet<String>();
        controllers.forEach(controller -> places.add(cgroup.mounts().get(controller)));
        return places.size();
    }

    /** Swap is accounted for, which kernels do in any case since 5.8. */
    private static void swap(Observed host, List<Finding> findings) {
        var facts = host.facts();
        boolean asked = facts.commandLine().contains("swapaccount=1");
        boolean built = OptionNeed.has(facts, "MEMCG_SWAP_ENABLED")
                && !facts.commandLine().contains("swapaccount=0");
        if (asked
                || built
                || Policy.atLeast(facts.kernel().release(), "5.8")
                || facts.kernel().release().isEmpty()) return;
        findings.add(Finding.note(
                SUBJECT,
                "swap is not accounted: containers cannot be limited in it",
                facts.container() ? KernelRemedy.OF_THE_HOST : Remedy.task("cgroup: {swap_accounting: true}")));
    }

    /** The remedy for control groups that are mounted otherwise: no task mounts anew what is in use. */
    private static Remedy mount(Facts facts) {
        return facts.container()
                ? KernelRemedy.OF_THE_HOST
                : Remedy.advice(
                        "mount each of them at /sys/fs/cgroup/NAME: mount -t cgroup -o NAME cgroup /sys/fs/cgroup/NAME");
    }

    private static Remedy remedy(Facts facts) {
        return facts.container() ? KernelRemedy.OF_THE_HOST : Remedy.task("cgroup: {}");
    }
}
