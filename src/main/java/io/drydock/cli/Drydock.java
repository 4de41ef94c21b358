package io.drydock.cli;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Bug;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.Interruption;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top-level command. */
@Command(
        name = "drydock",
        description = "Brings fleets of Linux hosts to where Docker runs on them, over SSH, by an exact plan.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        subcommands = {
            DemoCommand.class,
            AssessCommand.class,
            FactsCommand.class,
            CheckCommand.class,
            PlanCommand.class,
            ShowCommand.class,
            ApproveCommand.class,
            ApplyCommand.class,
            RunsCommand.class,
            StatusCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            PauseCommand.class,
            CancelCommand.class,
            ReportCommand.class,
            DriftCommand.class,
            InventoryCommand.class,
            ActionsCommand.class,
            DataCommand.class,
            SchemaCommand.class,
            ImportAnsibleCommand.class,
            ExecCommand.class,
            VaultCommand.class
        },
        footer = {
            "",
            "Options that are the same each time can stand in a configuration file: that of",
            "$DRYDOCK_CONFIG, else drydock.yml here, else ~/.config/drydock/config.yml. See",
            "docs/configuration.md.",
            "",
            "Exit status: 0 converged (plan: nothing to change), 1 a host failed, 2 plan: changes pending,",
            "assess: not all ready, 3 wrong usage or invalid input (no host touched), 4 a host unreachable (none failed),",
            "5 standard output could not be written (else 0 or 2), 130 interrupted."
        })
final class Drydock {
    private Drydock() {}

    /** Runs one command line, without a configuration file, and returns its exit status. */
    static int run(OutputStream out, OutputStream err, String... args) {
        return run(Console.on(out, err, new Interruption()), ConfigurationPlaces.NONE, args);
    }

    static int run(Console console, ConfigurationPlaces places, String... args) {
        int status = attempt(console, places, args);
        if (console.interruption().wished()) return ExitCode.INTERRUPTED.status;
        boolean settled = status == ExitCode.OK.status || status == ExitCode.CHANGES_PENDING.status;
        return settled && console.out().checkError() ? ExitCode.UNWRITTEN.status : status;
    }

    /** The last handler: whatever ends a command that nobody has foreseen is told here. */
    private static int attempt(Console console, ConfigurationPlaces places, String... args) {
        try {
            return execute(console, places, args);
        } catch (RuntimeException | Error e) {
            return unforeseen(console, e);
        }
    }

    private static int unforeseen(Console console, Throwable e) {
        boolean begun = console.interruption().hasWork();
        String what = switch (e) {
            case IOException failure -> failure.toString();
            case UncheckedIOException failure -> String.valueOf(failure.getCause());
            default -> Bug.message(e);
        };
        console.err().println("drydock: " + what + (begun ? "" : "; no host was touched"));
        return (begun ? ExitCode.FAILED : ExitCode.INVALID).status;
    }

    private static int execute(Console console, ConfigurationPlaces places, String... args) {
        CommandLine line = line(console);
        Configuration configuration = Configuration.of(places, line);
        line.setExecutionStrategy(parsed -> execute(console, configuration, parsed));
        if (args.length == 0) {
            line.usage(console.out());
            return ExitCode.INVALID.status;
        }
        return line.execute(args);
    }

    /** All commands with their options, before anything is known of them but what is built in. */
    static CommandLine line(Console console) {
        CommandLine line = new CommandLine(new Drydock(), new Commands(console));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setExpandAtFiles(false); // -e @FILE and -l @FILE are read by those options
        line.setOut(new PrintWriter(console.out(), true));
        line.setErr(new PrintWriter(console.err(), true));
        widen(line);
        line.setParameterExceptionHandler((e, _) -> usage(e));
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> e instanceof InvalidInput ? ExitCode.INVALID.status : unforeseen(console, e));
        return line;
    }

    /** Who asks for help gets it, whatever is wrong with the configuration. */
    private static int execute(Console console, Configuration configuration, CommandLine.ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) return help;
        try {
            configuration.check(console, parsed);
        } catch (InvalidInput e) {
            return ExitCode.INVALID.status;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static void widen(CommandLine line) {
        line.getSubcommands().values().forEach(c -> {
            c.getCommandSpec().usageMessage().width(100);
            widen(c);
        });
    }

    private static int usage(CommandLine.ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("drydock: " + e.getMessage());
        unknown(e)
                .forEach(word -> AnsibleWords.remedy(AnsibleWords.Place.OPTIONS, word)
                        .ifPresent(remedy -> err.println("  " + word + ": " + remedy)));
        if (e.getCommandLine().getParent() == null
                && unknown(e).stream().anyMatch(word -> word.startsWith("-") || word.matches(".*\\.ya?ml"))) {
            err.println("a command comes first, such as: drydock plan -i inventory.yml site.yml");
        }
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.INVALID.status;
    }

    private static List<String> unknown(CommandLine.ParameterException e) {
        return e instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched().stream()
                        .map(word -> word.replaceFirst("=.*", ""))
                        .distinct()
                        .toList()
                : List.of();
    }

    /** Gives every command its console. */
    private record Commands(Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Console.class).newInstance(console);
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
