package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static io.drydock.template.Templates.scalar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import io.drydock.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The remedy for an expression of Jinja2 is the same expression, and comes to the same. */
class JinjaRemedyTest {
    private static final Map<String, Object> VARIABLES = Map.of(
            "s", "web-12",
            "n", 5L,
            "on", true,
            "xs", List.of("b", "a", "b"),
            "ys", List.of("a"),
            "m", Map.of("k", "v"),
            "users",
                    List.of(
                            Map.of("name", "amy", "uid", 2L, "ssh", Map.of("keys", List.of("k1"))),
                            Map.of("name", "bob", "uid", 1L, "shell", "sh")),
            "r", Map.of("changed", true, "failed", false, "skipped", false, "rc", 0L, "stdout", "one"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "r is changed ~ r.changed ~ true",
                "r is not changed ~ !r.changed ~ false",
                "r is failed or r.rc == 0 ~ r.failed || r.rc == 0 ~ true",
                "r is succeeded and not r is skipped ~ !r.failed && !r.skipped ~ true",
                "r is success ~ !r.failed ~ true",
                "nope is defined ~ nope?? ~ false",
                "r.nope is not defined ~ !(r.nope)?? ~ true",
                "r.stdout is undefined ~ !(r.stdout)?? ~ false",
                "r.nope is none ~ !(r.nope)?? ~ true",
                "r.nope == none ~ !(r.nope)?? ~ true",
                "s is string ~ s?is_string ~ true",
                "m is mapping ~ m?is_hash ~ true",
                "xs is sequence ~ xs?is_sequence ~ true",
                "s is match('web') ~ match(s, 'web') ~ true",
                "s is search('[0-9]$') ~ search(s, '[0-9]$') ~ true",
                "s is match('WEB', ignorecase=True) ~ match(s, 'WEB', 'i') ~ true",
                "'5.10' is version('5.9', '>=') ~ version('5.10', '5.9', '>=') ~ true",
                "'5.10' is version('5.9', operator='lt', strict=True) ~ version('5.10', '5.9', 'lt') ~ false",
                "'a' in xs ~ contains(xs, 'a') ~ true",
                "'k' not in m ~ !contains(m, 'k') ~ false",
                "n in [1, 5] and 'we' in s ~ contains([1, 5], n) && contains(s, 'we') ~ true",
                "n is even ~ n % 2 == 0 ~ false",
                "nope | default('x') ~ nope!'x' ~ ^x^",
                "r.nope | default('x') ~ (r.nope)!'x' ~ ^x^",
                "'' | default('x', true) ~ default('', 'x', true) ~ ^x^",
                "nope | default([]) | length ~ length(nope![]) ~ 0",
                "s | upper ~ s?upper_case ~ ^WEB-12^",
                "s | regex_replace('([a-z]+)-', '\\\\1.') ~ regex_replace(s, '([a-z]+)-', '\\\\1.') ~ ^web.12^",
                "s | regex_search('[0-9]+') ~ regex_search(s, '[0-9]+') ~ ^12^",
                "s | regex_search('([0-9]+)', '\\\\1') | first ~ regex_groups(s, '([0-9]+)')?first ~ ^12^",
                "xs | unique | join(',') ~ unique(xs)?join(',') ~ ^b,a^",
                "xs | difference(ys) ~ difference(xs, ys) ~ [^b^]",
                "users | map(attribute='name') | list ~ users?map(i -> i.name) ~ [^amy^,^bob^]",
                "users | map(attribute='shell', default='-') | list ~ users?map(i -> (i.shell)!'-') ~ [^-^,^sh^]",
                "users | selectattr('shell', 'defined') | map(attribute='name') | first ~ users?filter(i -> (i.shell)??)?map(i -> i.name)?first ~ ^bob^",
                "users | selectattr('uid', 'gt', 1) | list | length ~ length(users?filter(i -> i.uid > 1)) ~ 1",
                "users | rejectattr('name', 'equalto', 'amy') | map(attribute='uid') | list ~ users?filter(i -> !(i.name == 'amy'))?map(i -> i.uid) ~ [1]",
                "users | sort(attribute='uid') | map(attribute='name') | list ~ sort(users, 'uid')?map(i -> i.name) ~ [^bob^,^amy^]",
                "xs | select('match', 'b') | list | count ~ length(xs?filter(i -> match(i, 'b'))) ~ 2",
                "xs | map('upper') | list ~ xs?map(i -> i?upper_case) ~ [^B^,^A^,^B^]",
                "m | dict2items | map(attribute='key') | list ~ dict2items(m)?map(i -> i.key) ~ [^k^]",
                "m | combine({'a': 1}, recursive=True) ~ combine(m, {'a': 1}, 'recursive') ~ {^k^:^v^,^a^:1}",
                "'yes' if on else 'no' ~ on?then('yes', 'no') ~ ^yes^",
                "'a' if n > 3 else 'b' ~ (n > 3)?then('a', 'b') ~ ^a^",
                "n // 2 ~ (n / 2)?floor ~ 2",
                "n ** 2 ~ pow(n, 2) ~ 25",
                "'a' + s[0:3] if not on else s[:3] ~ (!on)?then('a' + s[0..*3], s[0..*3]) ~ ^web^",
                "xs[-1] | quote ~ quote(xs?last) ~ ^b^",
                "m.get('nope', 'd') ~ (m.nope)!'d' ~ ^d^",
                "s.split('-')[1] | int + 1 ~ int(s?split('-')[1]) + 1 ~ 13",
                "lookup('vars', 's') | length ~ length(lookup('vars', 's')) ~ 6",
                "'/etc/docker/daemon.json' | basename | splitext | first ~ splitext(basename('/etc/docker/daemon.json'))?first ~ ^daemon^"
            })
    void isTheSameExpression(String written, String translated, String result) {
        Diagnostics problems = new Diagnostics();
        ENGINE.expression(scalar(written), problems);
        assertEquals(1, problems.all().size(), () -> written + problems.all());
        assertEquals("write " + translated, problems.all().getFirst().remedy());
        assertEquals(
                result.replace('^', '"'),
                Json.line(Templates.expression(translated).evaluate(Scope.of(VARIABLES))),
                translated);
        Diagnostics inText = new Diagnostics();
        ENGINE.value(scalar("a {{ " + written + " }}"), inText);
        assertTrue(
                inText.all().getFirst().remedy().startsWith("write ${" + translated + "}"),
                () -> inText.all().toString());
    }
}
