package io.drydock.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What of a playbook runs, with which variables. */
final class PlaybookOptions {
    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "K=V|@FILE|{...}",
            description =
                    "Variables that win over all others: name=value of text, or several with spaces between (a=1 b='x y'), @FILE of YAML, or a "
                            + "map {...} of YAML or JSON. Repeatable.")
    List<String> extraVars = List.of();

    @Option(
            names = {"-t", "--tags"},
            paramLabel = "TAGS",
            split = ",",
            description =
                    "Only tasks with one of these tags, and those tagged always. tagged, untagged and all are tasks with any tag, with none, and both.")
    Set<String> tags = Set.of();

    @Option(
            names = "--skip-tags",
            paramLabel = "TAGS",
            split = ",",
            description = "Not the tasks with one of these tags; tagged, untagged and all as with --tags.")
    Set<String> skipTags = Set.of();

    @Option(
            names = "--warnings-as-errors",
            negatable = true,
            fallbackValue = "true",
            description = "What is only a warning otherwise ends the command before a host is touched, too.")
    boolean heedsWarnings;

    PlaybookRequest request() {
        return new PlaybookRequest(ExtraVars.of(extraVars), Set.of(), tags, skipTags, heedsWarnings);
    }
}
