package io.drydock.cli;

import io.drydock.template.ShellWord;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "exec",
        description = "Runs one command on hosts, as it is: drydock exec web -- uname -r",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ExecCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    InventoryOptions inventoryOptions;

    @Mixin
    ConnectionOptions connection;

    @Mixin
    OutputOptions output;

    @Parameters(index = "0", paramLabel = "PATTERN", description = "Which hosts.")
    String pattern;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "A command and its words, or one text for the shell.")
    List<String> words;

    ExecCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new HostCommand(console, inventoryOptions, connection, output)
                .run(pattern, (sessions, hosts) -> sessions.exec(hosts, command()));
    }

    /** One word is shell text; several are exactly these words. */
    private String command() {
        if (words.size() == 1) return words.getFirst();
        return words.stream().map(ShellWord::typed).collect(Collectors.joining(" "));
    }
}
