/**
 * Verdicts on a host from its facts: whether it can run Docker, what stands in the way, and the task that clears it
 * away. It may import the package for facts and those below, and reads its rules from a table. {@link Assessor} gives
 * an {@link Assessment} of {@link Finding}s.
 */
package io.drydock.assess;
