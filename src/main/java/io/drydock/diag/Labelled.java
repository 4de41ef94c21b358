package io.drydock.diag;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A value of a closed set, which its enum implements. As text it is the constant's name in small letters, with {@code -} for {@code _}. */
public interface Labelled {
    String name();

    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of that label. */
    static <E extends Enum<E> & Labelled> Optional<E> of(Class<E> set, String label) {
        return Stream.of(set.getEnumConstants())
                .filter(c -> c.label().equals(label))
                .findFirst();
    }
}
