package io.drydock.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.json.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    @TempDir
    Path dir;

    private final Diagnostics problems = new Diagnostics();

    private YamlMap map(String text) {
        YamlMap map = (YamlMap) YamlReader.read("a.yml", text, problems).orElseThrow();
        assertEquals(List.of(), problems.all());
        return map;
    }

    /** Line, column and message of each problem. */
    private List<String> problems(String text) {
        YamlReader.read("a.yml", text, problems);
        return problems.all().stream()
                .map(p -> p.pos().line() + ":" + p.pos().column() + " " + p.message())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      12 | Long 12
      -1_000 | Written Long -1000
      0644 | String 0644
      0 | Long 0
      0x1F | Written Long 31
      0b101 | Written Long 5
      0899 | String 0899
      9223372036854775808 | String 9223372036854775808
      22:30 | String 22:30
      1.10 | Written Double 1.1
      1.25 | Double 1.25
      1e3 | String 1e3
      1.5e400 | String 1.5e400
      .inf | String .inf
      .nan | String .nan
      2024-01-31 | String 2024-01-31
      yes | Written Boolean true
      Off | Written Boolean false
      true | Boolean true
      y | String y
      "yes" | String yes
      '12' | String 12
      !!str 12 | String 12
      !!int "12" | Long 12
      ~ | null
      """, quoteCharacter = '\0')
    void typesScalars(String written, String expected) {
        YamlScalar scalar =
                (YamlScalar) map("key: " + written + "\n").get("key").orElseThrow();
        Object value = scalar.value();
        Object plain = Written.plain(value);
        assertEquals(
                expected,
                value == null
                        ? "null"
                        : (value instanceof Written ? "Written " : "")
                                + plain.getClass().getSimpleName() + " " + plain);
        if (value instanceof Written) assertEquals(written, value.toString());
    }

    @Test
    void keepsTheTextAsWritten() {
        assertEquals("0644", ((YamlScalar) map("mode: 0644").get("mode").orElseThrow()).text());
        assertEquals("1.10", ((YamlScalar) map("v: 1.10").get("v").orElseThrow()).text());
    }

    @Test
    void mergesAndAliases() {
        YamlMap map = map("""
        a: &a {x: 1, y: 2}
        b: &b {y: 3, z: 4}
        c: {<<: [*a, *b], x: 9}
        d: *a
        """);
        assertEquals(
                Map.of("x", 9L, "y", 2L, "z", 4L), map.get("c").orElseThrow().data());
        assertEquals(Map.of("x", 1L, "y", 2L), map.get("d").orElseThrow().data());
    }

    @Test
    void reportsEveryDuplicateAndEveryKeyThatIsNoText() {
        assertEquals(
                List.of(
                        "2:1 duplicate key \"a\"",
                        "3:11 duplicate key \"b\"",
                        "4:1 duplicate key \"a\"",
                        "5:1 the key yes is not text",
                        "6:1 the key 0x10 is not text",
                        "8:1 a key must be a name, not a list or a mapping"),
                problems("a: 1\na: 2\nc: {b: 1, b: 2}\na: 3\nyes: x\n0x10: x\n8080: x\n[x]: y\n").stream()
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '\0', textBlock = """
      a:~\tb: 1|2:1 a tab cannot indent YAML|spaces
      a: b: c|1:5 a colon and a space are not allowed here|quote
      x: 1~a: "b~c: 1~|2:4 this quote is never closed|close it
      x: 1~a: it's 'b~c: 'd~|3:4 this quote is never closed|close it
      a: {{ name }}/x|1:4 a value cannot begin with {{|${name}
      a: {{ name }}|1:5 a key must be a name, not a list or a mapping|${name}
      - {{ name }} b|1:3 a value cannot begin with {{|${name}
      a: @b|1:4 a value cannot begin with this character|quote
      a: *b|1:4 this alias has no anchor|quoted
      a: 1~b~c: 2|2:1 this is neither a key nor part of the value before it|key: value
      a: 1~  b: 2|2:4 a colon and a space are not allowed here|indentation
      a:~    b: 1~  c: 2|3:3 unexpected indentation|same column
      a: [1, 2|1:4 this list is not closed or lacks a comma|]
      a: {b: ${c}}|1:9 this mapping is not closed or lacks a comma|quote
      a: "\\d"|1:5 \\d is no escape in a "..." text|'...'
      a: "C:\\Users"|1:7 \\U lacks its hexadecimal digits in a "..." text|'...'
      a: "\\x4"|1:5 \\x lacks its hexadecimal digits in a "..." text|'...'
      a: !other x|1:4 unknown tag !other|remove
      a: !vault x|1:4 the value is a damaged vault: its first line is not $ANSIBLE_VAULT;1.1;AES256|bring back
      a: !!int x|1:10 "x" is not of the type its tag says|tag
      a: 1~---~b: 2|2:1 only one YAML document per file is read|---
      a: &a [*a]|1:4 this value contains itself through an alias|write
      <<: 1|1:5 << merges mappings only|alias
      """)
    void explainsBadSyntax(String text, String expected, String remedy) {
        assertEquals(List.of(expected), problems(text.replace("~", "\n")));
        Diagnostic problem = problems.all().getFirst();
        assertTrue(problem.remedy().contains(remedy), problem.remedy());
    }

    @Test
    void boundsAliasBombs() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            text.append("a%d: &a%d [%s*a%d]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9), i - 1));
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertEquals(
                        List.of("aliases make this value grow beyond all measure"),
                        problems(text.toString()).stream()
                                .map(line -> line.substring(line.indexOf(' ') + 1))
                                .toList()));
    }

    @Test
    void tellsWhatIsNoTextWithoutItsLines() throws IOException {
        YamlReader.read(
                Files.write(dir.resolve("u16"), "\uFEFF- a: b\n".getBytes(StandardCharsets.UTF_16LE)), problems);
        YamlReader.read(Files.write(dir.resolve("u16be"), "- a: b\n".getBytes(StandardCharsets.UTF_16BE)), problems);
        YamlReader.read(Files.write(dir.resolve("gz"), new byte[] {0x1f, (byte) 0x8b, 8, 'a', '\n'}), problems);
        YamlReader.read(
                Files.write(dir.resolve("tar"), "name\0\0\0\0 and more of the text\n".getBytes(StandardCharsets.UTF_8)),
                problems);
        assertEquals(
                List.of(
                        "u16 0 this is UTF-16 text, not UTF-8",
                        "u16be 0 this is UTF-16 text, not UTF-8",
                        "gz 0 this is not a text file",
                        "tar 0 this is not a text file"),
                problems.all().stream()
                        .map(p -> Path.of(p.pos().file()).getFileName() + " "
                                + p.pos().line() + " " + p.message())
                        .toList());
    }

    @Test
    void readsFiles() throws IOException {
        assertEquals(Optional.empty(), YamlReader.read(Files.writeString(dir.resolve("e"), "# nothing\n"), problems));
        assertTrue(problems.isEmpty());
        YamlReader.read(dir.resolve("missing"), problems);
        YamlReader.read(dir, problems);
        YamlReader.read(Files.write(dir.resolve("latin"), new byte[] {'a', '\n', 'b', (byte) 0xE4, 'c'}), problems);
        YamlReader.read(Files.writeString(dir.resolve("nul"), "a: 1\nb: \0"), problems);
        assertEquals(
                List.of(
                        "missing no such file",
                        " this is a directory, not a YAML file",
                        "latin:2:2 not UTF-8 text",
                        "nul:2:4 character U+0000 is not allowed in YAML"),
                problems.all().stream()
                        .map(p -> (p.pos() + " " + p.message())
                                .replace(dir.toString(), "")
                                .replaceFirst("^/", ""))
                        .toList());
    }
}
