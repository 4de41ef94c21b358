package io.drydock.run;

import io.drydock.diag.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A program for one host that runs to its end without the controller, as one identity.
 *
 * @param program without its header
 * @param isLast no other program of the run follows on this host
 * @param user empty: as the connection's user; else the user to become
 * @param next the place in the play from which the host goes on when it has been run
 * @param delegate the other host on which it is run
 * @param secrets all that the program and its tasks hold
 */
record Segment(
        String program,
        boolean isLast,
        List<Step> steps,
        Optional<Become> user,
        int next,
        List<Secret> secrets,
        Optional<String> delegate) {
    Segment {
        steps = List.copyOf(steps);
        secrets = List.copyOf(secrets);
    }

    Step lastStep() {
        return steps.getLast();
    }
}
