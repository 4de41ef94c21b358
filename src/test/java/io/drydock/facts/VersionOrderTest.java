package io.drydock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.template.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates, facts and hosts have the same order of versions. */
class VersionOrderTest {
    /** Ascending; those of one line are the same version. */
    private static final String ORDERED = """
      3.10.0-514.el7.x86_64
      3.10.0-1160.el7.x86_64
      4.4.0 4.04 4.4
      4.4.0-21-generic
      4.4.0-142-generic
      6.1~rc3 6.1.0~rc3
      6.1~1
      6.1~2 6.1.0.0~2
      6.1.0-pre0rc1 6.1-pre.rc1
      6.1.0-rc3 6.1-rc3
      6.1.0-rc10
      6.1 6.1.0 6.1.0.0
      6.1.0-a10
      6.1.0-b
      6.1.0-1-amd64
      6.1.0-18
      6.1.0-18a
      6.1.0-18-amd64
      6.1.0-19
      6.1.5
      10.0.0
      20.10.3
      20.10.24+dfsg1
      99999999999999999999.1
      5:18.09
      5:24.0.7-1~ubuntu.22.04
      """;

    private record Pair(String a, String b, int order) {}

    private static List<Pair> pairs() {
        List<List<String>> lines =
                ORDERED.lines().map(line -> List.of(line.split(" "))).toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < lines.size(); j++) {
                for (String a : lines.get(i)) {
                    for (String b : lines.get(j)) pairs.add(new Pair(a, b, Integer.compare(i, j)));
                }
            }
        }
        return pairs;
    }

    @Test
    void templatesAndFactsHaveIt() {
        for (Pair pair : pairs()) {
            assertEquals(pair.order(), new Version(pair.a()).compareTo(new Version(pair.b())), pair::toString);
            assertEquals(
                    pair.order(),
                    KernelVersion.parse(pair.a()).compareTo(KernelVersion.parse(pair.b())),
                    pair::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void hostsHaveIt(String shell) throws Exception {
        assertEquals(
                pairs().stream()
                        .map(p -> p.a() + " " + p.b() + " " + (p.order() >= 0))
                        .toList(),
                said(shell, pairs()));
    }

    /** Of texts that nobody would write. */
    @Test
    void hostsHaveItOfAnyText() throws Exception {
        List<String> parts = List.of(
                "0", "00", "01", "2", "10", "rc", "rc1", "alpha", "pre", "preview", "a", "b", "~", ".", "-", "+", ":",
                "_", "el9", ".0", "-0", "5:", "\u00e9");
        Random random = new Random(6);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            String a = text(parts, random), b = i % 3 == 0 ? a.replaceFirst("0", "") : text(parts, random);
            if (!b.isEmpty()) pairs.add(new Pair(a, b, new Version(a).compareTo(new Version(b))));
        }
        for (Pair pair : pairs)
            assertEquals(-pair.order(), new Version(pair.b()).compareTo(new Version(pair.a())), pair::toString);
        assertEquals(
                pairs.stream()
                        .map(p -> p.a() + " " + p.b() + " " + (p.order() >= 0))
                        .toList(),
                said("sh", pairs));
    }

    private static String text(List<String> parts, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) text.append(parts.get(random.nextInt(parts.size())));
        return text.toString();
    }

    private static List<String> said(String shell, List<Pair> pairs) throws Exception {
        Path library = Path.of(System.getProperty("drydock.home"), "templates/lib/version.sh");
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        command.addAll(List.of("-uc", """
        . "$1"; shift
        while [ $# -gt 0 ]; do
          if version_at_least "$1" "$2"; then echo "$1 $2 true"; else echo "$1 $2 false"; fi
          shift 2
        done
        """, "sh", library.toString()));
        pairs.forEach(pair -> command.addAll(List.of(pair.a(), pair.b())));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
