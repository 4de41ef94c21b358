package io.drydock.sshconfig;

import io.drydock.diag.SourcePos;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which files of ssh_config hold.
 *
 * @param named in the place of those of the user and the system, which then are not read; {@code none}: no file at all
 * @param by who has named it
 */
record ConfigSource(Optional<Path> named, SourcePos by) {
    private static final Path NONE = Path.of("none");

    /** Those of the user and of the system. */
    static final ConfigSource USUAL = new ConfigSource(Optional.empty(), SourcePos.of("ssh_config"));

    static ConfigSource of(String file, SourcePos by) {
        return new ConfigSource(Optional.of(file.equalsIgnoreCase("none") ? NONE : Path.of(file)), by);
    }

    boolean isNone() {
        return named.filter(NONE::equals).isPresent();
    }
}
