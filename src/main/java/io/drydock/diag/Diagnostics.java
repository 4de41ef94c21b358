package io.drydock.diag;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects every problem of the input, so that all are shown before anything fails. Not thread-safe. */
public final class Diagnostics {
    private final Set<Diagnostic> found = new LinkedHashSet<>();
    private final Set<Diagnostic> warnings = new LinkedHashSet<>();
    private int times;
    private final Map<String, String> typed = new HashMap<>();
    private final Masking masking = new Masking();

    /** Secrets of the input, which no problem tells. */
    public void hide(Collection<Secret> secrets) {
        masking.addAll(secrets);
    }

    public void error(SourcePos pos, String message, String remedy) {
        add(new Diagnostic(pos, message, remedy));
    }

    public void add(Diagnostic problem) {
        times++;
        found.add(problem);
    }

    /** How often a problem was found, repetitions counted: whoever compares it learns whether there was one in between. */
    public int times() {
        return times;
    }

    /** What does not keep a command from being done, and is to be known. */
    public void warn(SourcePos pos, String message, String remedy) {
        warnings.add(new Diagnostic(pos, message, remedy));
    }

    /** The text of an option or argument, so that problems can point at its characters. It is no file. */
    public void typed(String option, String text) {
        typed.put(option, text);
    }

    /** Text by option. */
    public Map<String, String> typed() {
        return Map.copyOf(typed);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order they were found, without repetitions. */
    public List<Diagnostic> all() {
        return shown(found);
    }

    /** As {@link #all}. */
    public List<Diagnostic> warnings() {
        return shown(warnings);
    }

    private List<Diagnostic> shown(Set<Diagnostic> some) {
        return some.stream()
                .map(d -> new Diagnostic(d.pos(), shown(d.message()), shown(d.remedy())))
                .toList();
    }

    /** A text of the input as it may be shown. */
    public String shown(String text) {
        return masking.apply(text);
    }
}
