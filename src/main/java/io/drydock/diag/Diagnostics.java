package io.drydock.diag;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Collects every problem of the input, so that all are shown before anything fails. Not thread-safe. */
public final class Diagnostics {
    private final Set<Diagnostic> found = new LinkedHashSet<>();
    private final Set<Diagnostic> warnings = new LinkedHashSet<>();
    private int times;
    private boolean strict;
    private final Map<String, String> typed = new HashMap<>();
    private final Masking masking = new Masking();

    /** Secrets of the input, which no problem tells. */
    public void hide(Collection<Secret> secrets) {
        masking.addAll(secrets);
    }

    public void error(SourcePos pos, String message, String remedy) {
        add(new Diagnostic(pos, message, remedy));
    }

    /** An error, or a warning, by what it is. */
    public void add(Diagnostic problem) {
        if (!problem.isError()) {
            warnings.add(problem);
            return;
        }
        times++;
        found.add(problem);
    }

    /** From now on a warning keeps a command from being done, too. */
    public void heedWarnings() {
        strict = true;
    }

    /** How often a problem was found, repetitions counted: whoever compares it learns whether there was one in between. */
    public int times() {
        return times;
    }

    /** What does not keep a command from being done, and is to be known. */
    public void warn(SourcePos pos, String message, String remedy) {
        add(Diagnostic.warning(pos, message, remedy));
    }

    /** The text of an option or argument, so that problems can point at its characters. It is no file. */
    public void typed(String option, String text) {
        typed.put(option, text);
    }

    /** Text by option. */
    public Map<String, String> typed() {
        return Map.copyOf(typed);
    }

    /** Whether nothing keeps a command from being done. */
    public boolean isEmpty() {
        return found.isEmpty() && (!strict || warnings.isEmpty());
    }

    /** The errors in the order they were found, without repetitions. */
    public List<Diagnostic> all() {
        return shown(found);
    }

    /** As {@link #all}. */
    public List<Diagnostic> warnings() {
        return shown(warnings);
    }

    /** What keeps a command from being done, as {@link #inReadingOrder}. */
    public List<Diagnostic> reasons() {
        return inReadingOrder().stream().filter(p -> strict || p.isError()).toList();
    }

    /**
     * Errors and warnings, each of them once, as they are read: files in the order their first problem was found, each from its top to its
     * end. What is wrong in the same words at several places of a file is one problem with several lines.
     */
    public List<Diagnostic> inReadingOrder() {
        List<Diagnostic> problems =
                Stream.concat(found.stream(), warnings.stream()).toList();
        List<String> files =
                problems.stream().map(p -> p.pos().file()).distinct().toList();
        return Repeated.once(shown(problems.stream()
                .sorted(Comparator.<Diagnostic>comparingInt(
                                p -> files.indexOf(p.pos().file()))
                        .thenComparingInt(p -> p.pos().line())
                        .thenComparingInt(p -> p.pos().column()))
                .toList()));
    }

    private List<Diagnostic> shown(Collection<Diagnostic> some) {
        return some.stream()
                .map(d -> new Diagnostic(d.level(), d.pos(), shown(d.message()), shown(d.remedy())))
                .toList();
    }

    /** A text of the input as it may be shown. */
    public String shown(String text) {
        return masking.apply(text);
    }
}
