package io.drydock.fleet;

import java.util.Collection;
import java.util.Optional;

/** Says what work may begin. {@link #next} is called by one thread, {@link #ended} by those of the work. */
interface Admission<T> {
    /** One of those that wait, once it may begin; empty when none of them will. */
    Optional<T> next(Collection<T> waiting) throws InterruptedException;

    /** Whether what was admitted may begin, now that there is a place for it. */
    boolean begin(T item);

    /** The work on it has ended, in whatever way. */
    void ended(T item);

    /** All may begin, in their order. */
    static <T> Admission<T> open() {
        return new Admission<>() {
            @Override
            public Optional<T> next(Collection<T> waiting) {
                return waiting.stream().findFirst();
            }

            @Override
            public boolean begin(T item) {
                return true;
            }

            @Override
            public void ended(T item) {}
        };
    }
}
