package io.drydock.fleet;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The batches of a play, one after the other; each is asked for when the one before it has ended. */
interface Batches {
    Optional<Batch> next();

    /** How many there are in all, as far as is known. */
    int count();

    /** Of which all are known. */
    static Batches of(List<Batch> batches) {
        Iterator<Batch> left = batches.iterator();
        return new Batches() {
            @Override
            public Optional<Batch> next() {
                return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
            }

            @Override
            public int count() {
                return batches.size();
            }
        };
    }
}
