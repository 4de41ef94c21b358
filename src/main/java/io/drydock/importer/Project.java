package io.drydock.importer;

import io.drydock.diag.Diagnostics;
import io.drydock.importer.ProjectFile.Kind;
import io.drydock.playbook.Keywords;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlReader;
import io.drydock.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files that a playbook needs, in its folder and below it. */
final class Project {
    /** Folders beside playbooks that hold what tasks name. */
    private static final Map<String, Kind> FOLDERS = Map.of(
            "group_vars",
            Kind.VARIABLES,
            "host_vars",
            Kind.VARIABLES,
            "vars",
            Kind.VARIABLES,
            "tasks",
            Kind.TASKS,
            "handlers",
            Kind.TASKS,
            "templates",
            Kind.TEMPLATE,
            "files",
            Kind.COPY,
            "inventory",
            Kind.INVENTORY,
            "inventories",
            Kind.INVENTORY);

    private static final Map<String, Kind> OF_ROLES = Map.of(
            "tasks",
            Kind.TASKS,
            "handlers",
            Kind.TASKS,
            "defaults",
            Kind.VARIABLES,
            "vars",
            Kind.VARIABLES,
            "meta",
            Kind.META,
            "templates",
            Kind.TEMPLATE,
            "files",
            Kind.COPY);

    /** Folders of roles that hold what tries them. */
    private static final Set<String> TRIED_BY = Set.of("molecule", "tests", "test");

    private static final Set<Kind> NAMING = Set.of(Kind.PLAYBOOK, Kind.TASKS, Kind.META);

    private final Path root;
    private final Path output;
    private final Map<Path, Kind> files = new LinkedHashMap<>();
    /** Roles that are not beside the playbook, and where they are put. */
    private final Map<Path, Path> elsewhere = new LinkedHashMap<>();

    /** @param output a folder that is not looked into */
    Project(Path root, Path output) {
        this.root = root;
        this.output = output;
    }

    List<ProjectFile> files(Path playbook) throws IOException {
        playbook(playbook);
        for (Map.Entry<String, Kind> folder : FOLDERS.entrySet())
            folder(root.resolve(folder.getKey()), folder.getValue());
        inventories();
        role(root.resolve("roles"), root.resolve("roles"));
        rolesElsewhere();
        return files.entrySet().stream()
                .map(e -> new ProjectFile(e.getKey(), e.getValue(), target(e.getKey())))
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .toList();
    }

    /** Where a file is put: as it is below the playbook's folder; a role from elsewhere among those beside the playbook. */
    private Path target(Path file) {
        return elsewhere.entrySet().stream()
                .filter(role -> file.startsWith(role.getKey()))
                .findFirst()
                .map(role -> role.getValue().resolve(role.getKey().relativize(file)))
                .orElseGet(() -> root.relativize(file));
    }

    private void playbook(Path file) throws IOException {
        if (!Files.isRegularFile(file) || files.putIfAbsent(file, Kind.PLAYBOOK) != null) return;
        if (!(parsed(file) instanceof YamlList plays)) return;
        for (YamlNode play : plays.items()) {
            if (!(play instanceof YamlMap map)) continue;
            for (YamlMap.Entry entry : map.entries()) {
                boolean playbook = Ansible.plain(entry.key()).equals("import_playbook")
                        || entry.key().equals("include");
                if (playbook && entry.value() instanceof YamlScalar name)
                    playbook(file.resolveSibling(name.text()).normalize());
                if (entry.key().equals("vars_files")) variables(entry.value(), file);
            }
            included(map, file);
        }
    }

    private void variables(YamlNode names, Path file) {
        for (String name : YamlTexts.all(names)) {
            Path path = file.resolveSibling(name).normalize();
            if (Files.isRegularFile(path) && path.startsWith(root)) files.putIfAbsent(path, Kind.VARIABLES);
        }
    }

    /** Files of tasks beside playbooks. */
    private void included(YamlNode node, Path file) throws IOException {
        if (node instanceof YamlList list) {
            for (YamlNode item : list.items()) included(item, file);
        } else if (node instanceof YamlMap map) {
            for (YamlMap.Entry entry : map.entries()) {
                if (Keywords.includes().contains(Ansible.plain(entry.key()))) tasks(entry.value(), file);
                else if (entry.value() instanceof YamlList) included(entry.value(), file);
            }
        }
    }

