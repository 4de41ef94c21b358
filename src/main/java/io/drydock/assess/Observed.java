package io.drydock.assess;

import io.drydock.facts.Facts;
import io.drydock.facts.KernelVersion;
import io.drydock.facts.Survey;

/**
 * What a host is judged by.
 *
 * @param now the controller's clock when the host told its own, in seconds since 1970
 */
public record Observed(Facts facts, Survey survey, long now) {
    KernelVersion kernel() {
        return KernelVersion.parse(facts.kernel().release());
    }

    boolean hasVersion2() {
        return facts.cgroup().version().label().equals("v2");
    }
}
