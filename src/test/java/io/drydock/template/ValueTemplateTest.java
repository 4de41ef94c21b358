package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static io.drydock.template.Templates.compiled;
import static io.drydock.template.Templates.failure;
import static io.drydock.template.Templates.refused;
import static io.drydock.template.Templates.scalar;
import static io.drydock.template.Templates.value;
import static io.drydock.template.Templates.yaml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueTemplateTest {
    private static final Map<String, Object> VARIABLES = Map.of(
            "n", 1234567L, "half", 2.5, "on", true, "name", "it's", "list", List.of("a", 2L), "map", Map.of("k", "v"));

    @Test
    void aSingleInterpolationKeepsItsType() {
        assertEquals(1234567L, value("${n}", VARIABLES));
        assertEquals(1234568L, value("${ n + 1 }", VARIABLES));
        assertEquals(new BigDecimal("0.3"), value("${0.1 + 0.2}", VARIABLES));
        assertEquals(2.5, value("${half}", VARIABLES));
        assertEquals(true, value("${on}", VARIABLES));
        assertEquals(List.of("a", 2L), value("${list}", VARIABLES));
        assertEquals(List.of("a", 2L, "b"), value("${list + ['b']}", VARIABLES));
        assertEquals(Map.of("k", "v"), value("${map}", VARIABLES));
        assertEquals(Map.of("x", 1L), value("${{'x': 1}}", VARIABLES));
    }

    @Test
    void moreThanOneInterpolationIsText() {
        assertEquals("1234567 2.5 true it's", value("${n} ${half} ${on} ${name}", VARIABLES));
        assertEquals("3000000000000", value("${3 * 1000000}000000", VARIABLES));
        assertEquals("yes", value("<#if on>yes<#else>no</#if>", VARIABLES));
    }

    @Test
    void onlyDollarBracesAreInterpolated() {
        assertEquals("#{n} [=n] $n {{.n}}", value("#{n} [=n] $n {{.n}}", VARIABLES));
        assertTrue(value("#{n} [=n]").isConstant());
        assertFalse(value("${n}").isConstant());
    }

    @Test
    void whatAValueHoldsIsNeverATemplate() {
        assertEquals("${n} <#if on>", value("${x}", Map.of("x", "${n} <#if on>")));
        assertEquals("[${n}]", value("[${x}]", Map.of("x", "${n}")));
    }

    @Test
    void treesKeepTheirShape() {
        ValueTemplate tree = compiled(p -> ENGINE.value(yaml("a: [1, '${n}', {b: 'x-${name}'}]\nmode: 0644\n"), p));
        assertEquals(
                Map.of(
                        "a",
                        List.of(1L, 1234567L, Map.of("b", "x-it's")),
                        "mode",
                        tree(tree).get("mode")),
                tree.evaluate(Scope.of(VARIABLES)));
        assertTrue(compiled(p -> ENGINE.value(yaml("a: [1, x]"), p)).isConstant());
    }

    private static Map<?, ?> tree(ValueTemplate template) {
        return (Map<?, ?>) template.evaluate(Scope.of(VARIABLES));
    }

    @Test
    void undefinedNamesAreReportedWhereTheyStand() {
        assertEquals(
                "play.yml:1:6 undefined variable \"nmae\" | did you mean \"name\"?",
                failure(() -> value("ab ${nmae}", Map.of("name", 1, "other", 2))));
        assertEquals(
                "play.yml:1:3 undefined variable \"map.kk\" | valid: k", failure(() -> value("${map.kk}", VARIABLES)));
        assertEquals("d", value("${nope!'d'}", VARIABLES));
        assertEquals("d", value("${(map.x.y)!'d'}", VARIABLES));
    }

    @Test
    void placesInsideBlockScalarsAreThoseOfTheFile() {
        String text = "text: |\n  first\n    x ${map.k}\n  and ${nope}\n";
        ValueTemplate block = compiled(p -> ENGINE.value(yaml(text), p));
        assertEquals(
                "play.yml:4:9 undefined variable \"nope\" | did you mean \"note\"?",
                failure(() -> block.evaluate(Scope.of(Map.of("map", Map.of("k", 1), "note", 1)))));
        ValueTemplate single = compiled(p -> ENGINE.value(yaml("a:\n  - x: '${  nope }'\n"), p));
        assertEquals("play.yml:2:13 undefined variable \"nope\"", failure(() -> single.evaluate(Scope.EMPTY)));
    }

    @Test
    void brokenTemplatesAreRefusedAllAtOnce() {
        assertEquals(
                List.of(
                        "play.yml:1:9 the expression is not complete | something is missing before its end",
                        "play.yml:2:9 unexpected \")\""),
                refused(p -> ENGINE.value(yaml("a: ${n +}\nb: x ${ ) }\n"), p)).stream()
                        .sorted()
                        .toList());
        assertEquals(1, refused(p -> ENGINE.value(scalar("${n"), p)).size());
    }

    @Test
    void errorsSayWhatIsWrong() {
        assertEquals(
                "play.yml:1:6 this must be text, but it is a list: list | join its items: x?join(\", \")",
                failure(() -> value("a: ${list}", VARIABLES)));
    }

    @Test
    void secretsMarkWhatIsMadeFromThem() {
        Map<String, Object> variables =
                Map.of("password", new Secret("s3"), "user", "u", "all", List.of(new Secret("x"), 1L));
        assertEquals(new Secret("s3"), value("${password}", variables));
        assertEquals(new Secret("u:s3"), value("${user}:${password}", variables));
        assertEquals(new Secret("S3"), value("${password?upper_case}", variables));
        assertEquals(List.of(new Secret("s"), new Secret("3")), value("${[password[0], password[1]]}", variables));
        assertEquals("u", value("${user}", variables));
        assertEquals(variables.get("all"), value("${all}", variables));
        assertEquals(true, value("${password == 's3'}", variables));
    }

    @Test
    void errorsDoNotTellSecrets() {
        Map<String, Object> variables = Map.of("password", new Secret("s3cret"), "map", Map.of("s3creT", 1));
        for (String failing : List.of("${password?number}", "${password?upper_case?number}", "${map[password]}")) {
            assertFalse(
                    failure(() -> value(failing, variables))
                            .toLowerCase(Locale.ROOT)
                            .contains("s3"),
                    failing);
        }
    }

    @Test
    void compiledTemplatesAreSharedByThreads() throws Exception {
        ValueTemplate shared = value("${n} ${text}");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> results = IntStream.range(0, 200)
                    .mapToObj(n ->
                            executor.submit(() -> shared.evaluate(Scope.of(Map.of("n", n, "text", value("<${n}>"))))))
                    .toList();
            for (int n = 0; n < 200; n++) {
                assertEquals(n + " <" + n + ">", results.get(n).get());
            }
        }
    }

    @Test
    void variablesAreEvaluatedWhenUsed() {
        Map<String, Object> variables = new HashMap<>(Map.of("n", 2L, "password", new Secret("s3")));
        variables.put("double", value("${n * 2}"));
        variables.put("text", value("<${double}>"));
        variables.put("login", value("u:${password}"));
        variables.put("unused", value("${nope}"));
        variables.put("nested", Map.of("deep", value("${n}")));
        assertEquals("<4>", value("${text}", variables));
        assertEquals(new Secret("-u:s3"), value("-${login}", variables));
        assertEquals(Map.of("deep", 2L), value("${nested}", variables));
        assertEquals(
                "play.yml:1:3 undefined variable \"nope\" | valid: double, login, n, nested, password, text, unused",
                failure(() -> value("${unused}", variables)));
    }

    @Test
    void variablesThatNeedThemselvesAreReported() {
        Map<String, Object> variables = Map.of("a", value("${b}"), "b", value("x${c}"), "c", value("${b}"));
        assertEquals(
                "play.yml:1:1 a variable needs its own value: b -> c -> b | give one of them a value that needs none of the others",
                failure(() -> value("${a}", variables)));
    }

    @Test
    void unknownValuesEndTheEvaluationWhenTouched() {
        Map<String, Object> variables = Map.of("later", new Unknown("task \"x\""), "all", List.of(new Unknown("y")));
        for (String touching : List.of(
                "${later}",
                "a ${later}",
                "${later.rc == 0}",
                "${later[0]}",
                "${all}",
                "${[later]}",
                "<#list later as key, value>${key}</#list>",
                "${later?keys?join(' ')}")) {
            assertThrows(UnknownValueException.class, () -> value(touching, variables), touching);
        }
        assertEquals(true, value("${later??}", variables));
        assertEquals(
                "task \"x\"",
                assertThrows(UnknownValueException.class, () -> value("${later}", variables))
                        .waitsFor());
    }

    @Test
    void absentAndNull() {
        assertEquals(Arrays.asList("a", null), value("${x}", Map.of("x", Arrays.asList("a", null))));
        assertEquals(false, value("${x??}", Collections.singletonMap("x", null)));
    }
}
