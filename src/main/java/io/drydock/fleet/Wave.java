package io.drydock.fleet;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch of an apply, as exact plans foresee it.
 *
 * @param number from 1, over all plays
 * @param play its name
 * @param changes the hosts of it that have something to change
 * @param restarts those that may restart
 * @param down how many hosts of each group are at work at once, at most, of those that have something to change
 * @param expected how long it takes, by what earlier runs took on these hosts; empty where none tells
 */
public record Wave(
        int number,
        String play,
        Batch batch,
        List<String> changes,
        List<String> restarts,
        Map<String, Integer> down,
        Optional<Duration> expected) {
    public Wave {
        changes = List.copyOf(changes);
        restarts = List.copyOf(restarts);
        down = Collections.unmodifiableMap(new LinkedHashMap<>(down));
    }
}
