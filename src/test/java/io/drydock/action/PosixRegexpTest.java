package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PosixRegexpTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "~~; leave the argument away",
                "^Port \\d+; [0-9]",
                "\\D; [^0-9]",
                "a\\sb; [[:space:]]",
                "\\S; [^[:space:]]",
                "\\w+; [[:alnum:]_]",
                "\\W; [^[:alnum:]_]",
                "\\bport; [^[:alnum:]_]",
                "\\<port; [^[:alnum:]_]",
                "port\\>; [^[:alnum:]_]",
                "\\Aport; write ^",
                "port\\z; write $",
                "\\`p; write ^",
                "a\\tb; [[:blank:]]",
                "a\\nb; no line break",
                "\\x41; leave the \\ away",
                "(a)\\1; back-references",
                "a\\; \\\\",
                "(?i)port; [Pp]ort",
                "^(?!#)opt=; ahead or behind",
                "(?<=a)b; ahead or behind",
                "(?:a|b); write (",
                "(?P<n>a); ahead",
                "^a.*?b; lazy",
                "a+?; lazy",
                "a??; lazy",
                "a{2}?; lazy",
                "a++; possessive",
                "a**; leave one away",
                "a+{2}; leave one away",
                "*a; \\*",
                "(*a); \\*",
                "a|*b; \\*",
                "^*a; \\*",
                "{2}; \\{",
                "a{2; \\{",
                "a{,3}; \\{",
                "a{3,2}; smaller",
                "a{256}; 255",
                "a{x}; \\{",
                "(; \\(",
                "(a; \\(",
                "a); \\)",
                "(); \\(",
                "(a|); (...)?",
                "|a; (...)?",
                "a||b; (...)?",
                "(|a); (...)?",
                "[a; \\[",
                "[]; \\[",
                "[^]; \\[",
                "[[:foo:]]; alnum",
                "[[:word:]]; alnum",
                "[[:alpha]; alnum",
                "[:digit:]; [[:digit:]]",
                "[[.a.]]; the characters",
                "[[=a=]]; the characters",
                "[z-a]; smaller",
                "[[:digit:]-z]; first or last",
                "[a-[:digit:]]; first or last",
                "[\\d]; 0-9",
                "[\\s]; [:space:]",
                "[^\\w-]; [:alnum:]_",
                "[\\]]; put ] first",
                "[a\\-z]; put - last",
                "[\\.]; leave it away",
                "x*; .*",
                "^; .*",
                "$; .*",
                "^ *; .*",
                "(x|y?); .*",
                "a|^; .*",
                "(.*)?; .*",
                "x{0,2}; .*",
            })
    void isRefusedWithTheSpellingThatWorks(String expression, String remedy) {
        PosixRegexp.Problem problem =
                PosixRegexp.problem(expression).orElseThrow(() -> new AssertionError("accepted: " + expression));
        assertTrue(problem.remedy().contains(remedy), problem::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\n"})
    void ofSeveralLinesIsRefused(String expression) {
        assertTrue(PosixRegexp.problem(expression).orElseThrow().message().contains("line break"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[^#].*[[:space:]]swap[[:space:]]",
                "^#?Port [0-9]+$",
                "^(a|b){2,3}x?$",
                "^$",
                "^[[:space:]]*$",
                ".*",
                ".",
                "a.*|b",
                "[]a]",
                "[^]a]",
                "[a-]",
                "[-a]",
                "[$.*]",
                "[\\\\]",
                "a\\.b\\/c\\-\\\"\\]\\}",
                "}",
                "]",
                "a{3}",
                "a{3,}",
                "(^|x)y",
                "é+",
                "\\$\\(x\\)",
                "^\\[sec[0-9]\\]$",
                "a,b"
            })
    void isAccepted(String expression) {
        assertEquals("", PosixRegexp.problem(expression).map(Record::toString).orElse(""));
    }

    /** Whatever is accepted must be an expression to every grep that is here, and match the same lines. */
    @Test
    void whatIsAcceptedIsTheSameToEveryGrep() throws Exception {
        Random random = new Random(5);
        List<String> expressions = Stream.generate(() -> expression(random))
                .filter(e -> PosixRegexp.problem(e).isEmpty())
                .distinct()
                .limit(400)
                .toList();
        List<String> gnu = matched("grep", expressions);
        assertFalse(gnu.stream().anyMatch(m -> m.startsWith("2")), gnu::toString);
        assertTrue(gnu.stream().filter(m -> m.startsWith("0")).count() > 100, "most of them never match");
        if (Files.isExecutable(Path.of("/usr/bin/busybox"))) assertEquals(gnu, matched("busybox grep", expressions));
    }

    private static String expression(Random random) {
        List<String> parts = List.of(
                "a",
                "b",
                "1",
                ".",
                "*",
                "+",
                "?",
                "(",
                ")",
                "|",
                "^",
                "$",
                "[ab]",
                "[^a]",
                "[[:digit:]]",
                "\\",
                "{2}",
                "{0,1}",
                "[",
                "]",
                "-",
                "\\.",
                "\\d",
                " ");
        return random.ints(1 + random.nextInt(8), 0, parts.size())
                .mapToObj(parts::get)
                .collect(Collectors.joining());
    }

    /** For each expression the status of grep and the lines that it matches. */
    private List<String> matched(String grep, List<String> expressions) throws Exception {
        Path lines =
                Files.writeString(folder.resolve("lines"), "\na\nb\nab\nba\na1b\n1 1\n.a.\nx-]\n\\aab\n(b)\naabb11\n");
        Path patterns = Files.write(folder.resolve("expressions"), expressions);
        File out = folder.resolve("out").toFile();
        String loop =
                "while IFS= read -r e; do found=$(%s -nE -e \"$e\" -- '%s' 2>/dev/null); s=$?; echo $s $found; done <'%s'"
                        .formatted(grep, lines, patterns);
        List<String> command = new ArrayList<>(List.of("sh", "-c", loop));
        assertEquals(
                0,
                new ProcessBuilder(command)
                        .redirectOutput(out)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start()
                        .waitFor());
        return Files.readAllLines(out.toPath());
    }
}
