package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static io.drydock.template.Templates.compiled;
import static io.drydock.template.Templates.failure;
import static io.drydock.template.Templates.shell;
import static io.drydock.template.Templates.yaml;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.diag.Secret;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTemplateTest {
    private static final List<String> ATTACKS = List.of(
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

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash --posix", "bash", "busybox sh", "mksh"})
    void everyValueArrivesLiterally(String command, @TempDir Path directory) throws Exception {
        List<String> shell = List.of(command.split(" "));
        assumeTrue(Stream.of("/bin", "/usr/bin").anyMatch(bin -> Files.isExecutable(Path.of(bin, shell.getFirst()))));
        String program = Templates.shell("""
        x=[=list[0]]; shift_all() { for word; do printf '%s\\0' "$word"; done; }
        shift_all [=list]
        <#list list as item>
        v=[=item]; case [=item] in [=item]) printf '%s\\0' "$v" ;; esac
        </#list>
        printf '%s\\0' "$(printf %s [=list[3]])" pre[=list[3]]post [=list[3]][=list[3]]
        """, Map.of("list", ATTACKS));
        assertArrayEquals(expected(), run(shell, program, directory));
        assertFalse(Files.exists(directory.resolve("pwned")));
    }

    private static byte[] expected() {
        StringBuilder all = new StringBuilder();
        ATTACKS.forEach(value -> all.append(value).append('\0'));
        ATTACKS.forEach(value -> all.append(value).append('\0'));
        String word = ATTACKS.get(3);
        List.of(word, "pre" + word + "post", word + word)
                .forEach(value -> all.append(value).append('\0'));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] run(List<String> shell, String program, Path directory) throws Exception {
        Path script = Files.writeString(directory.resolve("program"), program);
        Path out = directory.resolve("out");
        List<String> command =
                Stream.concat(shell.stream(), Stream.of(script.toString())).toList();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> "sh failed: " + out);
        return Files.readAllBytes(out);
    }

    @Test
    void valuesBecomeWords() {
        Map<String, Object> variables = Map.of(
                "n",
                1000000L,
                "half",
                2.50,
                "on",
                true,
                "list",
                List.of("a b", 2L, false),
                "none",
                List.of(),
                "password",
                new Secret("p'w"));
        assertEquals("'1000000' '2.5' 'true'", shell("[=n] [=half] [=on]", variables));
        assertEquals("x 'a b' '2' 'false' y", shell("x [=list] y", variables));
        assertEquals("x  y", shell("x [=none] y", variables));
        assertEquals(
                "'A B' '2'",
                shell("[=list?filter(i -> i?is_string || i?is_number)?map(i -> i?string?upper_case)]", variables));
        assertEquals("'p'\\''w'", shell("[=password]", variables));
        assertEquals("''", shell("[=nope!'']", variables));
    }

    @Test
    void theRestIsPlainShell() {
        String plain = "[ -f x ] && echo ${HOME} #{x} $((1 << 2)) <<'EOF'\n${x}\nEOF\n";
        assertEquals(plain, shell(plain, Map.of()));
        assertEquals(
                "a\nb 'x'\n",
                shell("<#-- note -->a\n<#if on>\nb [=v]\n<#else>\nc\n</#if>\n", Map.of("on", true, "v", "x")));
    }

    @Test
    void whatIsNoWordIsAnError() {
        assertEquals(
                "check.sh.ftl:2:4 undefined variable \"paht\" | did you mean \"path\"?",
                failure(() -> shell("x\n [=paht]", Map.of("path", 1))));
        assertEquals(
                "check.sh.ftl:1:11 undefined variable \"c\" | valid: path",
                failure(() -> shell("[=path] [=c]", Map.of("path", 1))));
        for (Object value : List.of(Map.of("a", 1), List.of(List.of("a")), Arrays.asList("a", null), "a\0b")) {
            failure(() -> shell("[=x]", Map.of("x", value)));
        }
        failure(() -> shell("[=version_compare]", Map.of()));
    }

    @Test
    void shellTextInPlaybooksHasThePlacesOfItsFile() {
        YamlMap task = (YamlMap) yaml("shell: |\n  true\n  ls [=a] [=nope]\n");
        YamlScalar script = (YamlScalar) task.get("shell").orElseThrow();
        ShellTemplate template = compiled(p -> ENGINE.shell(script, p));
        assertEquals(
                "play.yml:3:13 undefined variable \"nope\" | valid: a",
                failure(() -> template.render(Scope.of(Map.of("a", "x")))));
    }
}
