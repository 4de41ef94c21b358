package io.drydock.playbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlaybookSchemaTest {
    @Test
    void onlyKeysThatAreReadHaveAShape() {
        Set<String> read = Stream.of(PlaybookReader.PLAY_KEYS, TaskReader.KEYS, TaskReader.BLOCK_KEYS)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(PlaybookSchema.shapes().keySet());
        unknown.removeAll(read);
        assertEquals(Set.of(), unknown);
    }
}
