package io.drydock.assess;

import io.drydock.action.DatedData;
import io.drydock.facts.Facts;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges hosts by what is known of them. */
public final class Assessor {
    private final List<Rule> rules;

    private Assessor(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * @param templates where the actions are, whose kernel policy is this one's too
     * @param ageing what is known of holes, versions and ends of support
     */
    public static Assessor with(Path templates, DatedData ageing) {
        var dated = new Data(ageing.map());
        var needs = Needs.shipped();
        var policy = Policy.read(templates);
        var remedy = new KernelRemedy();
        var holes = new KernelHoles(dated.all("kernel_holes"));
        var removals = new Removals(dated.all("removals"));
        return new Assessor(List.of(
                new KernelRule(needs, policy),
                new OptionRule(needs, remedy),
                new ModuleRule(needs, remedy, holes),
                new KernelHoleRule(holes),
                CgroupRule.with(policy, removals, templates),
                new StorageRule(needs, policy, remedy),
                EngineRule.with(needs, dated, templates),
                new SecurityRule(),
                new SystemdRule(removals),
                new KeyRule(),
                new SysctlRule(needs),
                new SpaceRule(needs),
                new RebootRule(),
                new LivePatchRule(),
                new ClockRule()));
    }

    public Assessment assess(Observed host) {
        var findings = rules.stream()
                .flatMap(rule -> rule.judge(host).stream())
                .distinct()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        return new Assessment(Verdict.of(findings), profile(host.facts()), findings);
    }

    private static Map<String, String> profile(Facts facts) {
        var profile = new LinkedHashMap<String, String>();
        profile.put("distribution", facts.os().prettyName());
        profile.put("kernel", facts.kernel().release());
        profile.put("cgroup", facts.cgroup().version().label());
        var driver = StorageRule.driver(facts);
        profile.put("storage", driver.isEmpty() ? "no driver" : driver);
        profile.put("filesystem", facts.dockerRoot().filesystem());
        profile.put(
                "iptables", (facts.iptables().version() + " " + facts.iptables().backend()).strip());
        profile.put("docker", facts.docker().version());
        profile.put("container", String.valueOf(facts.container()));
        return Collections.unmodifiableMap(profile);
    }
}
