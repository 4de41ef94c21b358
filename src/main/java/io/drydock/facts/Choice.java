package io.drydock.facts;

import java.util.Locale;

/** A value out of a closed set. As text it is the constant's name in small letters, with {@code -} for {@code _}. */
interface Choice {
    String name();

    default String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of that text, or {@code otherwise}, since a host may say anything. */
    static <E extends Enum<E> & Choice> E of(Class<E> set, String text, E otherwise) {
        for (var choice : set.getEnumConstants()) {
            if (choice.text().equals(text)) {
                return choice;
            }
        }
        return otherwise;
    }
}
