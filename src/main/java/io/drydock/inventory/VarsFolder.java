package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.vault.VaultKeyring;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A {@code group_vars} or {@code host_vars} folder. Of NAME, NAME.yml, NAME.yaml and NAME.json the first that is there is read; NAME may be a
 * folder of such files and folders, read in alphabetical order, later ones winning. Files of names that are in no inventory are not read.
 */
final class VarsFolder {
    private final Path folder;
    private final Set<String> files = new HashSet<>();
    private final Map<String, Map<String, YamlNode>> read = new HashMap<>();
    private final VaultKeyring keys;
    private final Diagnostics problems;
    private final Diagnostics misuse;
    private boolean incomplete;

    /** @param misuse takes what of the variables Drydock cannot obey */
    VarsFolder(Path folder, VaultKeyring keys, Diagnostics problems, Diagnostics misuse) {
        this.folder = folder;
        this.keys = keys;
        this.problems = problems;
        this.misuse = misuse;
        if (Files.isDirectory(folder))
            listed(() -> VarsFiles.list(folder, _ -> true, problems))
                    .forEach(path -> files.add(path.getFileName().toString()));
        else if (Files.exists(folder))
            problems.warn(
                    SourcePos.of(folder.toString()),
                    "this is no folder, and not read",
                    "put a file for each name in it");
    }

    /** Hosts of the same groups share the nodes. */
    Map<String, YamlNode> of(String name) {
        return read.computeIfAbsent(name, this::readAll);
    }

    private Map<String, YamlNode> readAll(String name) {
        List<Path> found = VarsFiles.ENDINGS.stream()
                .map(name::concat)
                .filter(files::contains)
                .map(folder::resolve)
                .toList();
        if (found.isEmpty()) return Map.of();
        found.stream()
                .skip(1)
                .forEach(other -> problems.warn(
                        SourcePos.of(other.toString()),
                        "not read, for " + found.getFirst() + " is there, as in Ansible",
                        Files.isDirectory(found.getFirst()) ? "move it into that folder" : "put both into one file"));
        Map<String, YamlNode> vars = new LinkedHashMap<>();
        read(found.getFirst(), vars);
        return vars;
    }

    private void read(Path path, Map<String, YamlNode> vars) {
        for (Path file : listed(() -> VarsFiles.in(path, problems))) {
            int before = problems.times();
            Optional<YamlNode> root = YamlReader.read(file, keys, problems);
            incomplete |= root.isEmpty() && problems.times() > before;
            root.ifPresent(r -> add(r, vars));
        }
    }

    /** What is missing of a list has been reported. */
    private List<Path> listed(Supplier<List<Path>> listing) {
        int before = problems.times();
        List<Path> found = listing.get();
        incomplete |= problems.times() > before;
        return found;
    }

    /** Whether a file that was asked for could not be read, and with it variables of unknown names. */
    boolean isIncomplete() {
        return incomplete;
    }

    private void add(YamlNode root, Map<String, YamlNode> vars) {
        YamlMap map = new YamlMap(
                root.pos(),
                Fields.entries(
                        root,
                        "a variables file must be a mapping",
                        "write each variable as \"name: value\"",
                        problems));
        KnownVars.check(map, misuse);
        Draft.put(vars, map);
    }
}
