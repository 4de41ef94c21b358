package io.drydock.assess;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What programs have no more, or some day need not have, as the dated data lists it. */
record Removals(List<Data> all) {
    /** What a program has no more from a version on. */
    Optional<Data> by(String program, String what) {
        return all.stream()
                .filter(one -> one.text("program").equals(program)
                        && one.text("what").equals(what)
                        && !one.text("version").isEmpty())
                .findFirst();
    }

    /** Who has it no more, and who until when, as one sentence that begins in small letters; empty where nothing is known. */
    String told(String what) {
        return all.stream()
                .filter(one -> one.text("what").equals(what) && !(one.text("version") + one.text("until")).isEmpty())
                .map(one -> one.text("until").isEmpty()
                        ? one.text("program") + " has it no more from " + one.text("version") + " on"
                        : one.text("program") + " supports it until " + one.text("until") + " at least")
                .collect(Collectors.joining(", "));
    }
}
