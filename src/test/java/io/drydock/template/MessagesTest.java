package io.drydock.template;

import static io.drydock.template.Templates.ENGINE;
import static io.drydock.template.Templates.scalar;
import static io.drydock.template.Templates.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a template is told in Drydock's words, at its place. */
class MessagesTest {
    private static final Scope SCOPE = Scope.of(Map.of(
            "s",
            "text",
            "n",
            5L,
            "zero",
            0L,
            "xs",
            List.of("a", "b"),
            "m",
            Map.of("k", "v"),
            "t",
            true,
            "result",
            Map.of("changed", true, "stdout", "")));
    private static final Pattern FOREIGN = Pattern.compile(
            "FreeMarker|sequence|extended|hash|evaluated|Encountered|Expected|hand operand|left-hand|boolean|Unexpected|built-in|https?:");

    private static List<String> problems(String template) {
        Diagnostics problems = new Diagnostics();
        Optional<ValueTemplate> value = ENGINE.value(scalar(template), problems);
        return value.isPresent() ? shown(value.get().problems(SCOPE)) : shown(problems.all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "a ${s.b ~ 1:3 a ${ is not closed | close it with }",
                "<#if t>x ~ 1:1 <#if> is not closed | end it with </#if>",
                "<#if t>x</#list> ~ 1:9 </#list> stands where <#if> is open | end <#if> with </#if> first",
                "<#list xs>x</#list> ~ 1:1 <#list> needs a name for its items | write <#list xs as x>...</#list>",
                "<#else>x ~ 1:1 <#else> stands outside of <#if> | write <#if x>...<#else>...</#if>",
                "${'abc} ~ 1:8 a quote is not closed | end the text with the quote that it begins with",
                "${s?upprcase} ~ 1:5 there is no ?upprcase | did you mean \"upper_case\"?",
                "${s?upper} ~ 1:5 there is no ?upper | write s?upper_case",
                "a ${nope!omit} ~ 1:1 omit leaves an argument out, and is no text | write it as the whole of a value: ${mode!omit}",
                "${regex_replce(s, 'a', 'b')} ~ 1:3 there is no function \"regex_replce\" | did you mean \"regex_replace\"?",
                "${version_at_least + 1} ~ 1:3 undefined variable \"version_at_least\" | it is a function: write version_at_least(a, b)",
                "${upper(s)} ~ 1:3 there is no function \"upper\" | write s?upper_case",
                "${b64decode('?')} ~ 1:3 the text is not base64",
                "${int('x')} ~ 1:3 this is no number: the text | give another value for it: int(x, 0)",
                "${regex_search(s, '(')} ~ 1:3 not a regular expression: ( (Unclosed group) | write \\\\( for the character (, or r\"\\(\" in a text without escapes",
                "${union(xs, s)} ~ 1:3 ys of union must be a list, but it is text | write [x] for a list of it",
                "${hash(s, 'crc')} ~ 1:3 there is no hash \"crc\" | valid: md5, sha1, sha224, sha256, sha384, sha512",
                "${flatten()} ~ 1:3 flatten is given 0 arguments | write flatten(xs[, levels])",
                "${n / zero} ~ 1:3 a division by 0 | ask first: (n == 0)?then(0, x / n)",
                "${s?number} ~ 1:3 \"text\" is not a number | write decimal digits, without a leading 0; ask x?matches(\"[0-9]+\")",
                "a ${m} ~ 1:5 this must be text, but it is a map: m | name a part of it, x.name, or write json(x)",
                "${s * 2} ~ 1:3 * needs a number, but it is text: s | x?number makes a number of text",
                "${s?size} ~ 1:3 ?size needs a list or a map, but it is text: s | x?split(\",\") makes a list of text; x?length is the length of text",
                "${xs == ['a']} ~ 1:9 a list or a map is compared as a whole | compare them as text: json(a) == json(b); or ask contains(xs, x), subset(xs, ys)",
                "${xs[5]} ~ 1:3 undefined variable \"xs[5]\" | there are fewer: ask x?size, or write x[0]!\"value\"",
                "${m == m} ~ 1:3 cannot compare a map with a map: m == m | compare parts of them that are texts, numbers or truth values",
                "${ansible_facts['os_family']} ~ 1:3 undefined variable \"ansible_facts\" | write facts.os.family, which is debian, redhat, suse, alpine, arch or other",
                "${ansible_facts.distribution_version} ~ 1:3 undefined variable \"ansible_facts\" | write facts.os.version",
                "${ansible_kernel} ~ 1:3 undefined variable \"ansible_kernel\" | write facts.kernel.release",
                "${result.stat.exists} ~ 1:3 undefined variable \"result.stat\" | what stat finds stands in the result itself: r.exists, r.isdir, r.islnk, r.mode",
                "${s | default('a')} ~ 1:5 \"|\" is not an operator of expressions here | write s!'a'",
                "${t and t} ~ 1:5 \"and\" is not an operator of expressions here | write t && t",
                "${s.upper()} ~ 1:5 values have no methods, such as \"upper\" | write s?upper_case",
                "${'a' if t else 'b'} ~ 1:7 \"if\" is not an operator of expressions here | write t?then('a', 'b')",
                "<#if s in xs>a</#if> ~ 1:8 \"in\" is not an operator of expressions here | write contains(xs, s)"
            })
    void areDrydocks(String template, String problem) {
        assertEquals(List.of("play.yml:" + problem), problems(template));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${s",
                "${s + }",
                "a ${s s}",
                "${}",
                "${ }x",
                "${s?zzzzzz}",
                "${s?upper_case()}",
                "${xs?join}",
                "${xs?join(1,2,3,4,5)}",
                "${s?replace('a')}",
                "<#if>x</#if>",
                "<#list xs as >x</#list>",
                "<#foo>",
                "${s[}",
                "${s['a'}",
                "${s!}}{",
                "${s ? : }",
                "${s?'a'}",
                "${n % zero}",
                "${xs.k}",
                "${xs['a']}",
                "${s[10]}",
                "${s[0..20]}",
                "${xs[0..20]}",
                "${s + m}",
                "${-s}",
                "${!s}",
                "${s && t}",
                "${n?upper_case}",
                "${[]?first}",
                "${s?split()}",
                "${s?matches('(')}",
                "${s?substring(10)}",
                "${s(1)}",
                "${s?date}",
                "<#if s>x</#if>",
                "<#if n gt s>x</#if>",
                "<#list n as x>x</#list>",
                "${s?then(1,2)}",
                "${version_at_least(s)}",
                "${version_at_least}",
                "${xs?sort_by('a')}",
                "${[1, 'a']?sort}",
                "${xs?filter(x -> x)}",
                "${{'a': 1}.b}",
                "${m?map(x -> x)}",
                "${s?number?c}",
                "${xs?join(m)}",
                "${s?left_pad('a')}",
                "${xs?chunk(0)}",
                "${s?truncate(-1)}",
                "${xs?seq_contains(m)}",
                "<#switch>a</#switch>",
                "<#list m as k>x</#list>",
                "<#assign x = >",
                "${s as x}",
                "${s; n}",
                "${\"a${\"}",
                "${n..s}",
                "${t + 1}",
                "${m + xs}",
                "${xs + m}",
                "${s?has_content?c + }",
                "${json()}"
            })
    void areNeverFreeMarkers(String template) {
        for (String problem : problems(template)) {
            assertTrue(problem.matches("(?s)play\\.yml:1:\\d+ .*"), problem);
            assertTrue(!FOREIGN.matcher(problem.replace(template, "")).find(), template + ": " + problem);
        }
    }
}
