package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static io.drydock.template.Templates.expression;
import static io.drydock.template.Templates.failure;
import static io.drydock.template.Templates.refused;
import static io.drydock.template.Templates.scalar;
import static io.drydock.template.Templates.test;
import static io.drydock.template.Templates.yaml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Map<String, Object> VARIABLES = Map.of(
            "n",
            5L,
            "on",
            true,
            "name",
            "a and b",
            "list",
            List.of("x"),
            "facts",
            Map.of(
                    "kernel", Map.of("release", "6.1.0-18-cloud-amd64", "options", Map.of("OVERLAY_FS", "m")),
                    "modules", Map.of("available", List.of("br_netfilter"), "loaded", List.of("overlay"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n == 5",
                "n > 4 && n < 6",
                "n >= 5 and on",
                "n > 9 or on",
                "name == 'a and b'",
                "name == \"a and b\" and on",
                "!(n == 6)",
                "list?seq_contains('x')",
                "n?? and !nope??",
                "(nope!1) == 1",
                "version_at_least(facts.kernel.release, '5.15')",
                "version_at_least(n, 4.5)",
                "kernel_option('OVERLAY_FS') == 'm'",
                "kernel_option('CONFIG_NOPE') == 'n'",
                "module_available('br-netfilter') && module_available('overlay') && !module_available('zfs')",
                "json([1, 'a\"b', {'k': on}]) == '[1, \"a\\\\\"b\", {\"k\": true}]'"
            })
    void holds(String expression) {
        assertTrue(test(expression, VARIABLES));
    }

    @Test
    void truthValuesOfYamlAreExpressions() {
        YamlScalar no = (YamlScalar) ((YamlMap) yaml("when: no")).get("when").orElseThrow();
        assertFalse(Templates.compiled(p -> ENGINE.expression(no, p)).test(Scope.EMPTY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "x is defined       | 3  | write x??",
                "not on             | 1  | write !on",
                "'x' in list        | 5  | write contains(list, 'x')",
                "on and {{ n }} > 1 | 8  | this is an expression already: leave {{ }} away",
                "${n} == 5          | 1  | this is an expression already: leave ${ } away",
                "x is not defined   | 3  | write !x??",
                "r is changed       | 3  | write r.changed",
                "r is not failed    | 3  | write !r.failed",
                "v is version('1', '>=') | 3 | write version(v, '1', '>=')",
                "x not in list      | 3  | write !contains(list, x)",
                "x.startswith('a')  | 3  | write x?starts_with('a')",
                "on == True         | 7  | write on == true"
            })
    void explainsAnsiblesWords(String expression, int column, String remedy) {
        String problem = refused(p -> ENGINE.expression(scalar(expression), p)).getFirst();
        assertTrue(problem.startsWith("play.yml:1:" + column + " ") && problem.endsWith("| " + remedy), problem);
    }

    @Test
    void wordsAreTranslatedWithoutMovingColumns() {
        assertEquals(
                "play.yml:1:15 undefined variable \"nope\"",
                failure(() -> test("true and (1 = nope) or false", Map.of())));
    }

    @Test
    void anExpressionIsOneExpression() {
        for (String text : List.of("n) + (n", "n, on", "n])> <#include 'x'> <#assign y = ([n", "'n", "n on", "")) {
            assertEquals(1, refused(p -> ENGINE.expression(scalar(text), p)).size(), text);
        }
    }

    @Test
    void comparingDifferentTypesIsAnError() {
        assertEquals(
                "play.yml:1:1 cannot compare a number with text: n == \"5\" | convert one of them: "
                        + "x?number makes a number of text, x?string text of a number",
                failure(() -> test("n == '5'", VARIABLES)));
    }

    @Test
    void onlyTruthValuesAreConditions() {
        assertEquals(
                "play.yml:1:1 this must be true or false, but it is text: name | compare it, or ask x?? (is it defined) "
                        + "or x?has_content (is there something in it)",
                failure(() -> test("name", VARIABLES)));
    }

    @Test
    void functionsNeedTheirArguments() {
        assertEquals(
                "play.yml:1:18 undefined variable \"nope\"",
                failure(() -> test("version_at_least(nope, '1')", Map.of())));
        assertEquals(
                "play.yml:1:1 undefined variable \"facts\"",
                failure(() -> test("kernel_option('X') == 'y'", Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "5.15, 5.15.0, 0",
        "6.1.0-18-cloud-amd64, 5.15, 1",
        "5.9, 5.10, -1",
        "20.10.24, 20.10.3, 1",
        "6.1.0-rc3, 6.1.0, -1",
        "5:24.0.7-1~ubuntu.22.04, 24.0, 1",
        "1.0~beta, 1.0, -1",
        "3.10.0-1160.el7, 3.10.0-514.el7, 1",
        "4.4.0, 4.04, 0"
    })
    void versionsCompareByTheirNumbers(String a, String b, int order) {
        assertEquals((long) order, expression("version_compare(a, b)").evaluate(Scope.of(Map.of("a", a, "b", b))));
        assertEquals(-(long) order, expression("version_compare(b, a)").evaluate(Scope.of(Map.of("a", a, "b", b))));
    }
}
