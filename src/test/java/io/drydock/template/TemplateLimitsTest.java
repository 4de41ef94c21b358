package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateLimitsTest {
    private static final Map<String, Object> VARIABLES =
            Map.of("n", 999_999_999L, "l", Collections.nCopies(1000, "x"), "s", "x".repeat(1000), "big", "1e300000000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#list 1..999999999 as i></#list>",
                "<#list 1..n as i>x</#list>",
                "<#list 1.. as i></#list>",
                "<#list -n..0 as i></#list>",
                "<#list 1..*n as i></#list>",
                "<#list 1..<(n - 1) as i></#list>",
                "<#list [1..n] as r></#list>",
                "<#list l as a><#list l as b><#list l as c></#list></#list></#list>",
                "<#list l><#items as a><#list l as b><#list l as c></#list></#list></#items></#list>",
                "${(1..n)?join(',')}",
                "${(1..n)?map(x -> x)?join('')}",
                "${((n)..1)?size}",
                "${l?map(a -> l?map(b -> l?map(c -> c)?join(''))?join(''))?join('')}",
                "${l?filter(a -> l?filter(b -> l?filter(c -> false)?size > 0)?size > 0)?size}",
                "${(1..1000)?map(a -> (1..1000)?map(b -> (1..1000)?size)?join(''))?join('')}",
                "${'x'?left_pad(n)}",
                "${'x'?right_pad(n + 1, 'ab')}",
                "${[1]?chunk(n, 0)?first?size}${n..1}",
                "<#list 1..40 as i><#assign s = s + s></#list>",
                "<#list 1..40 as i><#assign a = 1 s += s></#list>",
                "<#list 1..60 as i><#assign l = l + l></#list>",
                "<#list 1..40 as i><#assign a = 1 s = s + s></#list>",
                "<#list 1..999 as i><#list 1..999 as j>${s}</#list></#list>",
                "${s?replace('x', s)?replace('x', s)?replace('x', s)?length}",
                "<#assign x = 9><#list 1..99 as i><#assign x = x * x></#list>${x}",
                "${big?number + 1}",
                "${big?number?string('0')}",
                "${1 / 3 * big?number}"
            })
    void endWithAnError(String template) {
        TemplateFailure failure = assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThrows(
                        TemplateFailure.class,
                        () -> Templates.compiled(p -> ENGINE.data("t", template, p))
                                .render(Scope.of(VARIABLES))));
        assertEquals("t", failure.diagnostic().pos().file());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(1..n)?size == 1",
                "l?filter(a -> l?filter(b -> l?filter(c -> false)?size > 0)?size > 0)?size > 0",
                "on and 'x'?left_pad(n) == 'x'"
            })
    void conditionsToo(String condition) {
        Map<String, Object> variables = Map.of("n", 999_999_999L, "l", Collections.nCopies(1000, "x"), "on", true);
        assertThrows(TemplateFailure.class, () -> Templates.test(condition, variables));
    }

    @Test
    void shellTextsAndVariablesToo() {
        assertThrows(TemplateFailure.class, () -> Templates.shell("<#list 1..n as i>echo [=i]\n</#list>", VARIABLES));
        assertThrows(TemplateFailure.class, () -> Templates.shell("echo [=1..n]", VARIABLES));
        assertThrows(TemplateFailure.class, () -> Templates.value("${(1..n)?join('')}", VARIABLES));
        Map<String, Object> nested = Map.of(
                "a",
                Templates.value("<#list 1..700000 as i></#list>"),
                "b",
                Templates.value("<#list 1..700000 as i></#list>"));
        assertTrue(assertThrows(TemplateFailure.class, () -> Templates.value("${a}${b}", nested))
                .diagnostic()
                .message()
                .contains("1000000 turns"));
    }

    /** What is counted means the same as before. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "${(1..3)?join(',')};1,2,3",
                "${(1 + 1..<2 * 3)?join(',')};2,3,4,5",
                "<#list 1..2 as i>${i}<#sep>,</#list>;1,2",
                "${'abc'[1..]};bc",
                "${'abcd'[1..2]};bc",
                "${'abcd'[n..*2]};cd",
                "${['a', 'b', 'c'][1..]?join('')};bc",
                "${[1..2, 3..4]?first?join('-')};1-2",
                "${('abc')[0..1]};ab",
                "${l?map(x -> x + '!')?join(' ')};a! b!",
                "${l?map(x -> (1..n)?map(y -> x + y)?join(','))?join(' ')};a1,a2 b1,b2",
                "${l?filter(x -> x == 'b')?first};b",
                "${'7'?left_pad(3, '0')};007",
                "${(1..4)?chunk(2)?map(r -> r?join('-'))?join(' ')};1-2 3-4",
                "<#assign x = 1><#assign x += 2 y = x>${x}${y};33",
                "<#list {'k': 1} as k, v>${k}${v}</#list>;k1",
                "<#list l><#items as i>${i}</#items></#list>;ab",
                "<#list [] as i>x<#else>none</#list>;none",
                "${(n > 1)?then(1..2, 3..4)?join('')};12"
            })
    void resultsAreTheSame(String template, String expected) {
        Map<String, Object> variables = Map.of("n", 2L, "l", List.of("a", "b"));
        assertEquals(
                expected, Templates.compiled(p -> ENGINE.data("t", template, p)).render(Scope.of(variables)));
    }

    @Test
    void aLineOfDirectivesLeavesNoLine() {
        assertEquals(
                "a\n1\n2\nb\n",
                Templates.compiled(
                                p -> ENGINE.data("t", "a\n<#list 1..2 as i>\n${i}\n</#list>\n<#assign x = 1>\nb\n", p))
                        .render(Scope.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${\"${(1..n)?join('')}\"}",
                "${\"${l?map(x -> x)?join('')}\"}",
                "${'a' + \"${'x'?left_pad(n)}\"}"
            })
    void insideOfATextTheyAreNotAvailable(String template) {
        assertTrue(Templates.refused(p -> ENGINE.data("t", template, p))
                .getFirst()
                .contains("in a text inside an expression"));
    }
}
