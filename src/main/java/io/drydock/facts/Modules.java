package io.drydock.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kernel modules that Docker needs or can use, and those whose holes the dated data tells of. */
public record Modules(
        @Meaning("Modules Docker needs or can use, or that had a hole of late, that are loaded")
        List<String> loaded,

        @Meaning("Those that are loaded, can be loaded or are built into the kernel")
        List<String> available,

        @Meaning("Those Docker needs that the running kernel cannot have; empty when the host does not tell")
        List<String> missing,

        @Meaning("Those that the host's configuration keeps from being loaded, each with the file that says so")
        Map<String, String> blocked,

        @Meaning(
                "The directory of the running kernel's modules; empty when it is gone or cannot be seen, as in a container")
        String source) {
    public Modules {
        loaded = List.copyOf(loaded);
        available = List.copyOf(available);
        missing = List.copyOf(missing);
        blocked = Collections.unmodifiableMap(new LinkedHashMap<>(blocked));
    }

    static Modules of(RawFacts raw) {
        return new Modules(
                raw.list("modules.loaded"),
                raw.list("modules.available"),
                raw.list("modules.missing"),
                raw.map("modules.blocked"),
                raw.text("kernel.modules"));
    }
}
