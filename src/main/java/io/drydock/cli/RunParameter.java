package io.drydock.cli;

import picocli.CommandLine.Parameters;

/** Which run is meant. */
final class RunParameter {
    @Parameters(
            arity = "1",
            paramLabel = "RUN",
            description = "Its name, a part that no other run's name has, or last.")
    String name;
}
