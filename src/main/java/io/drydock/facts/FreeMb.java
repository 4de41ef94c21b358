package io.drydock.facts;

/** Free space, in MiB. */
public record FreeMb(
        @Meaning("MiB free for programs in `/`; -1 when unknown")
        long root,

        @Meaning("MiB free where `/boot` is; -1 when unknown")
        long boot,

        @Meaning("MiB free where `/var` is; -1 when unknown")
        long var) {
    static FreeMb of(RawFacts raw) {
        return new FreeMb(
                FreeSpace.of(raw, FreeSpace.Place.ROOT).freeMb(),
                FreeSpace.of(raw, FreeSpace.Place.BOOT).freeMb(),
                FreeSpace.of(raw, FreeSpace.Place.VAR).freeMb());
    }
}
