package io.drydock.assess;

import java.util.List;
import java.util.Optional;

/**
 * The least version of something, or where a fix was brought to several series the least of each; newer series are held to the last.
 *
 * @param versions the oldest first
 */
record Least(List<String> versions) {
    Least {
        versions = List.copyOf(versions);
    }

    boolean isReachedBy(String version) {
        return Policy.atLeast(version, versions.getLast())
                || ofSeries(version).filter(one -> Policy.atLeast(version, one)).isPresent();
    }

    /** The one of the version's own series. */
    Optional<String> ofSeries(String version) {
        return versions.stream()
                .filter(one -> series(version).equals(series(one)))
                .findFirst();
    }

    /** The one of its own series, or else of the next one that has one. */
    String nearest(String version) {
        return ofSeries(version)
                .orElseGet(() -> versions.stream()
                        .filter(one -> !Policy.atLeast(version, one))
                        .findFirst()
                        .orElseThrow());
    }

    /** Its first two numbers. */
    static String series(String version) {
        var words = version.split("\\.", 3);
        return words.length < 2 ? version : words[0] + "." + words[1];
    }
}
