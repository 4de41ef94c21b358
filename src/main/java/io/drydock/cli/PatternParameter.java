package io.drydock.cli;

import picocli.CommandLine.Parameters;

/** Which hosts a command is for that may be given for all of them. */
final class PatternParameter {
    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = "all",
            description = "Which hosts. Default: ${DEFAULT-VALUE}")
    String pattern;
}
