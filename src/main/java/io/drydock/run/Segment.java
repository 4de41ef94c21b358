package io.drydock.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program for one host that runs to its end without the controller, as one identity.
 *
 * @param user empty: as the connection's user; else the user to become
 * @param rendered what steps render to, by their ids, secrets masked; empty unless the run keeps programs
 * @param endings the outcomes that the program can tell of each step, by their ids: CHANGE also of a change that it makes
 */
record Segment(
        String program,
        List<Step> steps,
        Optional<String> user,
        Map<Integer, String> rendered,
        Map<Integer, Set<Outcome>> endings) {
    Segment {
        steps = List.copyOf(steps);
        rendered = Map.copyOf(rendered);
        endings = Map.copyOf(endings);
    }
}
