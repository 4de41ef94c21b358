package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostic;
import io.drydock.template.Any;
import io.drydock.template.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Evaluates a template as often as it takes to reach what may be reached: while hosts are not known, {@link Any} is
 * taken for true and false, for numbers below and above all others, and for each text the template mentions.
 */
final class TemplateCheck {
    private static final int MOST_TEXTS = 40;

    private TemplateCheck() {}

    static List<Diagnostic> problems(Scope scope, Set<String> literals, Consumer<Session> evaluate) {
        Findings findings = new Findings();
        Session first = Session.checking(scope, AssumedValue.FIRST, findings);
        evaluate.accept(first);
        if (first.guessed()) {
            guesses(literals).forEach(guess -> evaluate.accept(Session.checking(scope, guess, findings)));
        }
        return findings.all();
    }

    private static Set<AssumedValue> guesses(Set<String> literals) {
        String none = AssumedValue.FIRST.text();
        Set<AssumedValue> guesses = new LinkedHashSet<>();
        guesses.add(new AssumedValue(false, 0, none));
        guesses.add(new AssumedValue(true, -1, none));
        guesses.add(new AssumedValue(true, 1, none));
        literals.stream().sorted().limit(MOST_TEXTS).forEach(text -> {
            guesses.add(new AssumedValue(true, 0, text));
            guesses.add(new AssumedValue(false, 1, text));
        });
        return guesses;
    }
}
