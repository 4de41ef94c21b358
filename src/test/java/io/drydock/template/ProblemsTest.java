package io.drydock.template;

import static io.drydock.template.Templates.expression;
import static io.drydock.template.Templates.shell;
import static io.drydock.template.Templates.shown;
import static io.drydock.template.Templates.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drydock.diag.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
    private static final Scope SCOPE = Scope.of(Map.of(
            "name",
            "x",
            "later",
            new Unknown("a task"),
            "registered",
            Any.ANY,
            "lazy",
            value("${nmae}"),
            "facts",
            Map.of(
                    "kernel",
                    Map.of("release", Any.ANY, "options", Any.ANY),
                    "os",
                    Map.of("family", Any.ANY),
                    "cpus",
                    Any.ANY,
                    "modules",
                    Any.ANY)));

    private static List<String> names(List<Diagnostic> problems) {
        return problems.stream()
                .map(p -> p.message().replaceAll(".*\"(.*)\".*", "$1"))
                .sorted()
                .toList();
    }

    @Test
    void allUndefinedNamesAreFoundAtTheirPlaces() {
        assertEquals(
                List.of(
                        "check.sh.ftl:1:3 undefined variable \"nmae\" | did you mean \"name\"?",
                        "check.sh.ftl:2:5 undefined variable \"facts.kernal\" | did you mean \"kernel\"?",
                        "check.sh.ftl:3:3 undefined variable \"facts.kernel.relaese\" | did you mean \"release\"?"),
                shown(shell("[=nmae]\nx [=facts.kernal.release]\n[=facts.kernel.relaese] [=nmae]")
                        .problems(SCOPE, Set.of())));
    }

    @Test
    void bothWaysOfWhatOnlyAHostKnowsAreFollowed() {
        assertEquals(
                List.of("a", "b"),
                names(shell("<#if registered.ok>[=a]<#else>[=b]</#if>").problems(SCOPE, Set.of())));
        assertEquals(
                List.of("a", "b", "c"),
                names(shell(
                                "<#if facts.os.family == 'debian'>[=a]<#elseif facts.os.family != 'redhat'>[=b]<#else>[=c]</#if>")
                        .problems(SCOPE, Set.of())));
        assertEquals(
                List.of("a", "b", "c"),
                names(shell("<#if (facts.cpus > 4)>[=a]<#elseif (facts.cpus < 4)>[=b]<#else>[=c]</#if>")
                        .problems(SCOPE, Set.of())));
        assertEquals(
                List.of("a", "b"),
                names(expression("kernel_option('X') == 'y' && a || !module_available('x') && b")
                        .problems(SCOPE)));
        assertEquals(
                List.of("a"),
                names(shell("<#switch facts.os.family><#case 'suse'>[=a]<#break></#switch>")
                        .problems(SCOPE, Set.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registered.x.y[3].z",
                "registered + 1",
                "registered?size",
                "registered?map(x -> x.y)?join(' ')",
                "registered?number",
                "registered?split('.')?first",
                "facts.kernel.release?starts_with('6')?c",
                "registered?string('a', 'b')",
                "version_at_least(facts.kernel.release, '5')?c",
                "later.rc",
                "later.stdout?trim",
                "json(facts)",
                "registered?then(1, 2)",
                "facts.kernel.options.X!'n'",
                "name",
                "nope!'x'",
                "facts.cpus * 2 / (facts.cpus - 1)",
                "registered[name]"
            })
    void everyOperationOnWhatOnlyAHostKnowsIsRight(String expression) {
        assertEquals(List.of(), shown(shell("[=" + expression + "]").problems(SCOPE, Set.of())));
    }

    @Test
    void problemsOfVariablesAreThoseOfTheirOwnPlace() {
        assertEquals(
                List.of("play.yml:1:3 undefined variable \"nmae\" | did you mean \"name\"?"),
                shown(value("a ${lazy} ${lazy}").problems(SCOPE)));
    }

    @Test
    void otherFailuresAreReportedWhenNothingCanExcuseThem() {
        assertEquals(1, value("${name.x}").problems(SCOPE).size());
        assertEquals(List.of(), value("${name}${registered}").problems(SCOPE));
    }

    @Test
    void whatIsMadeOfAnyIsAny() {
        assertEquals(Any.ANY, value("a-${registered}").evaluate(SCOPE));
        assertEquals(Any.ANY, expression("facts.cpus gt 3").evaluate(SCOPE));
        assertEquals(List.of(Any.ANY, "x"), value("${[registered, name]}").evaluate(SCOPE));
        assertEquals("x", value("${registered???then(name, 'y')}").evaluate(SCOPE));
    }
}
