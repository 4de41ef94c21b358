package io.drydock.facts;

import java.util.regex.Pattern;

/** The directory where the engine keeps images and containers, or would keep them. */
public record DockerRoot(
        @Meaning("Docker's data root: `data-root` of daemon.json, else `/var/lib/docker`")
        String path,

        @Meaning("Type of the file system it is on, or would be on: `ext4`, `xfs`; empty when unknown")
        String filesystem,

        @Meaning("On xfs `1` or `0`: overlay2 needs `1`; empty when unknown or not xfs")
        String ftype,

        @Meaning("MiB free where it is, or would be; -1 when unknown")
        long freeMb) {
    static final String USUAL = "/var/lib/docker";
    private static final Pattern FTYPE = Pattern.compile("\\bftype=([01])\\b");

    static DockerRoot of(RawFacts raw) {
        var path = raw.text("docker_root.path");
        var ftype = FTYPE.matcher(raw.text("docker_root.xfs_info"));
        var room = FreeSpace.of(raw, FreeSpace.Place.DOCKER_ROOT);
        return new DockerRoot(
                path.isEmpty() ? USUAL : path, room.filesystem(), ftype.find() ? ftype.group(1) : "", room.freeMb());
    }
}
