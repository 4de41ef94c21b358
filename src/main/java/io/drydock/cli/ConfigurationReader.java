package io.drydock.cli;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Secret;
import io.drydock.diag.Suggestion;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlMap.Entry;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Reads configuration files, and reports all that is wrong with them.
 *
 * @param root has all commands
 * @param home of the user, for paths that begin with ~
 */
record ConfigurationReader(CommandSpec root, Path home, Diagnostics problems) {
    private static final String SECRET =
            "a secret has no key: name the file that has it, by connection-password-file, become-password-file or vault-password-file";

    /** What the file gives each option, as it would be typed. */
    Map<String, List<String>> read(Path file) {
        Optional<YamlNode> node = YamlReader.read(file, problems);
        if (node.isEmpty()) return Map.of();
        List<Entry> entries = Fields.entries(
                node.get(),
                "a configuration file is a map of options",
                "write each as \"name: value\"; a playbook needs another name than drydock.yml",
                problems);
        Map<String, ConfigurationKey> keys = ConfigurationKey.of(root);
        Map<String, List<String>> values = new HashMap<>();
        for (Entry entry : entries) {
            Optional<ConfigurationKey> key = Optional.ofNullable(keys.get(entry.key()));
            key.ifPresentOrElse(
                    k -> values.put(entry.key(), k.values((YamlMap) node.get(), file, home, problems)),
                    () -> refuse(entry));
        }
        return values;
    }

    private void refuse(Entry entry) {
        String name = entry.key().replace('_', '-');
        Optional<OptionSpec> option = option(root, "--" + name);
        if (option.isPresent() && !ConfigurationKey.TAKEN.contains(ConfigurationKey.name(option.get()))) {
            problems.error(
                    entry.keyPos(),
                    "\"" + entry.key() + "\" cannot stand in a configuration file",
                    "type --" + name + " with each command that is to have it");
            return;
        }
        String remedy = option.map(o -> "write " + ConfigurationKey.name(o))
                .or(() -> Optional.of(SECRET).filter(_ -> Secret.isName(entry.key())))
                .or(() -> AnsibleWords.remedy(AnsibleWords.Place.CONFIGURATION, entry.key()))
                .orElseGet(() -> Suggestion.didYouMean(name, ConfigurationKey.TAKEN));
        Fields.unknown(entry, "the configuration", remedy, problems);
    }

    private static Optional<OptionSpec> option(CommandSpec command, String name) {
        return Optional.ofNullable(command.findOption(name))
                .or(() -> command.subcommands().values().stream()
                        .flatMap(c -> option(c.getCommandSpec(), name).stream())
                        .findFirst());
    }
}
