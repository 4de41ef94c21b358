package io.drydock.sshconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of ssh_config, resolved for hosts by {@code ssh -G} and by Drydock: every option that Drydock obeys must come out the same, and
 * what one refuses the other has to refuse. Needs OpenSSH's client, of the package openssh-client.
 */
class OpensshComparisonTest {
    private static final Path CASES = Path.of("src/test/cases/sshconfig");

    @TempDir
    static Path temp;

    @BeforeAll
    static void needsSsh() {
        assumeTrue(Files.isExecutable(Openssh.SSH), "there is no " + Openssh.SSH + " to compare with");
    }

    @TestFactory
    Stream<DynamicTest> resolvesAsOpensshDoes() throws IOException {
        List<SshConfigCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(CASES).sorted()) {
            for (Path file : files.toList()) cases.addAll(SshConfigCase.read(file));
        }
        long pairs = cases.stream().mapToLong(c -> c.hosts().size()).sum();
        assertTrue(cases.size() >= 80, cases.size() + " files only");
        System.out.println(cases.size() + " files of ssh_config, " + pairs + " resolutions");
        return cases.stream()
                .flatMap(c -> c.hosts().stream()
                        .map(host -> DynamicTest.dynamicTest(c.name() + ": " + host, () -> compare(c, host))));
    }

    @Test
    void resolvesGeneratedFilesAsOpensshDoes() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            SshConfigCase generated = GeneratedConfig.of(seed);
            for (String host : generated.hosts()) compare(generated, host);
        }
    }

    private static void compare(SshConfigCase given, String host) throws Exception {
        if (!given.isFor(Openssh.version())) return;
        Path folder = Files.createTempDirectory(temp, "case");
        Path config = given.write(folder);
        List<String> file = given.isWithoutFile() ? List.of("-F", "none") : List.of("-F", config.toString());
        Openssh.Answer theirs = Openssh.resolve(
                Stream.concat(file.stream(), given.options().stream()).toList(), host);
        Diagnostics problems = new Diagnostics();
        Map<String, List<String>> ours = ours(given, file, host, problems);
        String text = given.files() + " for " + host + ": " + problems.all();
        if (theirs.settings().isEmpty()) {
            assertFalse(problems.isEmpty(), "ssh says " + theirs.errors() + ", Drydock nothing: " + text);
            return;
        }
        assertTrue(problems.isEmpty(), "Drydock refuses what ssh takes: " + text);
        assertEquals(others(theirs.settings(), ours), others(ours, theirs.settings()), text);
    }

    private static Map<String, List<String>> ours(
            SshConfigCase given, List<String> file, String host, Diagnostics problems) throws Exception {
        GivenOptions arguments = GivenOptions.NONE;
        List<String> words =
                Stream.concat(file.stream(), given.options().stream()).toList();
        SourcePos pos = SourcePos.of("options");
        for (int i = 0; i < words.size(); i += 2) {
            String value = words.get(i + 1);
            arguments = arguments.and(
                    switch (words.get(i)) {
                        case "-F" -> GivenOptions.files(value, pos);
                        case "-o" -> GivenOptions.option(value, pos, problems);
                        default -> SshArguments.parse(words.get(i) + " '" + value + "'", pos, problems);
                    });
        }
        String[] parts = host.split("@(?=[^@]*$)", 2);
        if (parts.length == 2) arguments = arguments.and(GivenOptions.of(Keyword.USER, parts[0], pos));
        HostResolver resolver = new HostResolver(Openssh.machine(), false, new NameService(), problems);
        return new Rendered(resolver, parts[parts.length - 1], arguments).settings();
    }

    /** The settings that are not the same in both. */
    private static String others(Map<String, List<String>> settings, Map<String, List<String>> same) {
        return settings.entrySet().stream()
                .filter(s -> !s.getValue().equals(same.get(s.getKey())))
                .map(s -> s.getKey() + " " + s.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
