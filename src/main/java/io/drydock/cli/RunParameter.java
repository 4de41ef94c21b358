package io.drydock.cli;

import picocli.CommandLine.Parameters;

/** Which run is meant. */
final class RunParameter {
    @Parameters(arity = "1", paramLabel = "RUN", description = "Its name, or a part that no other run's name has.")
    String name;
}
