package io.drydock.assess;

import io.drydock.facts.Facts;
import io.drydock.facts.KernelVersion;
import io.drydock.facts.Survey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What a host is judged by.
 *
 * @param now the controller's clock when the host told its own, in seconds since 1970
 */
public record Observed(Facts facts, Survey survey, long now) {
    /** The controller's day; the first of all where it is not known. */
    LocalDate day() {
        return LocalDate.ofInstant(Instant.ofEpochSecond(now), ZoneOffset.UTC);
    }

    KernelVersion kernel() {
        return KernelVersion.parse(facts.kernel().release());
    }

    boolean hasVersion2() {
        return facts.cgroup().version().label().equals("v2");
    }
}
