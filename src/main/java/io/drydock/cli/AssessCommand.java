package io.drydock.cli;

import io.drydock.inventory.Host;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "assess",
        description =
                "Judges whether Docker can run on hosts, and names the task that would remedy what is not as it needs.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 all ready, 2 some are not; else as for every command. docs/assess.md explains the findings."
        })
final class AssessCommand extends HostCommand {
    @Mixin
    PatternParameter hosts;

    AssessCommand(Console console) {
        super(console);
    }

    @Override
    String pattern() {
        return hosts.pattern;
    }

    @Override
    int on(Sessions sessions, List<Host> hosts) {
        return sessions.assess(hosts);
    }
}
