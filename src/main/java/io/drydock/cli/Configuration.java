package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What a configuration file says of options that are not typed. It is read once, when the first option is met that may stand there. A command sees
 * no difference to what is typed, so that saved plans and journals keep it, too.
 */
final class Configuration implements IDefaultValueProvider {
    /** What goes before the file. */
    private static final Map<String, String> VARIABLES =
            Map.of("inventory", "DRYDOCK_INVENTORY", "vault-password-file", "ANSIBLE_VAULT_PASSWORD_FILE");

    /** What, typed, takes the place of another option in the file that would go before it. */
    private static final Map<String, String> INSTEAD =
            Map.of("--ask-pass", "--connection-password-file", "--ask-become-pass", "--become-password-file");

    private final ConfigurationPlaces places;
    private final CommandSpec root;
    private final Diagnostics problems = new Diagnostics();
    private Optional<Map<String, List<String>>> read = Optional.empty();

    private Configuration(ConfigurationPlaces places, CommandSpec root) {
        this.places = places;
        this.root = root;
    }

    /** Has all commands that are not exempt take from a file what they have options for. */
    static Configuration of(ConfigurationPlaces places, CommandLine line) {
        Configuration configuration = new Configuration(places, line.getCommandSpec());
        line.setDefaultValueProvider(configuration);
        line.getSubcommands().forEach((name, command) -> {
            if (ConfigurationKey.EXEMPT.contains(name))
                command.getCommandSpec().defaultValueProvider(null);
        });
        return configuration;
    }

    /** Empty where the file says nothing of it, and for a list, which is set at once: picocli would make one text of it. */
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) return null;
        String name = ConfigurationKey.name(option);
        if (!ConfigurationKey.TAKEN.contains(name) || isInEnvironment(name)) return null;
        List<String> values = values().getOrDefault(name, List.of());
        if (values.isEmpty()) return null;
        if (!option.isMultiValue()) return values.getFirst().replace("$", "$$"); // or picocli would look variables up
        boolean paths = option.auxiliaryTypes()[0] == Path.class;
        option.setValue(paths ? values.stream().map(Path::of).toList() : values);
        return null;
    }

    private boolean isInEnvironment(String name) {
        return Optional.ofNullable(VARIABLES.get(name))
                .filter(v -> !places.environment().getOrDefault(v, "").isEmpty())
                .isPresent();
    }

    /** Says what is wrong with the file, and fails where that keeps the command from being done. */
    void check(Console console, ParseResult parsed) {
        console.failOn(problems);
        console.warn(problems);
        ParseResult command = parsed.asCommandLineList().getLast().getParseResult();
        INSTEAD.forEach((typed, other) -> {
            if (command.hasMatchedOption(typed)
                    && Boolean.TRUE.equals(command.matchedOption(typed).getValue())) withdraw(command, List.of(other));
        });
    }

    /** Leaves options open that were not typed, whatever the file says. */
    static void withdraw(ParseResult command, List<String> names) {
        for (String name : names)
            if (!command.hasMatchedOption(name)) {
                OptionSpec option = command.commandSpec().findOption(name);
                option.setValue(option.initialValue());
            }
    }

    private Map<String, List<String>> values() {
        if (read.isEmpty()) {
            ConfigurationReader reader = new ConfigurationReader(root, places.home(), problems);
            read = Optional.of(places.find(problems).map(reader::read).orElse(Map.of()));
        }
        return read.get();
    }
}