    private void tasks(YamlNode given, Path file) throws IOException {
        for (String text : YamlTexts.all(given))
            for (Path path : named(text.replaceFirst("^file=", ""), file)) {
                if (!path.startsWith(root) || files.putIfAbsent(path, Kind.TASKS) != null) continue;
                YamlNode tasks = parsed(path);
                if (tasks != null) included(tasks, path);
            }
    }

    /** The file of that name; where there are braces in it, those that it may be. */
    private static List<Path> named(String name, Path file) throws IOException {
        if (!Ansible.isTemplate(name))
            return Stream.of(file.resolveSibling(name).normalize())
                    .filter(Files::isRegularFile)
                    .toList();
        String pattern = "\\Q" + name.replaceAll("\\{\\{.*?\\}\\}", "\\\\E[^/]*\\\\Q") + "\\E";
        Path folder = file.resolveSibling(name.contains("/") ? name.replaceFirst("[^/]*$", "") : "")
                .normalize();
        if (Ansible.isTemplate(folder.toString()) || !Files.isDirectory(folder)) return List.of();
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(f ->
                            file.resolveSibling("").relativize(f).toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    /** What cannot be read is reported when it is converted. */
    private static @org.jspecify.annotations.Nullable YamlNode parsed(Path file) throws IOException {
        return YamlReader.readClosed(file.toString(), Files.readString(file), new Diagnostics())
                .orElse(null);
    }

    private void folder(Path folder, Kind kind) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList())
                files.putIfAbsent(file, isRead(file, kind) ? kind : Kind.COPY);
        }
    }

    private static boolean isRead(Path file, Kind kind) {
        String name = file.getFileName().toString();
        boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml") || kind == Kind.VARIABLES && !name.contains(".");
        if (kind == Kind.META && !name.startsWith("main."))
            return false; // such as argument_specs.yml, which is not read here
        return kind == Kind.TEMPLATE || kind == Kind.COPY || yaml;
    }

    /** Inventories that are read here as they are: those of INI are copied. */
    private void inventories() throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                boolean named = name.matches("(hosts|inventory)([.-].*)?") || name.endsWith(".ini");
                if (named) files.putIfAbsent(file, name.matches(".*\\.ya?ml") ? Kind.INVENTORY : Kind.COPY);
            }
        }
    }

    /** A role, or a folder of roles, which may itself be one. */
    private void role(Path folder, Path roles) throws IOException {
        if (!Files.isDirectory(folder) || folder.equals(output)) return;
        if (!folder.equals(roles))
            for (Map.Entry<String, Kind> part : OF_ROLES.entrySet())
                folder(folder.resolve(part.getKey()), part.getValue());
        try (Stream<Path> all = Files.list(folder)) {
            for (Path inner : all.filter(Files::isDirectory)
                    .filter(f -> folder.equals(roles) || mayBeRole(f))
                    .sorted()
                    .toList()) role(inner, roles);
        }
    }

    /** A link is none: it may lead to a folder around it. */
    private static boolean mayBeRole(Path folder) {
        String name = folder.getFileName().toString();
        return !OF_ROLES.containsKey(name)
                && !TRIED_BY.contains(name)
                && !name.startsWith(".")
                && !Files.isSymbolicLink(folder);
    }

    /** Roles that are named and not beside the playbook, from where Ansible looks for them; those that they name, too. */
    private void rolesElsewhere() throws IOException {
        List<Path> searched = new RolePath(root).folders();
        Set<Path> seen = new HashSet<>();
        for (boolean more = !searched.isEmpty(); more; ) {
            Set<String> named = new TreeSet<>();
            for (Map.Entry<Path, Kind> file : List.copyOf(files.entrySet()))
                if (NAMING.contains(file.getValue()) && seen.add(file.getKey())) {
                    YamlNode node = parsed(file.getKey());
                    if (node != null) RolePath.collect(node, named);
                }
            more = false;
            for (String name : named) more |= roleElsewhere(name, searched);
        }
    }

    private boolean roleElsewhere(String name, List<Path> searched) throws IOException {
        Path here = root.resolve("roles").resolve(name).normalize();
        if (Files.isDirectory(here) || elsewhere.containsValue(root.relativize(here))) return false;
        Optional<Path> found = searched.stream()
                .map(folder -> folder.resolve(name).normalize())
                .filter(Files::isDirectory)
                .findFirst();
        if (found.isEmpty()) return false;
        elsewhere.put(found.get(), root.relativize(here));
        role(found.get(), root.resolve("roles"));
        return true;
    }
}
