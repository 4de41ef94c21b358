package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** --format jsonl: the events of a run, and nothing else, on standard output. */
class EventLinesTest {
    private static final String PLAY =
            "- hosts: all\n  serial: 2\n  gates: [{name: fine, command: 'true'}]\n  tasks:\n    - file: {path: /etc/one, state: directory}\n";

    @TempDir
    Path folder;

    private List<Map<?, ?>> events(String command, int status, String... more) throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b", "bad", "d"))) {
            String[] words = Arrays.copyOf(more, more.length + 2);
            words[more.length] = "--format";
            words[more.length + 1] = "jsonl";
            PlayedFleet.Ended ended = fleet.run(command, PLAY, words);
            assertEquals(status, ended.status(), ended::toString);
            return ended.out()
                    .lines()
                    .<Map<?, ?>>map(line -> (Map<?, ?>) Json.read(line))
                    .toList();
        }
    }

    private static void assertWhole(List<Map<?, ?>> events, int exit) {
        for (int i = 0; i < events.size(); i++)
            assertEquals(i + 1L, events.get(i).get("sequence"));
        assertEquals("run_began", events.getFirst().get("type"));
        assertEquals("run_ended", events.getLast().get("type"));
        assertEquals((long) exit, events.getLast().get("exit"));
        assertEquals(
                4,
                events.stream().filter(e -> "host_ended".equals(e.get("type"))).count());
    }

    @Test
    void anApplyTellsItsEvents() throws Exception {
        List<Map<?, ?>> events = events("apply", 1);
        assertWhole(events, 1);
        assertEquals(
                2,
                events.stream().filter(e -> "batch_began".equals(e.get("type"))).count());
        List<Map<?, ?>> gates =
                events.stream().filter(e -> "gate_ended".equals(e.get("type"))).toList();
        assertEquals(
                List.of("pass", "pass"),
                gates.stream().map(g -> g.get("outcome")).toList());
        assertFalse(((Map<?, ?>) events.getFirst().get("request")).isEmpty());
    }

    @Test
    void soDoWhatIsKeptNowhere() throws Exception {
        List<Map<?, ?>> events = events("apply", 1, "--no-journal");
        assertWhole(events, 1);
        List<Map<?, ?>> planned = events("plan", 1);
        assertWhole(planned, 1);
        assertTrue(planned.stream().anyMatch(e -> "task_ended".equals(e.get("type"))));
        assertWhole(events("drift", 1), 1);
    }

    @Test
    void commandsWithoutEventsRefuseIt() {
        var out = new ByteArrayOutputStream();
        assertEquals(3, Drydock.run(out, out, "facts", "-i", "web1,", "--format", "jsonl"));
        assertTrue(out.toString().contains("--format jsonl is for commands that run playbooks"), out::toString);
    }
}
