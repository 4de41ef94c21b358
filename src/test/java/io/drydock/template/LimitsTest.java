package io.drydock.template;

import static io.drydock.template.Templates.failure;
import static io.drydock.template.Templates.test;
import static io.drydock.template.Templates.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that a host chose cannot make an expression work without end. */
class LimitsTest {
    private static final Map<String, Object> HOST = Map.of(
            "long",
            "a".repeat(65_000),
            "evil",
            "a".repeat(40) + "!",
            "huge",
            "1e300000000",
            "small",
            "1e-300000000",
            "blank",
            " \n".repeat(30_000) + "x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long?matches('(a|b|-)*')",
                "!long?matches('(a|b|-)*')",
                "long?matches('(a|b|-)*')?groups[0] == 'a'",
                "long?matches('(a|b|-)*')?size > 1",
                "long?matches('(a|b|-)*')?then(true, false)",
                "long?replace('(a|b|-)*', '', 'r') == ''",
                "long?split('(a|b|-)*', 'r')?size > 1",
                "long?keep_after('(a|b|-)*', 'r') == ''",
                "long?keepBefore('(a|b|-)*', 'r') == ''",
                "long?keep_after_last('(a|b|-)*', 'r') == ''",
                "long?keep_before_last('(a|b|-)*', 'r') == ''",
                "long?ensure_starts_with('(a|b|-)*', 'x') == ''"
            })
    void regularExpressionsThatNeedADeepStackFail(String expression) {
        String failure = failure(() -> test(expression, HOST));
        assertTrue(
                failure.startsWith("play.yml:1:")
                        && failure.contains(
                                "this regular expression needs too deep a recursion for a text of 65000 characters"),
                failure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil?matches('a*a*a*a*a*a*a*a*a*a*b')",
                "evil?matches('a*a*a*a*a*a*a*a*a*a*b')?size > 0",
                "evil?replace('a*a*a*a*a*a*a*a*a*a*b', '', 'r') == ''",
                "evil?split('a*a*a*a*a*a*a*a*a*a*b', 'r')?size > 1",
                "evil?keep_after('a*a*a*a*a*a*a*a*a*a*b', 'r') == ''",
                "evil?keep_before_last('a*a*a*a*a*a*a*a*a*a*b', 'r') == ''",
                "evil?ensureStartsWith('a*a*a*a*a*a*a*a*a*a*b', 'x') == ''",
                "long?matches('.*b.*')?size > 0",
                "long?replace('a+b', '', 'r') == ''",
                "[1, 2]?filter(i -> evil?matches('a*a*a*a*a*a*a*a*a*a*b'))?size == 1"
            })
    void regularExpressionsThatTakeLongFail(String expression) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            String failure = failure(() -> test(expression, HOST));
            assertTrue(
                    failure.startsWith("play.yml:1:")
                            && failure.contains("this regular expression takes too long for a text of "),
                    failure);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long?matches('a*')",
                "long?matches('[ab-]*')",
                "!long?matches('.*b.*')",
                "long?replace('a', 'b', 'r')?length == 65000",
                "'a1b22'?matches('[0-9]+')?size == 2",
                "'a1b22'?matches('([a-z])1b(2+)')?groups[2] == '22'",
                "'a-b-c'?keep_after_last('[-]', 'r') == 'c'",
                "'a-b-c'?keep_before('[-]', 'r') == 'a'",
                "'aXb'?replace('x', '-', 'i') == 'a-b'",
                "'a, b'?split(',\\\\s*', 'r')?join('|') == 'a|b'",
                "'aab'?replace('a', 'x', 'rf') == 'xab'",
                "'www'?ensure_starts_with('[a-z]+', 'no') == 'www'",
                "'abc'?ensure_starts_with('ab') == 'abc'"
            })
    void othersAreAsTheyWere(String expression) {
        assertTrue(test(expression, HOST));
    }

    @Test
    void matchesAreListed() {
        assertEquals("1 22 ", value("${'a1b22'?matches('[a-z]([0-9]+)')?map(m -> m?groups[1])?join(' ')} ", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "huge?number > 1",
                "huge?number + 1 > 1",
                "small?number + 1 > 1",
                "(huge + '1')?number == 1",
                "long?number == 1",
                "blank?number == 1"
            })
    void numbersHaveNoMoreDigitsThanAnybodyNeeds(String expression) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            String failure = failure(() -> test(expression, HOST));
            assertTrue(failure.length() < 4000, failure);
        });
    }

    @Test
    void rangesAreNoLongerThanMemoryIs() {
        assertTrue(failure(() -> value("${1..n?number}", Map.of("n", "2000000000")))
                .contains("its loops and ranges have more than 1000000 turns"));
    }

    @Test
    void resultsOfArithmeticHaveNoMoreEither() {
        String failure = failure(() -> value(
                "${1?then('1e300', '')?number * '1e300'?number}".replace("1?then('1e300', '')", "'1e300'"), Map.of()));
        assertTrue(failure.contains("more than 400 digits"), failure);
        assertEquals(List.of(3L), value("${['1.5'?number * 2]}", Map.of()));
    }

    /** An int has 32 bits: with no more of them 4294967296 is 0. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "list[4294967296]",
                "list[wide]",
                "list[half * wide * 2]",
                "list[0x100000000]",
                "'abc'[4294967296]",
                "list[4294967296..]",
                "list[1..4294967298]",
                "(4294967297..4294967299)?size",
                "(0..<wide)?size",
                "(0..*wide)?size",
                "'abc'?substring(4294967296)",
                "'abc'?substring(0, 4294967297)",
                "'abc'?index_of('c', 4294967296)",
                "'abc'?left_pad(4294967297)",
                "'abc'?truncate(4294967298)",
                "list?chunk(4294967297)?size",
                "300?byte",
                "99999?short",
                "wide?int",
                "99999999999999999999?long",
                "99999999999999999999 % 7",
                "wide?round?int",
                "(wide * wide * wide)?floor?long",
                "1?lower_abc + 4294967297?lower_abc",
                "'1e400'?number?double",
                "'NaN'?number",
                "'-INF'?number",
                "'Infinity'?number",
                "text?number"
            })
    void numbersNeverWrapAround(String expression) {
        String failure = failure(() -> value("${" + expression + "}", NUMBERS));
        assertTrue(failure.startsWith("play.yml:1:") && !failure.contains("xception"), failure);
    }

    private static final Map<String, Object> NUMBERS =
            Map.of("list", List.of(7L, 8L, 9L), "wide", 4294967296L, "half", 0.5, "text", "NaN");

    @ParameterizedTest
    @CsvSource({
        "wide, 4294967296",
        "half, 0.5",
        "half * 4, 2",
        "-half?round, -1",
        "(-half)?round, 0",
        "(-half)?floor, -1",
        "-wide, -4294967296",
        "-(-half), 0.5",
        "(wide - 4294967295)?int, 1",
        "list[wide - 4294967295], 8",
        "list[3 / 2], 8",
        "(2.5)?int, 2",
        "99999999999999999999?round, 99999999999999999999",
        "(99999999999999999999 + half)?ceiling, 100000000000000000000",
        "9007199254740993 + 0, 9007199254740993",
        "9223372036854775807 + 1, 9223372036854775808",
        "5?string('0000'), 0005",
        "(1..3)?size, 3"
    })
    void othersAreExact(String expression, String text) {
        assertEquals("=" + text, value("=${" + expression + "}", NUMBERS));
    }
}
