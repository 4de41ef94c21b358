package io.drydock.facts;

import io.drydock.diag.Labelled;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The control groups of the host. */
public record Cgroup(
        @Meaning(
                "By what is at /sys/fs/cgroup: `v1`, `v2`, `hybrid` (v1 controllers, and the v2 hierarchy beside them) or `none` mounted")
        Version version,

        @Meaning("Controllers the host has: of v2 those at its root, else those the kernel has enabled for v1")
        List<String> controllers,

        @Meaning("Where each v1 controller is mounted; `unified` is the v2 hierarchy, `systemd` systemd's own")
        Map<String, String> mounts,

        @Meaning(
                "Controllers that the kernel was built without for v1, each with the option it lacks: `memory=MEMCG_V1`")
        Map<String, String> notBuiltForV1) {
    public enum Version implements Labelled {
        V1,
        V2,
        HYBRID,
        NONE
    }

    private static final String ROOT = "/sys/fs/cgroup";
    private static final String KEPT_FROM_V1 = "cgroup_no_v1=";
    /** Kernel options that control groups v1 got of their own, with the release that brought each. */
    private static final Map<String, ForV1> FOR_V1 =
            Map.of("memory", new ForV1("MEMCG_V1", "6.11"), "cpuset", new ForV1("CPUSETS_V1", "6.12"));

    private record ForV1(String option, String since) {}

    public Cgroup {
        controllers = List.copyOf(controllers);
        mounts = Collections.unmodifiableMap(new LinkedHashMap<>(mounts));
        notBuiltForV1 = Collections.unmodifiableMap(new LinkedHashMap<>(notBuiltForV1));
    }

    static Cgroup of(RawFacts raw, KernelVersion kernel) {
        var mounts = raw.map("cgroup.mounts");
        var version = versionOf(mounts);
        var notBuilt = notBuiltForV1(raw.map("kernel.options"), kernel);
        var controllers = version == Version.V2
                ? raw.list("cgroup.v2")
                : raw.list("cgroup.v1").stream()
                        .filter(c -> !notBuilt.containsKey(c) && isLeftToV1(c, raw))
                        .toList();
        return new Cgroup(version, controllers, mounts, notBuilt);
    }

    /** The file system at /sys/fs/cgroup decides, as it does for Docker; single controllers of v1 may be mounted beside it. */
    private static Version versionOf(Map<String, String> mounts) {
        var unified = mounts.getOrDefault("unified", "");
        if (unified.equals(ROOT)) return Version.V2;
        if (!unified.isEmpty()) return Version.HYBRID;
        return mounts.keySet().stream().allMatch("systemd"::equals) ? Version.NONE : Version.V1;
    }

    private static Map<String, String> notBuiltForV1(Map<String, String> options, KernelVersion kernel) {
        var notBuilt = new TreeMap<String, String>();
        FOR_V1.forEach((controller, built) -> {
            if ("n".equals(options.get(built.option())) && kernel.compareTo(KernelVersion.parse(built.since())) >= 0)
                notBuilt.put(controller, built.option());
        });
        return notBuilt;
    }

    /** Whether the kernel was not told to keep the controller from v1. */
    private static boolean isLeftToV1(String controller, RawFacts raw) {
        var kept = Arrays.stream(raw.text("command_line").split("\\s+"))
                .filter(word -> word.startsWith(KEPT_FROM_V1))
                .flatMap(word ->
                        Arrays.stream(word.substring(KEPT_FROM_V1.length()).split(",")))
                .toList();
        return !kept.contains("all")
                && !kept.contains(controller)
                && !(controller.equals("blkio") && kept.contains("io"));
    }
}
