package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A {@code group_vars} or {@code host_vars} folder: NAME.yml, NAME.yaml, NAME, or a folder NAME of such files, read in
 * alphabetical order, later ones winning. Files of names that are in no inventory are not read.
 */
final class VarsFolder {
    private final Map<String, List<Path>> files = new HashMap<>();
    private final Map<String, Map<String, YamlNode>> read = new HashMap<>();
    private final VaultKeyring keys;
    private final Diagnostics problems;
    private boolean incomplete;

    VarsFolder(Path folder, VaultKeyring keys, Diagnostics problems) {
        this.keys = keys;
        this.problems = problems;
        if (Files.isDirectory(folder)) {
            list(folder, path -> true).forEach(path -> files.merge(name(path), List.of(path), VarsFolder::both));
        }
    }

    private static List<Path> both(List<Path> one, List<Path> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static String name(Path path) {
        String name = path.getFileName().toString();
        return Files.isDirectory(path) ? name : name.replaceFirst("\\.(yml|yaml|json)$", "");
    }

    /** Hosts of the same groups share the nodes. */
    Map<String, YamlNode> of(String name) {
        return read.computeIfAbsent(name, this::readAll);
    }

    private Map<String, YamlNode> readAll(String name) {
        List<Path> found = files.getOrDefault(name, List.of());
        if (found.isEmpty()) {
            return Map.of();
        }
        Map<String, YamlNode> vars = new LinkedHashMap<>();
        found.forEach(path -> read(path, vars));
        return vars;
    }

    private void read(Path path, Map<String, YamlNode> vars) {
        if (Files.isDirectory(path)) {
            list(path, VarsFolder::isVarsFile).forEach(file -> read(file, vars));
        } else {
            int before = problems.times();
            Optional<YamlNode> root = YamlReader.read(path, keys, problems);
            incomplete |= root.isEmpty() && problems.times() > before;
            root.ifPresent(r -> add(r, vars));
        }
    }

    /** Whether a file that was asked for could not be read, and with it variables of unknown names. */
    boolean isIncomplete() {
        return incomplete;
    }

    private static boolean isVarsFile(Path path) {
        return Files.isDirectory(path) || path.getFileName().toString().matches("[^.]*[^.~]|.*\\.(yml|yaml|json)");
    }

    private void add(YamlNode root, Map<String, YamlNode> vars) {
        YamlMap map = new YamlMap(
                root.pos(),
                Fields.entries(
                        root,
                        "a variables file must be a mapping",
                        "write each variable as \"name: value\"",
                        problems));
        KnownVars.check(map, problems);
        Draft.put(vars, map);
    }

    private List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !path.getFileName().toString().startsWith("."))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            incomplete = true;
            problems.error(SourcePos.of(folder.toString()), "cannot be listed: " + e.getMessage(), "");
            return List.of();
        }
    }
}
