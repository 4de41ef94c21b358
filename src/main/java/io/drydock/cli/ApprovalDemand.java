package io.drydock.cli;

import io.drydock.fleet.SavedPlan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says of approvals.
 *
 * @param required how many there must be at least; 0 leaves that to the plan
 * @param signers the file that says whose count, where one was named
 */
record ApprovalDemand(int required, Optional<Path> signers) {
    /** The number that --require-approvals gives; 0 without it. */
    static int number(Optional<Integer> given, Console console) {
        int number = given.orElse(0);
        if (given.isPresent() && (number < 1 || number > SavedPlan.MOST_APPROVALS))
            throw console.fail(
                    "--require-approvals", "is a number from 1 to " + SavedPlan.MOST_APPROVALS, "for example 2");
        return number;
    }

    Path signersOr(Path other) {
        return signers.orElse(other);
    }
}
