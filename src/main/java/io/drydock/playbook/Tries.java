package io.drydock.playbook;

import io.drydock.diag.Diagnostic;
import io.drydock.json.Written;
import io.drydock.template.Any;
import io.drydock.template.Expression;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.ValueTemplate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That a task is tried again while it does not come to what is wanted.
 *
 * @param retries how often; where it is not said, as often as Ansible does
 * @param delay seconds between two tries
 * @param until what is wanted of its result; empty: that it does not fail, which the host sees by itself
 */
public record Tries(Optional<ValueTemplate> retries, Optional<ValueTemplate> delay, List<Expression> until) {
    private static final int RETRIES = 2;
    private static final int DELAY = 5; // seconds

    public Tries {
        until = List.copyOf(until);
    }

    static Optional<Tries> of(PlayFields fields, Optional<String> register) {
        List<Expression> until = fields.expressions("until");
        Optional<ValueTemplate> retries = fields.value("retries");
        Optional<ValueTemplate> delay = fields.value("delay");
        if (until.isEmpty() && retries.isEmpty()) {
            delay.ifPresent(given -> fields.problem(
                    given.pos(), "\"delay\" is between two tries, and the task has one", "write retries: 3 beside it"));
            return Optional.empty();
        }
        boolean isSuccess = until.size() == 1
                && register.filter(name -> asksForSuccess(until.getFirst(), name))
                        .isPresent();
        return Optional.of(new Tries(retries, delay, isSuccess ? List.of() : until));
    }

    private static boolean asksForSuccess(Expression until, String register) {
        String bare = until.source().replaceAll("[\\s()]", "");
        return bare.equals("!" + register + ".failed") || bare.equals(register + ".succeeded");
    }

    /**
     * How often it is tried again.
     *
     * @throws TemplateFailure where that is no number
     */
    public int retries(Scope scope) {
        return number(retries, scope, "retries", RETRIES);
    }

    /**
     * Seconds between two tries.
     *
     * @throws TemplateFailure where that is no number
     */
    public int delay(Scope scope) {
        return number(delay, scope, "delay", DELAY);
    }

    /** What is wrong with the numbers in a scope in which {@link Any} stands for what only a host can tell. */
    public List<Diagnostic> problems(Scope scope) {
        return Stream.of(retries, delay)
                .flatMap(Optional::stream)
                .flatMap(number -> number.problems(scope).stream())
                .toList();
    }

    static int number(Optional<ValueTemplate> given, Scope scope, String key, int usual) {
        if (given.isEmpty()) return usual;
        Object value = Written.plain(given.get().evaluate(scope));
        if (value == Any.ANY) return usual; // only a host can tell
        String text = String.valueOf(value);
        if (text.matches("[0-9]{1,6}")) return Integer.parseInt(text);
        throw new TemplateFailure(
                new Diagnostic(given.get().pos(), "\"" + key + "\" is a whole number", "write " + key + ": " + usual));
    }
}
