package io.drydock.importer;

import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Older ways of naming a module: {@code action: copy src=a dest=b}, {@code local_action: ...}. */
record ActionForms() {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");

    YamlMap expanded(YamlMap task) {
        List<YamlMap.Entry> all = new ArrayList<>();
        for (YamlMap.Entry entry : task.entries()) {
            if (entry.key().equals("connection")) {
                connection(task, entry).ifPresent(all::add);
                continue;
            }
            boolean local = entry.key().equals("local_action");
            if (!local && !entry.key().equals("action")) {
                all.add(entry);
                continue;
            }
            all.add(module(entry));
            if (local)
                all.add(new YamlMap.Entry("delegate_to", entry.keyPos(), YamlScalar.of("localhost", entry.keyPos())));
        }
        return new YamlMap(task.pos(), all);
    }

    /** A task that says how its host is reached: by a connection to this machine it is for this machine. */
    private static Optional<YamlMap.Entry> connection(YamlMap task, YamlMap.Entry entry) {
        String how = entry.value() instanceof YamlScalar scalar ? Ansible.plain(scalar.text()) : "";
        if (Set.of("ssh", "smart", "paramiko").contains(how)) return Optional.empty();
        Optional<String> elsewhere = YamlTexts.of(task, "delegate_to");
        if (!how.equals("local")
                || elsewhere.filter(host -> !HERE.contains(host)).isPresent())
            throw new Refusal(
                    "connection",
                    "it belongs to the play or to the inventory, ansible_connection; for this machine write delegate_to: localhost");
        if (elsewhere.isPresent()) return Optional.empty();
        return Optional.of(
                new YamlMap.Entry("delegate_to", entry.keyPos(), YamlScalar.of("localhost", entry.keyPos())));
    }

    static YamlMap without(String key, YamlMap map) {
        return new YamlMap(
                map.pos(),
                map.entries().stream().filter(e -> !e.key().equals(key)).toList());
    }

    private static YamlMap.Entry module(YamlMap.Entry entry) {
        if (entry.value() instanceof YamlMap map) {
            String name =
                    YamlTexts.of(map, "module").orElseThrow(() -> new Refusal("action without a module", "name it"));
            return new YamlMap.Entry(name, entry.keyPos(), without("module", map));
        }
        if (!(entry.value() instanceof YamlScalar scalar))
            throw new Refusal("action that is a list", "name one module");
        String[] parts = scalar.text().strip().split("\\s+", 2);
        return new YamlMap.Entry(
                parts[0], entry.keyPos(), YamlScalar.of(parts.length > 1 ? parts[1] : "", scalar.pos()));
    }
}
