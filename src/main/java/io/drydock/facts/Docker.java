package io.drydock.facts;

import java.util.Arrays;
import java.util.stream.Stream;

/** The Docker engine of the host. */
public record Docker(
        @Meaning("Whether an engine is installed; a client alone does not count")
        boolean installed,

        @Meaning("The engine's version: `24.0.5`; empty when there is none")
        String version,

        @Meaning("Whether it runs") boolean running,

        @Meaning("`systemd` or `cgroupfs`; empty when the engine does not answer")
        String cgroupDriver,

        @Meaning("`overlay2`, ...; empty when the engine does not answer")
        String storageDriver,

        @Meaning("Where it keeps its data, or would keep it")
        String dataRoot,

        @Meaning("Where it is as a snap; empty when it is none")
        String snap,

        @Meaning(
                "`containerd` where it keeps images in containerd's image store, `classic` where in its own; empty when it does not answer")
        String imageStore,

        @Meaning("What daemon.json has it filter packets with: `nftables`, `iptables`; empty where it does not say")
        String firewall,

        @Meaning(
                "Where it refuses the client of this host as too old: that client's API and the least; empty where not")
        String refusedClient) {
    static Docker of(RawFacts raw) {
        var answer = Stream.concat(Arrays.stream(raw.text("docker.info").split("\\|")), Stream.generate(() -> ""))
                .limit(5)
                .toList();
        return new Docker(
                raw.flag("docker.installed"),
                answer.getFirst().isEmpty() ? raw.version("docker.version") : answer.getFirst(),
                raw.flag("docker.running"),
                answer.get(1),
                answer.get(2),
                answer.get(3).isEmpty() ? DockerRoot.of(raw).path() : answer.get(3),
                raw.text("docker.snap"),
                store(answer.get(1), answer.get(4)),
                raw.text("docker.firewall"),
                raw.text("docker.refused_client"));
    }

    /** The status of containerd's snapshotters says what they are. An engine that does not answer has no driver of cgroups either. */
    private static String store(String cgroupDriver, String status) {
        if (cgroupDriver.isEmpty()) return "";
        return status.contains("io.containerd.snapshotter") ? "containerd" : "classic";
    }
}
