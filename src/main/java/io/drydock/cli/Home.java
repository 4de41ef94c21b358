package io.drydock.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where Drydock's own templates and playbooks are; bin/drydock says so. */
final class Home {
  private Home() {}

  static Path directory() {
    return Path.of(Optional.ofNullable(System.getProperty("drydock.home")).orElse("."));
  }

  static Path templates() {
    return directory().resolve("templates");
  }
}
