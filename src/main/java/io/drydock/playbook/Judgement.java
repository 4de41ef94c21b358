package io.drydock.playbook;

import io.drydock.template.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the result of a task is judged, besides by its action. Conditions may ask for what the task registers; of several all must hold.
 *
 * @param tries empty: it is run once
 * @param failedWhen empty: it fails where its action does
 * @param changedWhen empty: it changes what its action changes
 */
public record Judgement(Optional<Tries> tries, List<Expression> failedWhen, List<Expression> changedWhen) {
    static final Set<String> KEYS = Set.of("until", "retries", "delay", "failed_when", "changed_when");

    public Judgement {
        failedWhen = List.copyOf(failedWhen);
        changedWhen = List.copyOf(changedWhen);
    }

    static Judgement of(PlayFields fields, Optional<String> register) {
        return new Judgement(
                Tries.of(fields, register), fields.expressions("failed_when"), fields.expressions("changed_when"));
    }

    /** Whether its failures count for nothing, which no result decides. */
    public boolean neverFails() {
        return is(failedWhen, "false");
    }

    /** Whether it counts as changing nothing, which no result decides. */
    public boolean neverChanges() {
        return is(changedWhen, "false");
    }

    /** Whether it counts as changing something, which no result decides. */
    public boolean alwaysChanges() {
        return is(changedWhen, "true");
    }

    private static boolean is(List<Expression> conditions, String literal) {
        return conditions.size() == 1 && conditions.getFirst().source().strip().equalsIgnoreCase(literal);
    }

    /** Whether only the controller, which knows the conditions, can say what came of it. */
    public boolean needsController() {
        return isRepeatedByController()
                || !failedWhen.isEmpty() && !neverFails()
                || !changedWhen.isEmpty() && !neverChanges() && !alwaysChanges();
    }

    /** Whether the controller says that it is tried again. */
    public boolean isRepeatedByController() {
        return tries.filter(t -> !t.until().isEmpty()).isPresent();
    }

    /** All conditions. */
    public Stream<Expression> conditions() {
        return Stream.of(tries.map(Tries::until).orElse(List.of()), failedWhen, changedWhen)
                .flatMap(List::stream);
    }
}
