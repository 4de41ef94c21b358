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
                Room.of(raw, Room.Place.ROOT).freeMb(),
                Room.of(raw, Room.Place.BOOT).freeMb(),
                Room.of(raw, Room.Place.VAR).freeMb());
    }
}
