package io.drydock.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How results are shown. */
final class OutputOptions {
    enum Format {
        text,
        json,
        jsonl
    }

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = {
                "text, or json: one document on standard output and nothing else. Default: ${DEFAULT-VALUE}",
                "Of plan, apply and drift also jsonl: what happens, while it does, a JSON object a line."
            })
    Format format;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also show tasks with nothing to do.")
    boolean[] verbose = {};

    /** Of a command that has no events to tell. */
    OutputRequest request() {
        if (format == Format.jsonl)
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "--format jsonl is for commands that run playbooks; here it is text or json");
        return requestOfRun();
    }

    OutputRequest requestOfRun() {
        return new OutputRequest(format != Format.text, format == Format.jsonl, verbose.length);
    }
}
