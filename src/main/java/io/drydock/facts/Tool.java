package io.drydock.facts;

/** A program that the engine uses. */
public record Tool(
        @Meaning("Whether it is installed") boolean installed,

        @Meaning("Its version: `1.7.2`; empty when it is not installed")
        String version) {
    static Tool of(RawFacts raw, String name) {
        return new Tool(raw.flag(name + ".installed"), raw.version(name + ".version"));
    }
}
