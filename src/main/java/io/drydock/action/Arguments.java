package io.drydock.action;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.template.Scope;
import io.drydock.template.ShellTemplate;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import io.drydock.template.ValueTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one task gives its action, bound to the action's declared arguments; evaluated anew for every host and item. */
public final class Arguments {
    private final ActionSpec spec;
    private final Map<String, Bound> given;

    Arguments(ActionSpec spec, Map<String, Bound> given) {
        this.spec = spec;
        this.given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** One argument as the playbook wrote it. */
    interface Bound {
        /** The value as the action's templates see it; empty when it evaluates to null, which is as not given. */
        Optional<Object> evaluate(Scope scope);

        /** Every problem that shows with these variables. */
        List<Diagnostic> problems(Scope scope);
    }

    /**
     * The model of the action's templates: defaults, then what is given, then {@code arg} with all that is given.
     *
     * @throws TemplateFailure for a value that cannot be evaluated or has the wrong type
     * @throws UnknownValueException for a value that is not known before another task has been applied
     */
    public Map<String, Object> evaluate(Scope scope) {
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((name, bound) -> {
            Optional<Object> value = bound.evaluate(scope);
            if (value.isEmpty()) checkLeftOut(name, bound);
            value.ifPresent(v -> values.put(name, v));
        });
        if (Boolean.TRUE.equals(values.get("hidden"))) values.replaceAll(this::hidden);
        Map<String, Object> model = new LinkedHashMap<>(spec.data());
        spec.arguments().values().forEach(a -> a.fallback().ifPresent(value -> model.put(a.name(), value)));
        model.putAll(values);
        model.put("arg", values);
        return model;
    }

    private void checkLeftOut(String name, Bound bound) {
        Argument argument = spec.arguments().get(name);
        if (argument != null && argument.required() && bound instanceof BoundArguments.Plain plain)
            throw new TemplateFailure(new Diagnostic(
                    plain.value().pos(), "the argument \"" + name + "\" has no value here", "it must have one"));
    }

    private Object hidden(String name, Object value) {
        Argument argument = spec.arguments().get(name);
        return argument != null && argument.secrecy() == Argument.Secrecy.HIDDEN ? hidden(value) : value;
    }

    /** Of a file, its content in whatever form. */
    private static Object hidden(Object value) {
        return switch (value) {
            case String text -> new Secret(text);
            case Secret secret -> new Secret(secret.reveal());
            case Map<?, ?> file -> {
                Map<Object, Object> hidden = new LinkedHashMap<>(file);
                hidden.replaceAll(
                        (key, content) -> (key.equals("text") || key.equals("base64")) && content instanceof String text
                                ? new Secret(text)
                                : content instanceof List ? hidden(content) : content);
                yield hidden;
            }
            case List<?> entries -> entries.stream().map(Arguments::hidden).toList();
            default -> value;
        };
    }

    /** The commands among the arguments. */
    public List<ShellTemplate> commands() {
        return given.values().stream()
                .filter(BoundArguments.Shell.class::isInstance)
                .map(bound -> ((BoundArguments.Shell) bound).template())
                .toList();
    }

    /** An argument that is given and depends on nothing, as text. */
    public Optional<String> constant(String name) {
        return Optional.ofNullable(given.get(name))
                .filter(BoundArguments.Plain.class::isInstance)
                .map(bound -> ((BoundArguments.Plain) bound).value())
                .filter(ValueTemplate::isConstant)
                .map(value -> String.valueOf(value.evaluate(Scope.EMPTY)));
    }

    /** The names of the arguments the task gives. */
    public Set<String> names() {
        return given.keySet();
    }

    /** Only what the task gives, without defaults; what a {@code sets_variables} action turns into variables. */
    public Map<String, Object> values(Scope scope) {
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((name, bound) -> values.put(name, bound.evaluate(scope).orElse(null)));
        return values;
    }

    /**
     * Every problem that shows before a host is known.
     *
     * @param probing a scope in which what only a host can tell is {@code Any}
     * @param unknown the same scope with {@code Unknown} in its place: what evaluates in it is known now, and its type is checked
     */
    public List<Diagnostic> problems(Scope probing, Scope unknown) {
        List<Diagnostic> problems = new ArrayList<>();
        for (Bound bound : given.values()) {
            List<Diagnostic> found = bound.problems(probing);
            problems.addAll(found);
            if (found.stream().noneMatch(Diagnostic::isError))
                typeProblem(bound, unknown).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<Diagnostic> typeProblem(Bound bound, Scope unknown) {
        try {
            bound.evaluate(unknown);
            return Optional.empty();
        } catch (UnknownValueException e) {
            return Optional.empty();
        } catch (TemplateFailure e) {
            return Optional.of(e.diagnostic());
        }
    }
}
