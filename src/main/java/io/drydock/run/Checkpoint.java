package io.drydock.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a host stands in an apply before its next program, as plain data: another process comes from it to the same program, which the host then
 * has done, does, or is to do. It holds no secrets.
 *
 * @param plays how many have come to their ends on this host
 * @param place in the play after those; -1: it has not begun that one
 * @param facts what the host reported of itself, by which that program is made
 * @param factsOf of how many results that knows
 * @param rejoin of a step that has restarted the host: what it reported once it was back; none: it was not restarted there
 * @param failures as {@link FailedSections} has them
 * @param variables what tasks have set or registered, as {@link PlainVariables} has them
 * @param hidden what is missing in all this, because it is or holds a secret
 * @param programs how many have been sent
 */
record Checkpoint(
        long plays,
        long place,
        Map<String, String> facts,
        long factsOf,
        List<Rejoin> rejoin,
        long lastStep,
        long lastChange,
        String promises,
        List<String> notified,
        List<String> perhaps,
        Map<String, String> failures,
        Map<String, Object> variables,
        List<String> hidden,
        long programs,
        List<String> notes) {
    static final long NO_PLACE = -1;

    /** @param step the id of the step that has restarted the host */
    record Rejoin(long step, Map<String, String> facts) {}

    Checkpoint rejoined(Rejoin back, long factsOf, List<String> hidden, long programs) {
        return new Checkpoint(
                plays,
                place,
                facts,
                factsOf,
                List.of(back),
                lastStep,
                lastChange,
                promises,
                notified,
                perhaps,
                failures,
                variables,
                hidden,
                programs,
                notes);
    }

    Optional<Rejoin> restarted() {
        return rejoin.stream().findFirst();
    }
}
