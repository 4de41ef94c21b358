package io.drydock.run;

import io.drydock.facts.Survey;
import java.util.function.UnaryOperator;

/**
 * A host that was only looked at.
 *
 * @param result with its facts, unless it could not be reached or told none
 * @param shown makes of a text what may be shown of it
 * @param at the controller's clock when the host told its own, in seconds since 1970
 */
public record SurveyedHost(HostResult result, Survey survey, UnaryOperator<String> shown, long at) {}
