package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.assess.Assessor;
import io.drydock.assess.Finding;
import io.drydock.assess.Observed;
import io.drydock.assess.Severity;
import io.drydock.facts.Cgroup;
import io.drydock.facts.Facts;
import io.drydock.facts.Gatherer;
import io.drydock.facts.HostTree;
import io.drydock.facts.Survey;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What `assess` says of a host and what a plan of site.yml says of it are never against each other. */
class VerdictsTest {
    private static final Path TEMPLATES = Gatherer.HOME.resolve("templates");
    private static final Path CASES = Gatherer.HOME.resolve("src/test/cases/facts");
    /** The actions of site.yml that clear something away, or say themselves why they cannot. */
    private static final Set<String> CLEARING =
            Set.of("kernel_policy", "kernel_modules_extra", "cgroup", "sysctl", "docker_engine");

    @TempDir
    Path root;

    static List<String> hosts() throws IOException {
        try (var files = Files.list(CASES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void whatNoTaskClearsAwayIsToldByThePlanInTheSameWords(String host) throws Exception {
        var raw = gather(host);
        var facts = Facts.of(raw);
        String program = String.join(
                "",
                PlayBed.of(Gatherer.HOME.resolve("playbooks/site.yml"), Map.of(), facts, Mode.PLAN)
                        .programs());
        for (var finding : blocking(facts)) {
            boolean isCleared =
                    CLEARING.contains(action(finding)) || finding.subject().equals("AppArmor");
            assertEquals(
                    !isCleared,
                    program.contains(ShellWord.quoted(line(finding)).replaceAll("^'|'$", "")),
                    line(finding));
        }
    }

    /** The subjects that an action judges too: where the one finds nothing the other has nothing to do. */
    @ParameterizedTest
    @MethodSource("hosts")
    void actionsJudgeByTheSameRules(String host) throws Exception {
        var raw = new TreeMap<>(gather(host));
        raw.put("uid", "0");
        var facts = Facts.of(raw);
        var work = Files.createDirectories(root.resolve("work/bin")).getParent();
        var results = new TreeMap<String, Outcome>();
        new ActionBed(work, root.resolve("none"), raw, PlayBed.LIBRARY)
                .run("""
        - {name: cgroups, cgroup: {boot_file: /nowhere}, ignore_errors: true}
        - {name: kernel, kernel_policy: {}, ignore_errors: true}
        """, Mode.PLAN)
                .forEach(result -> results.put(result.name(), result.outcome()));
        if (facts.cgroup().version() != Cgroup.Version.NONE
                && !facts.kernel().release().isEmpty()) {
            var least = blocking(facts).stream()
                    .filter(f -> f.subject().equals("cgroups") && !f.reason().contains("needs kernel"))
                    .toList();
            assertEquals(least.isEmpty(), results.get("cgroups") == Outcome.OK, least + " " + results);
        }
        var kernel = blocking(facts).stream()
                .filter(f -> f.reason().contains("Docker on ") || f.reason().contains("needs kernel"))
                .toList();
        assertEquals(kernel.isEmpty(), results.get("kernel") == Outcome.OK, kernel + " " + results);
    }

    private List<Finding> blocking(Facts facts) {
        return Assessor.with(TEMPLATES, PlayBed.LIBRARY.dated())
                .assess(new Observed(facts, Survey.NONE, 0))
                .findings()
                .stream()
                .filter(f -> f.severity() == Severity.BLOCKING)
                .toList();
    }

    private static String action(Finding finding) {
        return finding.remedy().text().replaceFirst(":.*", "");
    }

    private static String line(Finding finding) {
        return finding.subject() + " - " + finding.reason() + " -> "
                + finding.remedy().text();
    }

    private Map<String, String> gather(String host) throws Exception {
        HostTree.read(CASES.resolve(host)).unpack(Files.createDirectories(root.resolve("host")));
        return Gatherer.gather(List.of("/bin/sh"), root.resolve("host").toString(), List.of("facts.sh"));
    }
}
