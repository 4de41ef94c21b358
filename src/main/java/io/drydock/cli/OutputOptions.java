package io.drydock.cli;

import picocli.CommandLine.Option;

/** How results are shown. */
final class OutputOptions {
    enum Format {
        text,
        json
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: one document on standard output and nothing else. Default: ${DEFAULT-VALUE}")
    Format format;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also show tasks with nothing to do.")
    boolean[] verbose = {};

    OutputRequest request() {
        return new OutputRequest(format == Format.json, verbose.length);
    }
}
