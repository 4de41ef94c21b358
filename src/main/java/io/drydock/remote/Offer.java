package io.drydock.remote;

import java.util.List;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Factory;

/**
 * Algorithms of one kind that Drydock knows.
 *
 * @param usual what is offered to a host about which nothing is said, the preferred first
 * @param weak what is offered only to a host for which somebody asks for it, the best first
 */
record Offer<T>(List<Factory.Named<T>> usual, List<Factory.Named<T>> weak) {
    List<String> usualNames() {
        return Factory.Named.Util.getNames(usual);
    }

    List<String> allNames() {
        return Factory.Named.Util.getNames(all().toList());
    }

    /** Those of these names, in the order of the names. */
    List<Factory.Named<T>> named(List<String> names) {
        return names.stream()
                .flatMap(name -> all().filter(a -> a.getName().equals(name)))
                .toList();
    }

    private Stream<Factory.Named<T>> all() {
        return Stream.concat(usual.stream(), weak.stream());
    }
}
