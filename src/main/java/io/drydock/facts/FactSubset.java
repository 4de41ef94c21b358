package io.drydock.facts;

import io.drydock.diag.Labelled;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Facts that are gathered only where they are asked for, as they are long or slow to tell. facts_more.sh reports each of them. */
public enum FactSubset implements Labelled {
    PACKAGES(
            "map",
            "What is installed: by the package's name a list, as Ansible's package_facts has it, each with `version`, `release` (rpm, apk, pacman), "
                    + "`epoch`, `arch` and `source` (`apt`, `rpm`, `apk`, `pacman`)"),
    SERVICES(
            "map",
            "By the service's name (of systemd with its ending: `nginx.service`): `state` (`running`, `stopped`, `failed`, `unknown`), `status` "
                    + "(`enabled`, `disabled`, `static`, `masked`, ...; of System V and OpenRC `enabled` or `disabled`) and `source` (`systemd`, `openrc`, `sysv`)"),
    MOUNTS(
            "list",
            "What is mounted, each with `mount`, `device`, `fstype`, `options`, and of local file systems `size_total` and `size_available` in bytes "
                    + "(else 0)"),
    NETWORK("map", "Interfaces and addresses, see below"),
    USERS(
            "map",
            "By the user's name: `uid`, `gid`, `gecos`, `home` and `shell`; those that a directory adds (NSS) too"),
    GROUPS("map", "By the group's name: `gid` and `members`");

    private final String type;
    private final String meaning;

    FactSubset(String type, String meaning) {
        this.type = type;
        this.meaning = meaning;
    }

    /** As the documentation has them, with the parts of {@link Network}. */
    public static List<FactDoc> describe() {
        return Arrays.stream(values())
                .flatMap(subset -> subset == NETWORK
                        ? FactTree.describe(Network.class, "network.").stream()
                        : Stream.of(subset.doc()))
                .toList();
    }

    /** Those of these names; empty where one is none. */
    public static Optional<Set<FactSubset>> named(List<String> names) {
        Set<FactSubset> found = names.stream()
                .flatMap(name -> Labelled.of(FactSubset.class, name.strip().toLowerCase(Locale.ROOT)).stream())
                .collect(Collectors.toSet());
        return found.size() < Set.copyOf(names).size() ? Optional.empty() : Optional.of(found);
    }

    /** Whether it was asked for: the host reports it then, if only as an empty table. */
    private boolean isReported(RawFacts raw) {
        return raw.has("more." + label());
    }

    /** What has been gathered of them, by their names. */
    static Map<String, Object> data(RawFacts raw) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (FactSubset subset : values()) if (subset.isReported(raw)) data.put(subset.label(), subset.of(raw));
        return Collections.unmodifiableMap(data);
    }

    private Object of(RawFacts raw) {
        String text = raw.rows("more." + label());
        return switch (this) {
            case PACKAGES -> new RowMap(text, FactSubset::packages);
            case SERVICES -> new RowMap(text, rows -> named(rows.getFirst(), "state", "status", "source"));
            case MOUNTS -> text.lines().map(FactSubset::mount).toList();
            case NETWORK -> FactTree.data(Network.of(text));
            case USERS -> new RowMap(text, rows -> user(rows.getFirst()));
            case GROUPS -> new RowMap(text, rows -> group(rows.getFirst()));
        };
    }

    /** Every fact of every subset with {@code leaf} for its value. */
    static Map<String, Object> shape(Function<FactDoc, Object> leaf) {
        Map<String, Object> shape = new LinkedHashMap<>();
        for (FactSubset subset : values())
            shape.put(
                    subset.label(),
                    subset == NETWORK ? FactTree.shape(Network.class, "network.", leaf) : leaf.apply(subset.doc()));
        return shape;
    }

    private FactDoc doc() {
        return new FactDoc(label(), type, List.of(), meaning);
    }

    private static List<Map<String, Object>> packages(List<String[]> rows) {
        return rows.stream()
                .map(row -> named(row, "version", "release", "epoch", "arch", "source"))
                .toList();
    }

    /** The columns after the first by these names. */
    private static Map<String, Object> named(String[] row, String... names) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", row[0]);
        for (int i = 0; i < names.length; i++) data.put(names[i], RowMap.column(row, i + 1));
        return Collections.unmodifiableMap(data);
    }

    private static Map<String, Object> mount(String line) {
        String[] row = line.split("\t", -1);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mount", row[0]);
        data.put("device", RowMap.column(row, 1));
        data.put("fstype", RowMap.column(row, 2));
        data.put("options", RowMap.column(row, 3));
        data.put("size_total", RawFacts.numberIn(RowMap.column(row, 4)) * 1024);
        data.put("size_available", RawFacts.numberIn(RowMap.column(row, 5)) * 1024);
        return Collections.unmodifiableMap(data);
    }

    private static Map<String, Object> user(String[] row) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("uid", RawFacts.numberIn(RowMap.column(row, 2)));
        data.put("gid", RawFacts.numberIn(RowMap.column(row, 3)));
        data.put("gecos", RowMap.column(row, 4));
        data.put("home", RowMap.column(row, 5));
        data.put("shell", RowMap.column(row, 6));
        return Collections.unmodifiableMap(data);
    }

    private static Map<String, Object> group(String[] row) {
        List<String> members = Arrays.stream(RowMap.column(row, 3).split(","))
                .filter(member -> !member.isEmpty())
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("gid", RawFacts.numberIn(RowMap.column(row, 2)));
        data.put("members", members);
        return Collections.unmodifiableMap(data);
    }
}
