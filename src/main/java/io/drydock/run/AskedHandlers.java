package io.drydock.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The handlers that are still to be run, by their tokens, in the order in which they were asked for.
 *
 * @param notified a change has asked for them
 * @param perhaps a deferred task may ask for them
 */
record AskedHandlers(List<String> notified, List<String> perhaps) {
    static final AskedHandlers NONE = new AskedHandlers(List.of(), List.of());

    AskedHandlers {
        notified = List.copyOf(notified);
        perhaps = List.copyOf(perhaps);
    }

    /** Whether a handler is to be run, or may be. */
    boolean isAsked(String token) {
        return notified.contains(token) || perhaps.contains(token);
    }

    boolean isAny() {
        return !notified.isEmpty() || !perhaps.isEmpty();
    }

    /** A handler that has ended may be asked for once more. */
    AskedHandlers after(BoundPlay play, EndedStep ended) {
        Step step = ended.step();
        List<String> more = ended.outcome().isChange() ? step.asks() : List.of();
        if (!step.handler() && more.isEmpty()) return this;
        Set<String> surely = new LinkedHashSet<>(notified);
        Set<String> maybe = new LinkedHashSet<>(perhaps);
        if (step.handler()) {
            String token = play.course().token(step.place()).orElseThrow();
            surely.remove(token);
            maybe.remove(token);
        }
        (ended.outcome() == Outcome.DEFERRED ? maybe : surely).addAll(more);
        return new AskedHandlers(List.copyOf(surely), List.copyOf(maybe));
    }
}
