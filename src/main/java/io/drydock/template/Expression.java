package io.drydock.template;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.SourcePos;
import io.drydock.json.Written;
import io.drydock.template.freemarker.Compiled;
import io.drydock.template.freemarker.Session;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bare expression, as in {@code when:}. Immutable; evaluations may run at the same time. */
public final class Expression {
    private final YamlScalar scalar;
    private final ValueTemplate.Part part;
    private final List<Compiled> templates;
    private final List<Need> needs;
    private final boolean isChoice;

    /**
     * What a variable, or a part of one, must be for an expression to be true.
     *
     * @param path such as {@code facts.os.family}
     */
    public record Need(String path, String text) {}

    public Expression(YamlScalar scalar, ValueTemplate.Part part, List<Compiled> templates, List<Need> needs) {
        this(scalar, part, templates, needs, false);
    }

    private Expression(
            YamlScalar scalar, ValueTemplate.Part part, List<Compiled> templates, List<Need> needs, boolean isChoice) {
        this.isChoice = isChoice;
        this.scalar = scalar;
        this.part = part;
        this.templates = List.copyOf(templates);
        this.needs = List.copyOf(needs);
    }

    /**
     * Whether the first of some names that is there is the wanted one; empty: whether none of them is there.
     *
     * @param written the first of them
     * @param there the names of all that is there
     */
    public static Expression chosen(
            YamlScalar written, List<ValueTemplate> names, Set<String> there, Optional<String> wanted) {
        return new Expression(
                written,
                new ValueTemplate.Part.Chosen(
                        names.stream().map(ValueTemplate::part).toList(), Set.copyOf(there), wanted),
                names.stream().flatMap(name -> name.templates().stream()).toList(),
                List.of(),
                true);
    }

    /** The same, of tasks that are there only where it is true, so that one that it rules out is not worth a word. */
    public Expression asChoice() {
        return new Expression(scalar, part, templates, needs, true);
    }

    /** Whether it chooses among tasks that stand for each other, so that one that it rules out is not worth a word. */
    public boolean isChoice() {
        return isChoice;
    }

    /** All of what it needs to be true, as far as it says so by equality alone. */
    public List<Need> needs() {
        return needs;
    }

    /** The truth that it has whatever variables there are; empty where it depends on some, or is none. */
    public Optional<Boolean> always() {
        if (isChoice || !templates.stream().allMatch(Compiled::isConstant)) return Optional.empty();
        try {
            return Optional.of(test(Scope.EMPTY));
        } catch (UnknownValueException | TemplateFailure e) {
            return Optional.empty();
        }
    }

    /** As {@link ValueTemplate#evaluate}. */
    public @Nullable Object evaluate(Scope scope) {
        return part.evaluate(Session.of(scope));
    }

    /**
     * The truth of the expression; where it depends on {@link Any}, true.
     *
     * @throws TemplateFailure also if the value is not a truth value
     */
    public boolean test(Scope scope) {
        return switch (Written.plain(evaluate(scope))) {
            case Boolean truth -> truth;
            case Any _ -> true;
            case null, default -> throw new TemplateFailure(noTruth(evaluate(scope)));
        };
    }

    /** As {@link ValueTemplate#problems}; with them, of a condition, that it is no truth value. */
    public List<Diagnostic> problemsAsCondition(Scope scope) {
        List<Diagnostic> problems = problems(scope);
        if (problems.stream().anyMatch(Diagnostic::isError)) return problems;
        Object value;
        try {
            value = Written.plain(evaluate(scope));
        } catch (UnknownValueException | TemplateFailure e) {
            return problems; // it fails with one of the values that a host may give, and not with others
        }
        return value instanceof Boolean || value instanceof Any ? problems : List.of(noTruth(value));
    }

    public List<Diagnostic> problems(Scope scope) {
        return templates.stream()
                .flatMap(template -> template.problems(scope).stream())
                .toList();
    }

    /** As it was written. */
    public String source() {
        return scalar.text();
    }

    public SourcePos pos() {
        return scalar.pos();
    }

    private Diagnostic noTruth(@Nullable Object value) {
        String kind = switch (Written.plain(value)) {
            case String _ -> "text";
            case Number _ -> "a number";
            case List<?> _ -> "a list";
            case HostValue host -> host.kind().label();
            case null, default -> "another kind of value";
        };
        String remedy = source().contains("!") && source().contains("=")
                ? "a default reaches as far as it can: put it in parentheses, (x!\"default\") == \"y\""
                : "compare it, or ask x?? (is it defined) or x?has_content (is there something in it)";
        return new Diagnostic(scalar.pos(), "this must be true or false, but it is " + kind + ": " + source(), remedy);
    }
}
