package io.drydock.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compiles templates for tests; a template that must be right and is not fails the test with its problems. */
final class Templates {
    static final TemplateEngine ENGINE = new TemplateEngine();

    private Templates() {}

    static YamlScalar scalar(String text) {
        return YamlScalar.of(text, new SourcePos("play.yml", 1, 1));
    }

    static YamlNode yaml(String text) {
        Diagnostics problems = new Diagnostics();
        YamlNode node = YamlReader.read("play.yml", text, problems).orElseThrow();
        assertEquals(List.of(), problems.all());
        return node;
    }

    static ValueTemplate value(String text) {
        return compiled(problems -> ENGINE.value(scalar(text), problems));
    }

    static Object value(String text, Map<String, ?> variables) {
        return value(text).evaluate(Scope.of(variables));
    }

    static Expression expression(String text) {
        return compiled(problems -> ENGINE.expression(scalar(text), problems));
    }

    static boolean test(String text, Map<String, ?> variables) {
        return expression(text).test(Scope.of(variables));
    }

    static ShellTemplate shell(String text) {
        return compiled(problems -> ENGINE.shell("check.sh.ftl", text, problems));
    }

    static String shell(String text, Map<String, ?> variables) {
        return shell(text).render(Scope.of(variables));
    }

    static <T> T compiled(Function<Diagnostics, Optional<T>> compile) {
        Diagnostics problems = new Diagnostics();
        Optional<T> compiled = compile.apply(problems);
        assertEquals(List.of(), problems.all());
        return compiled.orElseThrow();
    }

    /** The problems of a template that must not compile, each as {@code position message}. */
    static List<String> refused(Function<Diagnostics, Optional<?>> compile) {
        Diagnostics problems = new Diagnostics();
        assertEquals(Optional.empty(), compile.apply(problems));
        return shown(problems.all());
    }

    static List<String> shown(List<Diagnostic> problems) {
        return problems.stream().map(Templates::shown).toList();
    }

    static String shown(Diagnostic problem) {
        return problem.pos() + " " + problem.message() + (problem.remedy().isEmpty() ? "" : " | " + problem.remedy());
    }

    static String failure(Runnable evaluation) {
        return shown(assertThrows(TemplateFailure.class, evaluation::run).diagnostic());
    }
}
