package io.drydock.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where Drydock's own templates and playbooks are; bin/drydock says so. */
final class Home {
    private Home() {}

    static Path directory() {
        return Path.of(Optional.ofNullable(System.getProperty("drydock.home")).orElse("."));
    }

    /** A playbook as it was named; {@code playbooks/...} that is not here is Drydock's own. */
    static Path playbook(Path named) {
        boolean own = !named.isAbsolute()
                && named.startsWith("playbooks")
                && !Files.exists(named)
                && Files.isRegularFile(directory().resolve(named));
        return own ? directory().resolve(named) : named;
    }

    static Path templates() {
        return directory().resolve("templates");
    }
}
