package io.drydock.cli;

import io.drydock.diag.Suggestion;
import io.drydock.facts.FactSubset;
import io.drydock.inventory.Host;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "facts",
        description = "Prints what hosts are like; docs/facts.md explains each fact.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class FactsCommand extends HostCommand {
    @Mixin
    PatternParameter hosts;

    @Option(
            names = "--gather",
            paramLabel = "SUBSET",
            split = ",",
            description = "Gather these facts, too, which are long or slow to tell: ${COMPLETION-CANDIDATES}, or all.",
            completionCandidates = SubsetNames.class)
    List<String> gather = List.of();

    /** The names that --gather takes besides all. */
    static final class SubsetNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        SubsetNames() {
            super(Arrays.stream(FactSubset.values()).map(FactSubset::label).toList());
        }
    }

    FactsCommand(Console console) {
        super(console);
    }

    @Override
    String pattern() {
        return hosts.pattern;
    }

    @Override
    int on(Sessions sessions, List<Host> hosts) {
        return sessions.facts(hosts, subsets());
    }

    private Set<FactSubset> subsets() {
        if (gather.contains("all")) return EnumSet.allOf(FactSubset.class);
        return FactSubset.named(gather)
                .orElseThrow(() -> console.fail(
                        "--gather",
                        "there are no such facts to gather: " + String.join(",", gather),
                        "they are " + Suggestion.listed(new SubsetNames()) + ", or all"));
    }
}
