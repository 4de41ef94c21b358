package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static io.drydock.template.Templates.compiled;
import static io.drydock.template.Templates.failure;
import static io.drydock.template.Templates.shell;
import static io.drydock.template.Templates.yaml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Secret;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTemplateTest {
    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash --posix", "bash", "busybox sh", "mksh"})
    void everyValueArrivesLiterally(String shell, @TempDir Path directory) throws Exception {
        String program = Templates.shell("""
        x=[=list[0]]; shift_all() { for word; do printf '%s\\0' "$word"; done; }
        shift_all [=list]
        <#list list as item>
        v=[=item]; case [=item] in [=item]) printf '%s\\0' "$v" ;; esac
        </#list>
        printf '%s\\0' "$(printf %s [=list[3]])" pre[=list[3]]post [=list[3]][=list[3]]
        """, Map.of("list", ShellWordTest.WORDS));
        List<String> expected = new ArrayList<>(ShellWordTest.WORDS);
        expected.addAll(ShellWordTest.WORDS);
        String word = ShellWordTest.WORDS.get(3);
        expected.addAll(List.of(word, "pre" + word + "post", word + word));
        assertEquals(expected, ShellWordTest.said(shell, program, directory));
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
        for (Object value :
                List.of(Map.of("a", 1), List.of(List.of("a")), Arrays.asList("a", null), "a\0b", "\ud83d")) {
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
