package io.drydock.assess;

import java.util.function.UnaryOperator;

/** What to do about a finding. */
public sealed interface Remedy {
    String text();

    default Remedy shown(UnaryOperator<String> shown) {
        return switch (this) {
            case Task task -> new Task(shown.apply(task.text()));
            case Advice advice -> new Advice(shown.apply(advice.text()));
        };
    }

    /** A task of a playbook that clears it away, as one line of YAML. */
    record Task(String text) implements Remedy {}

    /** For people; empty when there is nothing to do. */
    record Advice(String text) implements Remedy {}

    static Remedy none() {
        return new Advice("");
    }

    static Remedy task(String yaml) {
        return new Task(yaml);
    }

    static Remedy advice(String text) {
        return new Advice(text);
    }
}
