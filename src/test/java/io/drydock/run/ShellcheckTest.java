package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.CaseFile;
import io.drydock.facts.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All shell text, as it is written and as it is sent, passes shellcheck, where that is installed. */
class ShellcheckTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));

    /** What is meant here. */
    private static final Map<String, String> IDIOMS = Map.ofEntries(
            Map.entry("SC1003", "a backslash in single quotes is one"),
            Map.entry("SC1007", "x= y=1 empties x"),
            Map.entry("SC2010", "ls with grep, where the names are known"),
            Map.entry("SC2015", "a && b || c, where b succeeds"),
            Map.entry("SC2016", "$ in single quotes is for awk, sed and others"),
            Map.entry("SC2018", "LC_ALL is C"),
            Map.entry("SC2019", "LC_ALL is C"),
            Map.entry("SC2045", "for x in $(ls), where the names are known"),
            Map.entry("SC2046", "words of a command's output are split"),
            Map.entry("SC2086", "lists of words are split"),
            Map.entry("SC2094", "a file is read and named in one loop"),
            Map.entry("SC2116", "echo joins lines"),
            Map.entry("SC2153", "names that differ in their case"),
            Map.entry("SC3013", "-ef and -nt, which every shell here has"));

    /** Of a file alone: variables come from other files, and are for them. */
    private static final String OF_A_PART = "SC2034,SC2154";

    /** Of a rendered program: values are constants there, words of templates meet no need, and what apt-config prints is evaluated. */
    private static final String OF_A_PROGRAM =
            "SC2034,SC2050,SC2078,SC2145,SC2154,SC2157,SC2194,SC2209,SC2221,SC2222,SC2251,SC2317";

    @TempDir
    Path temp;

    @BeforeAll
    static void isInstalled() {
        assumeTrue(
                Stream.of("/usr/bin", "/usr/local/bin")
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "shellcheck"))),
                "shellcheck is not installed");
    }

    @Test
    void modulesAndScripts() throws Exception {
        List<Path> posix = new ArrayList<>();
        List<Path> bash = new ArrayList<>();
        for (String folder : List.of("templates", ".ci", "bin", "src/test")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(f -> !f.toString().endsWith(".j2"))
                        .sorted()
                        .toList()) {
                    String first = firstLine(file);
                    if (first.matches("#!.*\\bbash\\b.*")) bash.add(file);
                    else if (file.toString().endsWith(".sh") || first.matches("#!.*\\bsh\\b.*")) posix.add(file);
                }
            }
        }
        assertTrue(posix.size() > 30 && bash.contains(HOME.resolve(".ci/run")), posix + " " + bash);
        assertEquals("", shellcheck("sh", OF_A_PART, posix) + shellcheck("bash", OF_A_PART, bash));
    }

    private static String firstLine(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            return lines.findFirst().orElse("");
        }
    }

    /** One program of a case of every action, with every module. */
    @Test
    void programs() throws Exception {
        Set<String> actions = new TreeSet<>();
        StringBuilder tasks = new StringBuilder();
        StringBuilder head = new StringBuilder();
        try (Stream<Path> files = Files.walk(HOME.resolve("src/test/cases/actions"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".case")).sorted().toList()) {
                String action = file.getParent().getFileName().toString();
                if (actions.contains(action)) continue;
                CaseFile test = CaseFile.read(file);
                Path play = Files.writeString(
                        temp.resolve("play.yml"),
                        "- hosts: all\n  tasks:\n" + test.section("tasks").indent(4));
                String program;
                try {
                    PlayBed bed = PlayBed.of(
                            play, Map.of("root", "/root"), Facts.of(ActionCasesTest.facts(test)), Mode.APPLY);
                    program = bed.compile().program();
                } catch (AssertionError e) {
                    continue; // takes files of its own
                }
                actions.add(action);
                String start = "\nstart\n";
                tasks.append(program, program.indexOf(start) + start.length(), program.lastIndexOf("finish\n"));
            }
        }
        assertTrue(actions.size() > 25, actions.toString());
        try (Stream<Path> files = Files.list(HOME.resolve("templates/lib"))) {
            for (Path file : files.sorted().toList()) {
                head.append(Files.readString(file));
            }
        }
        String runtime = Files.readString(HOME.resolve("templates/runtime.sh"))
                + Files.readString(HOME.resolve("templates/apply.sh"));
        Path whole = Files.writeString(
                HOME.resolve("target/every-action.sh"),
                ProgramText.header("apply", "test", true) + runtime + head + "start\n" + tasks + "finish\n");
        assertEquals("", shellcheck("sh", OF_A_PROGRAM, List.of(whole)));
    }

    private String shellcheck(String shell, String but, List<Path> files) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "shellcheck",
                "--shell=" + shell,
                "--format=gcc",
                "--exclude=" + but + "," + String.join(",", new TreeSet<>(IDIOMS.keySet()))));
        files.forEach(f -> command.add(f.toString()));
        Path said = temp.resolve("said");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        try (Stream<String> lines = Files.lines(said)) {
            return lines.map(l -> l + "\n").collect(Collectors.joining());
        }
    }
}
