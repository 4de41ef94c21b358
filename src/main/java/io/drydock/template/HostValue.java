package io.drydock.template;

import java.util.List;

/**
 * Stands for a value that only a host can give, as {@link Any} does, where it is known what kind of value that is going to be.
 *
 * @param choices all the texts that it can be; empty where it can be any
 */
public record HostValue(Kind kind, List<String> choices) {
    /** Kinds of values as messages name them. */
    public enum Kind {
        TEXT("text"),
        NUMBER("a number"),
        TRUTH("true or false"),
        LIST("a list"),
        MAP("a map");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public HostValue {
        choices = List.copyOf(choices);
    }
}
