package io.drydock.template;

import io.drydock.diag.Diagnostic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Evaluates a template as often as it takes to reach what may be reached: while hosts are not known, {@link Any} is
 * taken for true and false, for numbers below and above all others, and for each text the template mentions.
 */
final class Check {
    private static final int MOST_TEXTS = 40;

    private Check() {}

    static List<Diagnostic> problems(Scope scope, Set<String> literals, Consumer<Session> evaluate) {
        Findings findings = new Findings();
        Session first = Session.checking(scope, Guess.FIRST, findings);
        evaluate.accept(first);
        if (first.guessed()) {
            guesses(literals).forEach(guess -> evaluate.accept(Session.checking(scope, guess, findings)));
        }
        return findings.all();
    }

    private static Set<Guess> guesses(Set<String> literals) {
        String none = Guess.FIRST.text();
        Set<Guess> guesses = new LinkedHashSet<>();
        guesses.add(new Guess(false, 0, none));
        guesses.add(new Guess(true, -1, none));
        guesses.add(new Guess(true, 1, none));
        literals.stream().sorted().limit(MOST_TEXTS).forEach(text -> {
            guesses.add(new Guess(true, 0, text));
            guesses.add(new Guess(false, 1, text));
        });
        return guesses;
    }
}
