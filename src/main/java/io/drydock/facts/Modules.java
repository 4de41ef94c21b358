package io.drydock.facts;

import java.util.List;

/** The kernel modules that Docker needs or can use. */
public record Modules(
    @Meaning("Modules Docker needs or can use that are loaded") List<String> loaded,
    @Meaning("Those that are loaded, can be loaded or are built into the kernel") List<String> available,
    @Meaning("Those Docker needs that the running kernel cannot have; empty when the host does not tell")
        List<String> missing) {
  public Modules {
    loaded = List.copyOf(loaded);
    available = List.copyOf(available);
    missing = List.copyOf(missing);
  }

  static Modules of(RawFacts raw) {
    return new Modules(raw.list("modules.loaded"), raw.list("modules.available"), raw.list("modules.missing"));
  }
}
