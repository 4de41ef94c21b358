package io.drydock.importer;

import io.drydock.diag.Diagnostics;
import io.drydock.yaml.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders in which roles are: beside the playbook, where roles_path of an ansible.cfg says within the project, beside a folder of
 * playbooks, and in collections.
 *
 * @param root the playbook's folder
 */
record RoleFolders(Path root) {
    private static final Pattern SAID = Pattern.compile("(?m)^\\s*roles_path\\s*[=:]\\s*(.*)$");
    private static final Pattern IN_ROLE = Pattern.compile("(.*)/(?:tasks|handlers|templates)/.*");
    private static final String COLLECTIONS = "collections/ansible_collections";

    /** The folder of the role that a file belongs to; empty where it is in none. */
    static Optional<Path> role(Path file) {
        return Optional.of(IN_ROLE.matcher(file.toString()))
                .filter(Matcher::matches)
                .map(matcher -> Path.of(matcher.group(1)));
    }

    List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>(List.of(root.resolve("roles")));
        boolean isWhole = isProject(root) || Files.isDirectory(root.resolve("roles"));
        Optional<Path> parent = Optional.ofNullable(root.getParent()).filter(_ -> !isWhole);
        for (Path base : parent.map(p -> List.of(root, p)).orElse(List.of(root))) {
            Path settings = base.resolve("ansible.cfg");
            if (Files.isRegularFile(settings))
                TextFile.text(settings, new Diagnostics())
                        .ifPresent(text -> said(text, base).forEach(all::add));
            if (isProject(base)) all.add(base.resolve("roles"));
            all.addAll(ofCollections(base.resolve(COLLECTIONS)));
        }
        Path outermost = parent.filter(RoleFolders::isProject).orElse(root);
        return all.stream()
                .filter(f -> Files.isDirectory(f) && f.startsWith(outermost))
                .distinct()
                .toList();
    }

    /** Whether it is a folder in which people begin Ansible. */
    private static boolean isProject(Path folder) {
        return Stream.of("ansible.cfg", "galaxy.yml").anyMatch(f -> Files.isRegularFile(folder.resolve(f)));
    }

    private static Stream<Path> said(String settings, Path base) {
        Matcher said = SAID.matcher(settings);
        if (!said.find()) return Stream.empty();
        return Stream.of(said.group(1).strip().split(":"))
                .filter(path -> !path.isBlank() && !path.contains("$") && !path.contains("~"))
                .map(path -> base.resolve(path.strip()).normalize());
    }

    private static List<Path> ofCollections(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> all = Files.walk(folder, 3)) {
            return all.filter(f -> f.endsWith("roles") && Files.isDirectory(f))
                    .sorted()
                    .toList();
        }
    }
}
