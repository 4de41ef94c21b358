package io.drydock.template;

import static io.drydock.template.Templates.failure;
import static io.drydock.template.Templates.refused;
import static io.drydock.template.Templates.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
    private static final Map<String, Object> VARIABLES = Map.of(
            "version", "1.10",
            "hash", List.of("a"),
            "default", "d",
            "s", "web-12",
            "facts", Map.of("cpus", 4L));

    /** A variable may have the name of a function, wherever either of them stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "version(version, '1.9', '>') && version == '1.10'",
                "hash[0] == 'a' && length(hash(hash[0], 'md5')) == 32",
                "default(default, 'x') == 'd' && (nope!default) == 'd'",
                "'${version(version, \"1.9\", \">\")?c} ${version}' == 'true 1.10'",
                "\"a\\t${hash(\\\"a\\\", \\\"md5\\\")}\\x41${version}\" == \"a\\t0cc175b9c0f1b6a831c399e269772661A1.10\"",
                "hash?map(version -> version + length(version)?c)?join(',') == 'a1'",
                "'${\"${length(s)}\"}' == '6'",
                "(version)?length == 4 and (version(version, '1.10'))"
            })
    void namesOfVariablesAndFunctionsAreApart(String expression) {
        assertTrue(test(expression, VARIABLES), expression);
    }

    @Test
    void functionsWorkInShellTextsAndDirectives() {
        assertEquals(
                "echo 'it'\\''s' '2'",
                Templates.shell(
                        "<#if version(version, '1.9', 'gt')>echo [=b64decode('aXQncw==')] [=min([3, 2])]</#if>",
                        VARIABLES));
    }

    /** Whatever text a host has chosen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "regex_search(t, '(a+)+$')",
                "regex_replace(t, '(a|aa)+$', '')",
                "regex_findall(t, '(.*a){20}b')",
                "match(t, '(?:a|a)*b')",
                "unique([t])?map(i -> search(i, '(a*)*b'))"
            })
    void regularExpressionsHaveALimit(String expression) {
        Map<String, Object> variables = Map.of("t", "a".repeat(5000) + "!");
        String said = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> failure(() -> Templates.expression(expression).evaluate(Scope.of(variables))));
        assertTrue(said.contains("takes too long") || said.contains("too deep a recursion"), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "range(0, 10000000)",
                "product(range(2000), range(2000))",
                "ip_hosts('10.0.0.0/8')",
                "pow(10, 100000)",
                "regex_replace(t, '', t)",
                "to_nice_json(1, 100000)",
                "indent(t, 100000000)",
                "human_to_bytes('9'?left_pad(500, '9'))",
                "strftime('%Y', -9223372036854775808)"
            })
    void whatTheyMakeHasALimit(String expression) {
        Map<String, Object> variables = Map.of("t", "a".repeat(1 << 20));
        failure(() -> Templates.expression(expression).evaluate(Scope.of(variables)));
    }

    /** As Python finds and replaces. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "regex_replace('abxd', 'x*', '-') ~ -a-b--d-",
                "regex_replace('a.b', '[.]', r'\\\\') ~ a\\b",
                "regex_replace('a$b', r'\\$', '$1') ~ a$1b",
                "regex_replace('john doe', r'(?P<first_name>\\w+) (\\w+)', r'\\2 \\g<first_name>') ~ doe john",
                "regex_replace('a{b}', '{b}', '') ~ a",
                "regex_replace('aaa', 'a{,2}', 'x', 'f') ~ xa",
                "regex_replace('x[y]&z', '[[&]', '') ~ xy]z",
                "regex_search('a\\n', 'a$') ~ a",
                "regex_replace('é1', r'\\w', '.') ~ ..",
                "regex_replace('A', 'a', 'b', 'i') ~ b",
                "regex_findall('ab12', '[a-z]')?join('+') ~ a+b",
                "regex_replace('a\\nb', '^', '# ', 'm') ~ `# a\n# b`",
                "regex_escape('a.b-c d') ~ a\\.b\\-c\\ d"
            })
    void regularExpressionsArePythons(String expression, String result) {
        assertEquals(result, Templates.expression(expression).evaluate(Scope.of(VARIABLES)), expression);
    }

    @Test
    void whatIsMadeOfASecretIsOne() {
        Map<String, Object> variables = Map.of("p", new Secret("swordfish"), "m", Map.of("k", "plain"));
        for (String made : List.of(
                "b64encode(p)",
                "hash(p)",
                "regex_replace(p, 'fish', '')",
                "to_json({'p': p})",
                "p + '!'",
                "password_hash(p, 'sha512', 'salt')"))
            assertTrue(Templates.expression(made).evaluate(Scope.of(variables)) instanceof Secret, made);
        Map<?, ?> both =
                (Map<?, ?>) Templates.expression("combine(m, {'p': p})").evaluate(Scope.of(variables));
        assertEquals(Map.of("k", "plain", "p", new Secret("swordfish")), both);
        assertEquals("plain", both.get("k"), "what is handed on is no secret");
        assertEquals(
                "play.yml:1:1 this fails, and must not say why, for it uses a secret",
                failure(() -> Templates.expression("from_json(p)").evaluate(Scope.of(variables))));
        assertEquals(
                "play.yml:1:1 a secret would be seen in what lookup is given | name what is looked up without one",
                failure(() -> Templates.expression("lookup('file', p)").evaluate(Scope.of(variables))));
    }

    @Test
    void anArgumentThatIsOmittedIsNotThere() {
        assertEquals(Omitted.OMIT, Templates.value("${nope!omit}", VARIABLES));
        assertEquals(
                Map.of("a", 1L, "c", List.of("x")),
                Omitted.without(Templates.value("${{'a': 1, 'b': nope!omit, 'c': [omit, 'x']}}", VARIABLES)));
        assertTrue(failure(() -> Templates.value("a ${omit}", VARIABLES)).contains("omit leaves an argument out"));
    }

    @Test
    void thisMachineIsLookedAtOnceAndWithLeave(@TempDir Path temp) throws IOException {
        Files.createDirectories(temp.resolve("files"));
        Files.writeString(temp.resolve("files/a.conf"), "one\n");
        Files.writeString(temp.resolve("b.conf"), "");
        Lookups lookups = new Lookups(Map.of("HOME", "/root", "DB_PASSWORD", "swordfish"), true, VaultKeyring.EMPTY);
        TemplateEngine engine = new TemplateEngine(lookups);
        assertEquals("/root", look(engine, temp, "lookup('env', 'HOME')"));
        assertEquals(new Secret("swordfish"), look(engine, temp, "lookup('env', 'DB_PASSWORD')"));
        assertEquals("none", look(engine, temp, "lookup('env', 'NOPE', 'none')"));
        assertEquals("one", look(engine, temp, "lookup('file', 'a.conf')"));
        assertEquals("none", look(engine, temp, "lookup('file', 'nope.conf', 'none')"));
        assertEquals("none", look(engine, temp, "lookup('pipe', 'false', 'none')"));
        assertTrue(failure(() -> look(engine, temp, "lookup('file', '/dev/zero', '')"))
                .contains("is larger"));
        assertEquals(List.of("1", "2"), look(engine, temp, "lookup('lines', 'printf \"1\\n2\\n\"')"));
        assertEquals(
                List.of(temp.resolve("files/a.conf").toString()),
                look(engine, temp, "lookup('fileglob', 'files/*.conf')"));
        assertEquals(
                temp.resolve("files/a.conf").toString(),
                look(engine, temp, "lookup('first_found', ['nope.conf', 'a.conf'])"));
        assertEquals(look(engine, temp, "now()"), look(engine, temp, "now()"));
        Files.writeString(temp.resolve("files/a.conf"), "two\n");
        lookups.seal();
        assertEquals("one", look(engine, temp, "lookup('file', 'a.conf')"));
        assertTrue(
                failure(() -> look(engine, temp, "lookup('file', 'b.conf', '')"))
                        .contains("before any host is contacted"),
                "another value is for what is not there");
        TemplateEngine closed = new TemplateEngine(new Lookups(Map.of("HOME", "/root"), false, VaultKeyring.EMPTY));
        for (String refused : List.of(
                "lookup('env', 'HOME')", "lookup('env', 'NOPE', '')", "lookup('pipe', 'id')", "lookup_env('HOME')"))
            assertTrue(failure(() -> look(closed, temp, refused)).contains("allow it with --allow-lookups"), refused);
    }

    private static Object look(TemplateEngine engine, Path folder, String expression) {
        SourcePos pos = new SourcePos(folder.resolve("site.yml").toString(), 1, 1);
        Diagnostics problems = new Diagnostics();
        return engine.expression(YamlScalar.of(expression, pos), problems)
                .orElseThrow()
                .evaluate(Scope.EMPTY);
    }

    @Test
    void functionsThatAreNotThereAreFoundFirst() {
        assertEquals(
                List.of("play.yml:1:1 there is no function \"regexreplace\" | did you mean \"regex_replace\"?"),
                refused(p -> Templates.ENGINE.expression(Templates.scalar("regexreplace(s, 'a', 'b')"), p)));
        assertEquals(
                1,
                refused(p -> Templates.ENGINE.shell("t", "echo [=nope(1)]", p)).size());
        assertEquals(
                1,
                refused(p -> Templates.ENGINE.data("t", "<#if nope(1)>a</#if>", p))
                        .size());
    }
}
