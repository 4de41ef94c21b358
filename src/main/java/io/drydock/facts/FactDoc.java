package io.drydock.facts;

import java.util.List;

/**
 * A fact as its users know it: its dotted name below {@code facts}, its type (string, number, boolean, list, map).
 *
 * @param choices all that it can be, where that is known
 */
public record FactDoc(String name, String type, List<String> choices, String meaning) {
    public FactDoc {
        choices = List.copyOf(choices);
    }
}
