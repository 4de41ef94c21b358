package io.drydock.cli;

import io.drydock.inventory.Host;
import io.drydock.template.ShellWord;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "exec",
        description = "Runs one command on hosts, as it is: drydock exec web -- uname -r",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class ExecCommand extends HostCommand {
    @Parameters(index = "0", paramLabel = "PATTERN", description = "Which hosts.")
    String pattern;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "A command and its words, or one text for the shell.")
    List<String> words;

    ExecCommand(Console console) {
        super(console);
    }

    @Override
    String pattern() {
        return pattern;
    }

    @Override
    int on(Sessions sessions, List<Host> hosts) {
        return sessions.exec(hosts, command());
    }

    /** One word is shell text; several are exactly these words. */
    private String command() {
        if (words.size() == 1) return words.getFirst();
        return words.stream().map(ShellWord::typed).collect(Collectors.joining(" "));
    }
}
