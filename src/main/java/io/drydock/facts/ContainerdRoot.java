package io.drydock.facts;

/** The directory where containerd keeps what it is given: from Docker 29 on the images of new engines. */
public record ContainerdRoot(
        @Meaning("`root` of /etc/containerd/config.toml, else `/var/lib/containerd`")
        String path,

        @Meaning("Type of the file system it is on, or would be on; empty when unknown")
        String filesystem,

        @Meaning("MiB free where it is, or would be; -1 when unknown")
        long freeMb) {
    private static final String USUAL = "/var/lib/containerd";

    static ContainerdRoot of(RawFacts raw) {
        var path = raw.text("containerd_root.path").isEmpty() ? USUAL : raw.text("containerd_root.path");
        var own = raw.list("containerd_root.room");
        var room = own.size() == 2
                ? FreeSpace.ofDf(own.getLast())
                : path.startsWith("/var/") ? FreeSpace.of(raw, FreeSpace.Place.VAR) : FreeSpace.UNKNOWN;
        return new ContainerdRoot(path, room.filesystem(), room.freeMb());
    }
}
