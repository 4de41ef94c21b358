package io.drydock.playbook;

import java.nio.file.Path;
import java.util.List;

/**
 * A playbook file with everything it includes.
 *
 * @param files all that has been read for it, roles and files of variables too
 */
public record Playbook(Path file, List<Play> plays, List<Path> files) {
    public Playbook {
        plays = List.copyOf(plays);
        files = List.copyOf(files);
    }
}
