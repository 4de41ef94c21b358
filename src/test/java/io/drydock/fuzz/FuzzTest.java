package io.drydock.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.drydock.CaseFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers are given texts that nobody would write: Jazzer makes them of the texts of cases and looks for such as lead to code that none before did.
 * None may crash, hang, or tell of Java. {@code -Dfuzz.seconds=600} looks for so long in each reader; a finding is kept in
 * target/fuzz.
 */
@Tag("fuzz")
class FuzzTest {
    private static final Path HOME = Path.of(System.getProperty("drydock.home"));
    private static final Path FOUND = HOME.resolve("target/fuzz");
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 5);
    private static final int LARGEST = 4000; // characters
    /** Of so many texts one is taken, so that there is time to make others of them. */
    private static final int EACH = SECONDS < 60 ? 40 : 1;

    @TempDir
    static Path temp;

    @BeforeAll
    static void texts() throws IOException {
        Path corpus = Files.createDirectory(temp.resolve("corpus"));
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(HOME.resolve("src/test/cases"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*[.](case|txt|ini|yml)$"))
                    .sorted()
                    .toList()) {
                if (file.toString().endsWith(".case"))
                    texts.addAll(CaseFile.read(file).sections().values());
                else texts.addAll(List.of(Files.readString(file).split("(?m)^(===|>>>).*$")));
            }
        }
        texts.removeIf(text -> text.isBlank() || text.length() > LARGEST);
        assertFalse(texts.isEmpty());
        for (int i = 0; i < texts.size(); i += EACH) Files.writeString(corpus.resolve(String.valueOf(i)), texts.get(i));
    }

    @TestFactory
    Stream<DynamicTest> readers() {
        return new TreeSet<>(FuzzTarget.READERS.keySet())
                .stream().map(name -> DynamicTest.dynamicTest(name, () -> fuzz(name)));
    }

    private static void fuzz(String reader) throws IOException, InterruptedException {
        Path log = Files.createDirectories(FOUND).resolve(reader + ".log");
        Path folder = Files.createDirectory(temp.resolve(reader));
        Path made = Files.createDirectory(temp.resolve("made-" + reader));
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dreader=" + reader,
                "-Dfolder=" + folder,
                "-Ddrydock.home=" + HOME,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzTarget.class.getName(),
                "--instrumentation_includes=io.drydock.**:org.yaml.**:freemarker.**",
                // Who writes a pattern of hosts is to write a regular expression.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                "--reproducer_path=" + temp,
                made.toString(),
                temp.resolve("corpus").toString(),
                HOME.resolve("src/test/fuzz/seeds").toString(),
                "-dict=" + HOME.resolve("src/test/fuzz/words.dict"),
                "-artifact_prefix=" + FOUND + "/" + reader + "-",
                "-seed=1",
                "-len_control=0",
                "-max_len=8000",
                "-timeout=60",
                "-rss_limit_mb=4096",
                "-max_total_time=" + SECONDS);
        Process jazzer = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(0, jazzer.waitFor(), () -> finding(log));
    }

    private static String finding(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return log + ":\n"
                    + String.join(
                            "\n",
                            lines.dropWhile(l -> !l.startsWith("== ")).limit(40).toList());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
