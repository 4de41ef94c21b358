package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostic;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One evaluation with one scope, including the variables that it evaluates on the way. Confined to a thread. */
public final class Session {
    private record Open(String name, ValueTemplate variable) {}

    private final Scope scope;
    private final AssumedValue guess;
    private final Optional<Findings> findings;
    private final IdentityHashMap<ValueTemplate, Object> evaluated = new IdentityHashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean guessed;
    private long steps;

    private Session(Scope scope, AssumedValue guess, Optional<Findings> findings) {
        this.scope = scope;
        this.guess = guess;
        this.findings = findings;
    }

    public static Session of(Scope scope) {
        return new Session(scope, AssumedValue.FIRST, Optional.empty());
    }

    static Session checking(Scope scope, AssumedValue guess, Findings findings) {
        return new Session(scope, guess, Optional.of(findings));
    }

    Scope scope() {
        return scope;
    }

    Optional<Findings> findings() {
        return findings;
    }

    /** Counts turns of loops. */
    void step(long count) {
        steps += count;
        if (steps > Limits.STEPS) {
            throw new TooMuch("its loops and ranges have more than " + Limits.STEPS + " turns");
        }
    }

    /** What {@link Any} is; from now on the outcome depends on that. */
    AssumedValue guess() {
        guessed = true;
        return guess;
    }

    boolean guessed() {
        return guessed;
    }

    /** The value of a variable that is a template itself. */
    @Nullable
    Object value(String name, ValueTemplate variable) {
        if (variable.isConstant()) {
            return variable.evaluate(this);
        }
        if (evaluated.containsKey(variable)) {
            return evaluated.get(variable);
        }
        if (open.stream().anyMatch(o -> o.variable == variable)) {
            return cycle(name, variable);
        }
        open.addLast(new Open(name, variable));
        Object value = variable.evaluate(this);
        open.removeLast();
        evaluated.put(variable, value);
        return value;
    }

    private Object cycle(String name, ValueTemplate variable) {
        String chain = Stream.concat(
                        open.stream().dropWhile(o -> o.variable != variable).map(Open::name), Stream.of(name))
                .collect(Collectors.joining(" -> "));
        Diagnostic problem = new Diagnostic(
                variable.pos(),
                "a variable needs its own value: " + chain,
                "give one of them a value that needs none of the others");
        findings.orElseThrow(() -> new TemplateFailure(problem)).add(problem);
        return Any.ANY;
    }
}
