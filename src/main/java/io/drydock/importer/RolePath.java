package io.drydock.importer;

import io.drydock.ansible.AnsibleWords;
import io.drydock.playbook.Keywords;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Ansible looks for the roles of a playbook besides beside it.
 *
 * @param root the folder of the playbook
 */
record RolePath(Path root) {
    private static final Pattern SETTING = Pattern.compile("(?m)^roles_path\\s*[=:]\\s*(.*?)\\s*(\\s[;#].*)?$");

    /** The folders, the first to be looked into first: those of ansible.cfg, and those of a collection, whose playbooks stand beside its roles. */
    List<Path> folders() throws IOException {
        List<Path> all = new ArrayList<>();
        Optional<Path> settings = settings();
        if (settings.isPresent()) {
            Matcher paths = SETTING.matcher(Files.readString(settings.get()));
            if (paths.find())
                Arrays.stream(paths.group(1).split(":"))
                        .map(path -> path.replaceFirst("^~(?=/)", System.getProperty("user.home")))
                        .filter(path -> !path.isBlank() && !path.contains("$"))
                        .forEach(path -> all.add(settings.get().resolveSibling(path.strip())));
        }
        if (root.endsWith("playbooks")) all.add(root.resolveSibling("roles"));
        return all.stream()
                .map(Path::normalize)
                .filter(Files::isDirectory)
                .distinct()
                .toList();
    }

    /** The nearest ansible.cfg above the playbook: it is read where ansible-playbook is started, which is one of these folders. */
    private Optional<Path> settings() {
        return Stream.iterate(Optional.of(root), Optional::isPresent, f -> f.map(Path::getParent))
                .map(folder -> folder.orElseThrow().resolve("ansible.cfg"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The names of the roles that a playbook, tasks, or the dependencies of a role name. */
    static void collect(YamlNode node, Set<String> names) {
        if (node instanceof YamlList list) list.items().forEach(item -> collect(item, names));
        if (!(node instanceof YamlMap map)) return;
        for (YamlMap.Entry entry : map.entries()) {
            if (Keywords.roles().contains(Ansible.plain(entry.key()))) name(entry.value(), names);
            else if (Set.of("roles", "dependencies").contains(entry.key()) && entry.value() instanceof YamlList roles)
                roles.items().forEach(role -> name(role, names));
            else collect(entry.value(), names);
        }
    }

    private static void name(YamlNode role, Set<String> names) {
        YamlTexts.all(
                        role instanceof YamlMap map
                                ? map.get("role").or(() -> map.get("name")).orElse(role)
                                : role)
                .stream()
                .map(AnsibleWords::plain)
                .filter(text -> text.matches("[\\w./-]+"))
                .forEach(names::add);
    }
}
