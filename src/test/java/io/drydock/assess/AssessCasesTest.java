package io.drydock.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.action.DatedData;
import io.drydock.diag.Diagnostics;
import io.drydock.facts.Facts;
import io.drydock.facts.Gatherer;
import io.drydock.facts.HostTree;
import io.drydock.facts.Survey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found on the hosts under src/test/cases/facts that have a section {@code assess}. */
class AssessCasesTest {
    private static final Path TEMPLATES = Gatherer.HOME.resolve("templates");
    private static final Path CASES = Gatherer.HOME.resolve("src/test/cases/facts");
    /** The controller's clock, where a host has a stand-in for date. */
    private static final long NOW = 1_700_000_000;
    /** Of all others the end of November 2026, when all series of data.yml had ended. */
    private static final long LATER = 1_795_900_000;

    @TempDir
    Path root;

    static List<String> hosts() throws IOException {
        try (var files = Files.list(CASES)) {
            return files.filter(AssessCasesTest::isAssessed)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isAssessed(Path file) {
        try {
            return HostTree.read(file).sections().containsKey(HostTree.ASSESS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void findings(String name) throws Exception {
        var host = HostTree.read(CASES.resolve(name));
        host.unpack(root);
        var raw = Gatherer.gather(
                List.of("/bin/sh"), root.toString(), List.of("facts.sh", "lib/openpgp.sh", "survey.sh"));
        var survey = Survey.of(raw);
        boolean tells = host.sections().containsKey("program /usr/bin/date");
        var observed =
                tells ? new Observed(Facts.of(raw), survey, NOW) : new Observed(Facts.of(raw), survey.at(LATER), LATER);
        var assessment = Assessor.with(TEMPLATES, DatedData.of(TEMPLATES.resolve(DatedData.NAME), new Diagnostics()))
                .assess(observed);
        var found = assessment.verdict().label() + "\n"
                + assessment.findings().stream().map(AssessCasesTest::line).collect(Collectors.joining());
        if (Boolean.getBoolean("update")) {
            host.expect(HostTree.ASSESS, found);
        } else {
            assertEquals(host.expected(HostTree.ASSESS), found);
        }
    }

    static String line(Finding finding) {
        var remedy = finding.remedy().text();
        return finding.severity().label() + " | " + finding.subject() + " | " + finding.reason()
                + (remedy.isEmpty() ? "" : "\n    -> " + remedy) + "\n";
    }
}
