package io.drydock.playbook;

import java.nio.file.Path;
import java.util.List;

/** A playbook file with everything it includes. */
public record Playbook(Path file, List<Play> plays) {
    public Playbook {
        plays = List.copyOf(plays);
    }
}
