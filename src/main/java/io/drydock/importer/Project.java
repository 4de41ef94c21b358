package io.drydock.importer;

import io.drydock.diag.Diagnostics;
import io.drydock.importer.ProjectFile.Kind;
import io.drydock.playbook.Keywords;
import io.drydock.yaml.TextFile;
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
import java.util.Objects;
import java.util.Set;
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
            Kind.LATE_VARIABLES,
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
            Kind.LATE_VARIABLES,
            "vars",
            Kind.LATE_VARIABLES,
            "meta",
            Kind.META,
            "templates",
            Kind.TEMPLATE,
            "files",
            Kind.COPY);

    /** Folders of roles that hold what tries them. */
    private static final Set<String> TRIED_BY = Set.of("molecule", "tests", "test");

    private final Path root;
    private final Path output;
    private final Map<Path, Kind> files = new LinkedHashMap<>();
    /** Where the folders of roles, and of what else is beside them, go that are not in the playbook's. */
    private final Map<Path, Path> elsewhere = new LinkedHashMap<>();
    /** Roles by their names, of which the first one of a name counts. */
    private final Set<Path> found = new HashSet<>();

    /** @param output a folder that is not looked into */
    Project(Path root, Path output) {
        this.root = root;
        this.output = output;
    }

    List<ProjectFile> files(Path playbook) throws IOException {
        playbook(playbook);
        for (Map.Entry<String, Kind> folder : FOLDERS.entrySet())
            folder(root.resolve(folder.getKey()), folder.getValue());
        inventories(root);
        for (Path folder : new RoleFolders(root).all()) roles(folder, folder);
        Path parent = root.getParent();
        if (parent != null && elsewhere.containsKey(parent.resolve("roles"))) ofParent(parent);
        return files.entrySet().stream()
                .map(e -> new ProjectFile(e.getKey(), target(e.getKey()), e.getValue()))
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .toList();
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
            if (Files.isRegularFile(path) && path.startsWith(root)) files.putIfAbsent(path, Kind.LATE_VARIABLES);
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
    private static @org.jspecify.annotations.Nullable YamlNode parsed(Path file) {
        return TextFile.text(file, new Diagnostics())
                .flatMap(text -> YamlReader.readClosed(file.toString(), text, new Diagnostics()))
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
        boolean yaml = name.endsWith(".yml")
                || name.endsWith(".yaml")
                || (kind == Kind.VARIABLES || kind == Kind.LATE_VARIABLES) && !name.contains(".");
        if (kind == Kind.META && !name.startsWith("main."))
            return false; // such as argument_specs.yml, which is not read here
        return kind == Kind.TEMPLATE || kind == Kind.COPY || yaml;
    }

    /** Inventories that are read here as they are: those of INI are copied. */
    private void inventories(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                boolean named = name.matches("(hosts|inventory)([.-].*)?") || name.endsWith(".ini");
                if (named && (folder.equals(root) || !Files.exists(root.resolve(name))))
                    files.putIfAbsent(file, name.matches(".*\\.ya?ml") ? Kind.INVENTORY : Kind.COPY);
            }
        }
    }

    /**
     * The roles of a folder and of those in it that are none themselves, such as {@code container/docker}.
     *
     * @param all the folder of all of them
     */
    private void roles(Path folder, Path all) throws IOException {
        if (!Files.isDirectory(folder) || folder.equals(output)) return;
        if (!all.equals(root.resolve("roles"))) elsewhere.put(all, root.resolve("roles"));
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path role : inside.filter(Files::isDirectory).sorted().toList()) {
                if (role.equals(output) || isBeside(role, folder.equals(all))) continue;
                boolean isRole = OF_ROLES.keySet().stream().anyMatch(p -> Files.isDirectory(role.resolve(p)));
                if (isRole && found.add(all.relativize(role)))
                    for (Map.Entry<String, Kind> part : OF_ROLES.entrySet())
                        folder(role.resolve(part.getKey()), part.getValue());
                if (!isRole || hasRoles(role)) roles(role, all);
            }
        }
    }

    /** What is no role, whatever is in it. A link may lead to a folder around it. */
    private static boolean isBeside(Path folder, boolean isOfRoles) {
        String name = folder.getFileName().toString();
        return name.startsWith(".") || Files.isSymbolicLink(folder) || !isOfRoles && TRIED_BY.contains(name);
    }

    /** Whether there are roles in the folder of a role. */
    private static boolean hasRoles(Path role) throws IOException {
        try (Stream<Path> inside = Files.list(role)) {
            return inside.filter(f -> !OF_ROLES.containsKey(f.getFileName().toString()))
                    .anyMatch(f -> Files.isDirectory(f.resolve("tasks")));
        }
    }

    /** A playbook in a folder of its own has its inventories, and their variables, beside that. */
    private void ofParent(Path parent) throws IOException {
        for (String name : List.of("group_vars", "host_vars", "inventory", "inventories")) {
            if (!Files.isDirectory(parent.resolve(name)) || Files.isDirectory(root.resolve(name))) continue;
            elsewhere.put(parent.resolve(name), root.resolve(name));
            folder(parent.resolve(name), Objects.requireNonNull(FOLDERS.get(name)));
        }
        elsewhere.put(parent, root);
        inventories(parent);
    }

    /** Where it goes, which is where it is, as the playbook sees it. */
    private Path target(Path file) {
        return elsewhere.entrySet().stream()
                .filter(e -> file.startsWith(e.getKey()))
                .filter(e -> !(root.startsWith(e.getKey()) && file.startsWith(root)))
                .map(e -> root.relativize(e.getValue().resolve(e.getKey().relativize(file))))
                .findFirst()
                .orElseGet(() -> root.relativize(file));
    }
}
