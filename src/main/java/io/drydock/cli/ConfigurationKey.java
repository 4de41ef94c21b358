package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.json.SchemaParts;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A key of the configuration file, which is an option of the command line by its first long name.
 *
 * @param options those of this name, one at least, of all commands that take it from the file
 */
record ConfigurationKey(String name, List<OptionSpec> options) {
    /**
     * How hosts are reached, what opens vaults, how strictly is checked and what is shown. All other options are refused: they say what one run
     * is to do, or lift a protection, which somebody has to mean each time.
     */
    static final Set<String> TAKEN = Set.of(
            "inventory",
            "vault-id",
            "vault-password-file",
            "ask-vault-pass",
            "user",
            "private-key",
            "ask-pass",
            "connection-password-file",
            "become",
            "become-method",
            "become-user",
            "ask-become-pass",
            "become-password-file",
            "forks",
            "accept-new-host-keys",
            "known-hosts",
            "timeout",
            "command-timeout",
            "task-timeout",
            "reconnect",
            "ssh-common-args",
            "ssh-extra-args",
            "warnings-as-errors",
            "format");

    /** The commands that take nothing from the file: the hosts of one are its own, and two choose a format or an inventory by the files they are for. */
    static final Set<String> EXEMPT = Set.of("demo", "import-ansible", "report");

    private enum Kind {
        TRUTH,
        NUMBER,
        CHOICE,
        TEXT
    }

    ConfigurationKey {
        options = List.copyOf(options);
    }

    /** Those of all commands, by their names. */
    static Map<String, ConfigurationKey> of(CommandSpec root) {
        Map<String, ConfigurationKey> keys = new TreeMap<>();
        for (String name : TAKEN)
            keys.put(
                    name,
                    new ConfigurationKey(
                            name,
                            commands(root)
                                    .flatMap(c -> c.options().stream())
                                    .filter(o -> name(o).equals(name))
                                    .toList()));
        return keys;
    }

    private static Stream<CommandSpec> commands(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().entrySet().stream()
                        .filter(c -> !EXEMPT.contains(c.getKey()))
                        .flatMap(c -> commands(c.getValue().getCommandSpec())));
    }

    /** Of an option that has no long name, its short one with its dash, which is no key. */
    static String name(OptionSpec option) {
        return Arrays.stream(option.names())
                .filter(n -> n.startsWith("--"))
                .findFirst()
                .map(n -> n.substring(2))
                .orElse(option.shortestName());
    }

    private Class<?> type() {
        return options.getFirst().auxiliaryTypes()[0];
    }

    private boolean isList() {
        return options.getFirst().isMultiValue();
    }

    private Kind kind() {
        if (type() == boolean.class) return Kind.TRUTH;
        if (type() == int.class || type() == Integer.class) return Kind.NUMBER;
        return options.getFirst().completionCandidates() == null ? Kind.TEXT : Kind.CHOICE;
    }

    /** What every command takes. */
    private List<String> choices() {
        Set<String> choices = new LinkedHashSet<>();
        options.getFirst().completionCandidates().forEach(choices::add);
        options.forEach(o ->
                choices.retainAll(StreamSupport.stream(o.completionCandidates().spliterator(), false)
                        .toList()));
        return List.copyOf(choices);
    }

    private int least() {
        return name.equals("reconnect") ? 0 : 1; // seconds of which none may be spent
    }

    /**
     * What the file gives the option, as it would be typed. There is nothing where that is wrong, which is reported.
     *
     * @param map has the key
     * @param file to which paths are relative
     * @param home of the user
     */
    List<String> values(YamlMap map, Path file, Path home, Diagnostics problems) {
        Fields fields = new Fields(map, problems);
        return switch (kind()) {
            case TRUTH -> fields.flag(name).map(String::valueOf).stream().toList();
            case NUMBER ->
                map.get(name).flatMap(node -> number(node, fields)).stream().toList();
            case CHOICE ->
                fields.choice(name, choices(), choice -> choice).stream().toList();
            case TEXT ->
                (isList() ? fields.scalars(name) : fields.scalar(name).stream().toList())
                        .stream()
                                .flatMap(scalar -> text(scalar, file, home, fields).stream())
                                .toList();
        };
    }

    private Optional<String> number(YamlNode node, Fields fields) {
        return node instanceof YamlScalar scalar
                        && scalar.text().matches("0|[1-9][0-9]{0,8}")
                        && Integer.parseInt(scalar.text()) >= least()
                ? Optional.of(scalar.text())
                : fields.wrong(node, name, "is a whole number, " + least() + " or more", "such as " + name + ": 20");
    }

    private Optional<String> text(YamlScalar scalar, Path file, Path home, Fields fields) {
        if (scalar.value() == null || scalar.text().isEmpty() || scalar.text().contains("\0"))
            return fields.wrong(scalar, name, "has no value", "write one behind it, or leave the key out");
        return Optional.of(located(scalar.text(), file, home));
    }

    /** Paths are relative to the file, whatever the current folder is. */
    private String located(String text, Path file, Path home) {
        if (type() == Path.class) return path(text, file, home);
        return switch (name) {
            case "inventory" ->
                text.contains(",") && !Files.exists(file.resolveSibling(text)) ? text : path(text, file, home);
            case "vault-id" -> {
                String source = text.substring(text.indexOf('@') + 1);
                yield source.equals("prompt")
                        ? text
                        : text.substring(0, text.length() - source.length()) + path(source, file, home);
            }
            default -> text;
        };
    }

    private static String path(String text, Path file, Path home) {
        return (text.startsWith("~/") ? home.resolve(text.substring(2)) : file.resolveSibling(text)).toString();
    }

    /** What an editor knows of it. */
    Map<String, Object> schema() {
        Map<String, Object> shape = switch (kind()) {
            case TRUTH -> Map.of("type", "boolean");
            case NUMBER -> Map.of("type", "integer", "minimum", least());
            case CHOICE -> Map.of("enum", choices());
            case TEXT -> isList() ? SchemaParts.oneOrMore(SchemaParts.scalar()) : SchemaParts.scalar();
        };
        OptionSpec option = options.getFirst();
        return SchemaParts.described(
                shape, option.description()[0].replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue())));
    }

    /** The JSON Schema of configuration files. */
    static Map<String, Object> schema(CommandSpec root) {
        Map<String, Object> properties = new LinkedHashMap<>();
        of(root).forEach((name, key) -> properties.put(name, key.schema()));
        return SchemaParts.root("The configuration of Drydock", SchemaParts.closed(properties), Map.of());
    }
}
