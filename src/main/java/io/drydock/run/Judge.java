package io.drydock.run;

import io.drydock.playbook.Judgement;
import io.drydock.playbook.Tries;
import io.drydock.template.Expression;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides what came of a step by the conditions of its task, which may ask for what it registers. */
final class Judge {
    private final Mode mode;
    private final Judgement judgement;
    /** What the conditions see, with what the step registers. */
    private final Function<Map<String, Object>, Scope> scope;
    /** How often it has been tried. */
    private final int attempts;

    /**
     * @param changed whether it counts as a change
     * @param why empty: there is nothing to say of it
     * @param isAgain whether it is to be tried again
     */
    record Ruling(Outcome outcome, boolean changed, Optional<String> why, boolean isAgain) {}

    Judge(Mode mode, Judgement judgement, Function<Map<String, Object>, Scope> scope, int attempts) {
        this.mode = mode;
        this.judgement = judgement;
        this.scope = scope;
        this.attempts = attempts;
    }

    /**
     * @param outcome as its action has it
     * @param registered what it would register then
     */
    Ruling rule(Outcome outcome, Map<String, Object> registered) {
        boolean changed = Boolean.TRUE.equals(registered.get("changed"));
        return switch (outcome) {
            case SKIPPED, DEFERRED, UNSUPPORTED -> new Ruling(outcome, changed, Optional.empty(), false);
            case CHANGE -> foreseen(changed);
            case OK, CHANGED, FAILED -> ran(outcome, changed, registered);
        };
    }

    /** What a change comes to is known once it has been made. */
    private Ruling foreseen(boolean changed) {
        if (judgement.changedWhen().isEmpty()) return new Ruling(Outcome.CHANGE, changed, Optional.empty(), false);
        return new Ruling(
                Outcome.DEFERRED,
                changed,
                Optional.of("it is run, and then changed_when says whether it has changed anything: "
                        + listed(judgement.changedWhen())),
                false);
    }

    private Ruling ran(Outcome outcome, boolean applied, Map<String, Object> registered) {
        Map<String, Object> seen = new HashMap<>(registered);
        try {
            boolean changed = all(judgement.changedWhen(), seen, applied);
            seen.put("changed", changed);
            boolean failed = all(judgement.failedWhen(), seen, outcome == Outcome.FAILED);
            seen.put("failed", failed);
            List<Expression> until = judgement.tries().map(Tries::until).orElse(List.of());
            if (!all(until, seen, true)) return missed(until, changed, seen);
            Optional<String> why = failed && !judgement.failedWhen().isEmpty()
                    ? Optional.of("failed_when: " + listed(judgement.failedWhen()))
                    : Optional.empty();
            return new Ruling(failed ? Outcome.FAILED : changed ? changed() : Outcome.OK, changed, why, false);
        } catch (UnknownValueException e) {
            return new Ruling(
                    mode == Mode.PLAN ? Outcome.DEFERRED : Outcome.FAILED,
                    applied,
                    Optional.of("known after " + e.waitsFor() + " has been applied"),
                    false);
        } catch (TemplateFailure e) {
            return new Ruling(
                    Outcome.FAILED, applied, Optional.of(e.diagnostic().inLine()), false);
        }
    }

    /** A plan does not wait for it. */
    private Ruling missed(List<Expression> until, boolean changed, Map<String, Object> seen) {
        int retries = judgement.tries().orElseThrow().retries(scope.apply(seen));
        if (mode == Mode.PLAN && retries > 0)
            return new Ruling(
                    Outcome.DEFERRED,
                    changed,
                    Optional.of("not yet as wanted, and an apply tries again (retries: " + retries + "), until: "
                            + listed(until)),
                    false);
        boolean isAgain = attempts <= retries;
        return new Ruling(
                Outcome.FAILED,
                changed,
                Optional.of("not as wanted after " + attempts + (attempts == 1 ? " try" : " tries") + ", until: "
                        + listed(until)),
                isAgain);
    }

    private Outcome changed() {
        return mode == Mode.PLAN ? Outcome.CHANGE : Outcome.CHANGED;
    }

    private boolean all(List<Expression> conditions, Map<String, Object> seen, boolean otherwise) {
        if (conditions.isEmpty()) return otherwise;
        Scope now = scope.apply(seen);
        return conditions.stream().allMatch(condition -> condition.test(now));
    }

    private static String listed(List<Expression> conditions) {
        return conditions.stream().map(Expression::source).collect(Collectors.joining(" && "));
    }
}
