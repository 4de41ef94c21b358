package io.drydock.cli;

import io.drydock.inventory.Host;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "facts",
        description = "Prints what hosts are like; docs/facts.md explains each fact.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class FactsCommand extends HostCommand {
    @Mixin
    PatternParameter hosts;

    FactsCommand(Console console) {
        super(console);
    }

    @Override
    String pattern() {
        return hosts.pattern;
    }

    @Override
    int on(Sessions sessions, List<Host> hosts) {
        return sessions.facts(hosts);
    }
}
