package io.drydock.assess;

import io.drydock.assess.OptionNeed.Group;
import io.drydock.facts.DockerRoot;
import io.drydock.facts.Facts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Some storage driver can work on the file system under the data root. */
record StorageRule(Needs needs, Policy policy, KernelRemedy remedy) implements Rule {
    private static final String SUBJECT = "storage";
    /** The file systems on which overlay2 is tested. */
    private static final Set<String> FOR_OVERLAY = Set.of("ext4", "xfs");
    /** File systems that the kernel refuses below an overlay, or whose files lack what an overlay needs; the engine does not start with overlay2 there. */
    private static final Set<String> NOT_FOR_OVERLAY = Set.of(
            "aufs",
            "ecryptfs",
            "overlay",
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "vfat",
            "msdos",
            "exfat",
            "ntfs",
            "ntfs3",
            "fuseblk",
            "iso9660",
            "squashfs",
            "erofs",
            "ramfs",
            "9p",
            "virtiofs",
            "ceph",
            "glusterfs",
            "fuse.glusterfs");
    /** The drivers that a running engine may name; the containerd image store calls overlay2 overlayfs. */
    private static final Set<String> GOOD = Set.of("overlay2", "overlayfs", "btrfs", "zfs", "fuse-overlayfs");

    /** The driver this host would have, or empty. */
    static String driver(Facts facts) {
        var running = facts.docker().storageDriver();
        if (GOOD.contains(running)) return running;
        return switch (facts.dockerRoot().filesystem()) {
            case "" -> "";
            case "btrfs" -> "btrfs";
            case "zfs" -> "zfs";
            default -> takesOverlay(facts) ? "overlay2" : "";
        };
    }

    private static boolean takesOverlay(Facts facts) {
        return !NOT_FOR_OVERLAY.contains(facts.dockerRoot().filesystem())
                && !facts.dockerRoot().ftype().equals("0");
    }

    @Override
    public List<Finding> judge(Observed host) {
        var facts = host.facts();
        var root = facts.dockerRoot();
        if (GOOD.contains(facts.docker().storageDriver())) return List.of();
        return switch (root.filesystem()) {
            case "" ->
                List.of(Finding.warning(
                        SUBJECT, "the file system under " + root.path() + " is not known", Remedy.none()));
            case "zfs" -> List.of();
            case "btrfs" ->
                missing(host, "btrfs", "btrfs").isEmpty() ? List.of() : List.of(without(host, "btrfs", "btrfs"));
            default ->
                NOT_FOR_OVERLAY.contains(root.filesystem())
                        ? List.of(elsewhere(facts, "is on " + root.filesystem()))
                        : overlay(host);
        };
    }

    private List<Finding> overlay(Observed host) {
        var facts = host.facts();
        if (facts.dockerRoot().ftype().equals("0")) return List.of(elsewhere(facts, "is on xfs made with ftype=0"));
        if (!missing(host, "overlay2", "overlay").isEmpty()) return List.of(without(host, "overlay2", "overlay"));
        var least = policy.minimumFor("overlay2", facts).orElse("");
        if (Policy.atLeast(facts.kernel().release(), least))
            return Stream.concat(untested(facts.dockerRoot()).stream(), images(facts).stream())
                    .toList();
        var reason = facts.kernel().release() + " runs; overlay2 needs " + least + " or newer";
        return List.of(KernelRule.remedied(
                needs, host, reason, least, "kernel_policy: {storage_driver: overlay2, install: true}"));
    }

    private static List<Finding> untested(DockerRoot root) {
        if (FOR_OVERLAY.contains(root.filesystem())) return List.of();
        return List.of(Finding.warning(
                SUBJECT,
                root.path() + " is on " + root.filesystem()
                        + ": overlay2 takes it where it has what an overlay needs, and Docker tests "
                        + "ext4 and xfs only",
                Remedy.advice("docker_verify, the last task of site.yml, proves that containers run there")));
    }

    /** Images of an engine that is still to come are in containerd's root, from Docker 29 on. */
    private static Optional<Finding> images(Facts facts) {
        var root = facts.containerdRoot();
        if (facts.docker().installed() || !NOT_FOR_OVERLAY.contains(root.filesystem())) return Optional.empty();
        return Optional.of(
                Finding.warning(
                        SUBJECT,
                        root.path() + ", where images are from Docker 29 on, is on " + root.filesystem()
                                + ", which an overlay cannot be on",
                        Remedy.advice(
                                "mount ext4, or xfs with ftype=1, there, or give another root in /etc/containerd/config.toml, or docker_image_store: classic")));
    }

    /** What the kernel says it has counts before how it was configured. Where it tells nothing, nothing is missing. */
    private List<String> missing(Observed host, String driver, String module) {
        var facts = host.facts();
        boolean there = facts.filesystems().contains(module)
                || facts.modules().available().contains(module);
        if (there || facts.kernel().options().isEmpty()) return List.of();
        return needs.of(Group.STORAGE).stream()
                .filter(need -> need.purpose().equals(driver) && need.appliesTo(host))
                .flatMap(need -> need.missing(facts).stream())
                .toList();
    }

    private Finding without(Observed host, String driver, String module) {
        var root = host.facts().dockerRoot();
        var reason = "no driver can work: the kernel is without " + module + ", and " + root.path() + " is on "
                + root.filesystem();
        return Finding.blocking(SUBJECT, reason, remedy.options(host))
                .about(OptionRule.named(missing(host, driver, module)));
    }

    private static Finding elsewhere(Facts facts, String why) {
        return Finding.blocking(
                SUBJECT,
                "no driver can work: " + facts.dockerRoot().path() + " " + why,
                Remedy.advice(
                        "mount ext4, or xfs with ftype=1, there or elsewhere; for elsewhere: docker_engine: {daemon: {data-root: PATH}}, "
                                + "and for images from Docker 29 on root = \"PATH\" in /etc/containerd/config.toml"));
    }
}
