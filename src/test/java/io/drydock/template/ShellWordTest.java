package io.drydock.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one table of texts that are hard to quote, read back by the shells of this machine. */
class ShellWordTest {
    /** What must arrive as it is, wherever a word is made of it: none of it is more than text to any shell. */
    static final List<String> WORDS = List.of(
            "",
            " ",
            "plain",
            "two words",
            "'",
            "''",
            "\"",
            "it's \"quoted\"",
            "\\",
            "\\'",
            "'\\''",
            "\\\\'; touch pwned; '",
            "'; touch pwned; $(touch pwned) ",
            "$(touch pwned)",
            "`touch pwned`",
            "${HOME}",
            "$HOME",
            "$((1+1))",
            "a\nb",
            "\n",
            "trailing\n",
            "a\r\nb",
            "\t",
            "; touch pwned",
            "| touch pwned",
            "& touch pwned",
            "> pwned",
            "<pwned",
            "#x",
            "*",
            "?",
            "[a-z]",
            "~",
            "~root",
            "!!",
            "-n",
            "-",
            "--",
            "=ls",
            "%1",
            "@",
            "A=b",
            "--help",
            "-e \\t",
            "{a,b}",
            "a=b",
            "\u0001\u007f",
            "höß → 漢字 \uD83D\uDC0B",
            "EOF\n$(touch pwned)\nEOF",
            "%s%n",
            "${x!'y'}",
            "[=x]",
            "<#if x>",
            "!",
            "(",
            ")",
            "a\\",
            "\u00a0",
            "\u2028");

    private static final List<String> NO_WORDS = List.of("\0", "a\0b", "\ud83d", "a\udc0bb", "\udc0b\ud83d");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash --posix", "bash", "busybox sh", "mksh", "ksh", "zsh"})
    void everyPosixShellReadsTheWord(String shell) throws Exception {
        for (Function<String, String> way : List.<Function<String, String>>of(ShellWord::quoted, ShellWord::typed)) {
            String words = WORDS.stream().map(way).collect(Collectors.joining(" "));
            String program =
                    "set -- " + words + "\nfor w; do printf '%s\\0' \"$w\"; done\n" + "printf '%s\\0' " + words + "\n"
                            + WORDS.stream()
                                    .map(w -> "x=" + way.apply(w) + "; printf '%s\\0' \"$x\"\n")
                                    .collect(Collectors.joining());
            assertEquals(
                    Stream.of(WORDS, WORDS, WORDS).flatMap(List::stream).toList(), said(shell, program, directory));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh", "mksh", "ksh", "zsh", "fish", "csh", "tcsh"})
    void everyLoginShellReadsTheWordsThatItCan(String shell) throws Exception {
        for (String word : WORDS) {
            Optional<String> quoted = ShellWord.inEveryShell(word);
            if (quoted.isEmpty()) continue;
            List<String> command = program(shell);
            command.addAll(List.of("-c", "printf '%s|' " + quoted.get()));
            assertEquals(word + "|", output(command, directory), shell);
        }
        assertTrue(WORDS.stream()
                        .filter(w -> ShellWord.inEveryShell(w).isPresent())
                        .count()
                > 30);
    }

    @Test
    void whatNoShellCanBeGivenIsRefused() {
        for (String text : NO_WORDS) {
            assertTrue(ShellWord.problem(text).isPresent());
            assertThrows(IllegalArgumentException.class, () -> ShellWord.quoted(text));
            assertThrows(IllegalArgumentException.class, () -> ShellWord.typed(text));
            assertEquals(Optional.empty(), ShellWord.inEveryShell(text));
        }
        for (String text : List.of("it's", "!", "a\\\\b", "a\\", "a\nb", "a\tb"))
            assertEquals(Optional.empty(), ShellWord.inEveryShell(text));
    }

    @Test
    void onlyWhatNeedsQuotesIsTypedWithThem() {
        assertEquals("/srv/a-b_c.d:1@x,y+z", ShellWord.typed("/srv/a-b_c.d:1@x,y+z"));
        for (String text : List.of("", "a b", "~", "=ls", "A=b", "%1", "é"))
            assertEquals("'" + text + "'", ShellWord.typed(text));
    }

    private static List<String> program(String shell) {
        List<String> command = Arrays.stream(shell.split(" ")).collect(Collectors.toList());
        assumeTrue(Stream.of("/bin", "/usr/bin").anyMatch(bin -> Files.isExecutable(Path.of(bin, command.getFirst()))));
        return command;
    }

    /** What a program says, each text ended by a NUL; it creates no file called pwned. */
    static List<String> said(String shell, String program, Path directory) throws Exception {
        List<String> command = program(shell);
        command.add(Files.writeString(directory.resolve("program"), program).toString());
        String said = output(command, directory);
        assertTrue(said.endsWith("\0"), said);
        return List.of(said.substring(0, said.length() - 1).split("\0", -1));
    }

    private static String output(List<String> command, Path directory) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertFalse(Files.exists(directory.resolve("pwned")), () -> command + " runs a part of it");
        return said;
    }
}
