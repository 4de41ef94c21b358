package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hosts to check a converted playbook with. */
final class ImportedHosts {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]*");

    private static final String INVENTORY = "(hosts|inventory)([.-].*)?|.*\\.ini";

    private static final Set<String> VARIABLES = Set.of("group_vars", "host_vars");

    private ImportedHosts() {}

    /** The inventories beside it; where there are none, one in which every group of the playbook is a host. */
    static List<String> sources(Path folder, Path playbook) {
        List<String> beside = beside(folder);
        if (!beside.isEmpty()) return beside;
        Set<String> names = new TreeSet<>(Set.of("host1"));
        YamlReader.read(playbook, new Diagnostics()).ifPresent(node -> collect(node, names));
        names.remove("all");
        return List.of(String.join(",", names) + ",");
    }

    /** The same inventories, and a host of no group. */
    static List<String> withOne(List<String> sources) {
        return Stream.concat(sources.stream(), Stream.of("host1,")).toList();
    }

    private static List<String> beside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(INVENTORY + "|inventories"))
                    .map(ImportedHosts::inner)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Of a folder that holds nothing but folders each is an inventory, with variables of its own: the first of them, by its file. */
    private static Path inner(Path inventory) {
        if (!Files.isDirectory(inventory)) return inventory;
        List<Path> inside = inside(inventory);
        boolean nested = inside.stream()
                .allMatch(f -> Files.isDirectory(f)
                        && !VARIABLES.contains(f.getFileName().toString()));
        if (!nested || inside.isEmpty()) return inventory;
        Path first = inside.getFirst();
        return inside(first).stream()
                .filter(f ->
                        Files.isRegularFile(f) && f.getFileName().toString().matches(INVENTORY))
                .findFirst()
                .orElse(first);
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void collect(YamlNode playbook, Set<String> names) {
        if (!(playbook instanceof YamlList plays)) return;
        for (YamlNode play : plays.items()) {
            if (!(play instanceof YamlMap map) || map.get("hosts").isEmpty()) continue;
            List<YamlNode> hosts = new ArrayList<>();
            if (map.get("hosts").get() instanceof YamlList list) hosts.addAll(list.items());
            else hosts.add(map.get("hosts").get());
            for (YamlNode one : hosts)
                if (one instanceof YamlScalar scalar && !scalar.text().contains("{"))
                    NAME.matcher(scalar.text()).results().forEach(m -> names.add(m.group()));
        }
    }
}
