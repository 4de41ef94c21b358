package io.drydock.run;

import io.drydock.facts.Survey;

/**
 * A host that was only looked at.
 *
 * @param result with its facts, unless it could not be reached or told none
 * @param at the controller's clock when the host told its own, in seconds since 1970
 */
public record Surveyed(HostResult result, Survey survey, long at) {}
