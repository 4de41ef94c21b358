package io.drydock.run;

import io.drydock.facts.Facts;
import io.drydock.playbook.Task;
import io.drydock.template.Unknown;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** How far one host has come in one play. Confined to the host's thread. */
final class PlayState {
    final BoundPlay play;
    final Pass pass;
    private final boolean isLastPlay;
    /** Facts, and what tasks set or registered. */
    final Map<String, Object> dynamic;
    /** Registered by tasks of the segment being compiled: not known before it has run. */
    final Map<String, Unknown> pending = new LinkedHashMap<>();
    /** Handlers that a change asked for, and those that a deferred task may ask for. */
    final Set<String> notified = new LinkedHashSet<>();

    final Set<String> perhaps = new LinkedHashSet<>();
    Facts facts;
    int next;
    boolean stopped;

    /** @param isLastPlay no other play of the run follows on this host */
    PlayState(BoundPlay play, boolean isLastPlay, Facts facts, Pass pass) {
        this.play = play;
        this.isLastPlay = isLastPlay;
        this.pass = pass;
        this.dynamic = new HashMap<>(pass.registered);
        facts(facts);
    }

    /** What is known of the host from here on. */
    void facts(Facts facts) {
        this.facts = facts;
        dynamic.put(
                "facts",
                pass.restart
                        .map(unknown -> JudgedFacts.unjudged(facts.afterRestart(unknown), unknown))
                        .orElseGet(() -> JudgedFacts.of(facts, pass.library.shipped())));
    }

    LayeredScope scope(Task task) {
        Map<String, Object> all = new HashMap<>(dynamic);
        all.putAll(pending);
        return pass.variables.of(pass.context.host(), play.play(), task, all);
    }

    /** Whether a task is left to compile: after a failure only handlers, and those only when a change asked for one. */
    boolean left() {
        if (stopped && !atHandlers()) next = play.tasks().size();
        return next < end();
    }

    private int end() {
        return play.tasks().size() + play.handlers().size();
    }

    /**
     * Goes back to the first handler when one that has been passed was notified by a later one: false when none was. That ends,
     * as the reader has refused handlers that notify each other in a circle.
     */
    boolean goesRound() {
        if (notified.isEmpty() && perhaps.isEmpty()) return false;
        next = play.tasks().size();
        return true;
    }

    /** As programs name a handler. */
    String handlerToken(BoundTask handler) {
        return "h" + play.handlers().indexOf(handler);
    }

    /** Whether the host's part of the run ends with what has been compiled. */
    boolean ends() {
        return isLastPlay && !left();
    }

    boolean atHandlers() {
        return next >= play.tasks().size();
    }

    BoundTask nextTask() {
        return atHandlers()
                ? play.handlers().get(next - play.tasks().size())
                : play.tasks().get(next);
    }
}
