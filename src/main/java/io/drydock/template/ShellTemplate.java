package io.drydock.template;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.diag.SourcePos;
import io.drydock.template.freemarker.Compiled;
import io.drydock.template.shell.ShellVariable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Shell text with {@code [=...]} in it. Immutable; renderings may run at the same time. */
public final class ShellTemplate {
    private final Compiled template;
    private final List<ShellVariable> variables;
    private final Optional<String> outline;

    public ShellTemplate(Compiled template, List<ShellVariable> variables, Optional<String> outline) {
        this.outline = outline;
        this.template = template;
        this.variables = List.copyOf(variables);
    }

    /**
     * The program text, in which secrets are revealed: it must travel on standard input only.
     *
     * @throws TemplateFailure if it cannot be rendered with this scope
     * @throws UnknownValueException if it needs an {@link Unknown} value
     */
    public String render(Scope scope) {
        Object text = evaluate(scope);
        return text instanceof Secret program ? program.reveal() : (String) text;
    }

    /** The text with a word in the place of each value; empty where directives say what there is of it. */
    public Optional<String> outline() {
        return outline;
    }

    /** Where a line of the text begins, counted from 1. */
    public SourcePos at(int line) {
        return template.at(line);
    }

    /** The same as a String, or as a {@link Secret} if one took part. */
    public Object evaluate(Scope scope) {
        Object text = Objects.requireNonNull(template.evaluate(scope));
        if (text == Any.ANY) throw new IllegalArgumentException("a value that only a host can give cannot be rendered");
        return text;
    }

    /**
     * Everything that would fail with this scope, and each variable of the shell that has the name of one in the scope.
     *
     * @param environment variables that the shell is given
     */
    public List<Diagnostic> problems(Scope scope, Set<String> environment) {
        Stream<Diagnostic> confused = variables.stream()
                .filter(v -> scope.has(v.name()) && !environment.contains(v.name()))
                .map(ShellVariable::confused);
        return Stream.concat(template.problems(scope).stream(), confused).toList();
    }
}
