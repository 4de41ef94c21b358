package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan shows the batches that an apply would have. */
class WavesTest {
    private static final String TASKS = "  tasks:\n    - file: {path: /etc/one, state: directory}\n    - reboot:\n";
    /** Those of "wrong..." have something to change. */
    private static final List<String> HOSTS = List.of("wrong1", "wrong2", "wrong3", "d", "wrong4");

    @TempDir
    Path folder;

    private static List<Map<?, ?>> waves(PlayedFleet.Ended ended) {
        return ((List<?>) ((Map<?, ?>) Json.read(ended.out())).get("waves"))
                .stream().<Map<?, ?>>map(w -> (Map<?, ?>) w).toList();
    }

    @Test
    void eachBatchIsShownWithWhatItDoes() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, HOSTS).group("web", "wrong1", "wrong2", "wrong3")) {
            String playbook = "- hosts: all\n  name: upgrade\n  canary: d\n  serial: 3\n  widths: {web: 2}\n" + TASKS;
            PlayedFleet.Ended ended = fleet.run("plan", playbook, "--waves");
            assertEquals(2, ended.status(), ended::toString);
            assertEquals(
                    List.of(List.of("d"), List.of("wrong1", "wrong2", "wrong3"), List.of("wrong4")),
                    waves(ended).stream().map(w -> w.get("hosts")).toList());
            assertEquals(List.of(), waves(ended).getFirst().get("changes"));
            assertEquals(Map.of("all", 3L, "web", 2L), waves(ended).get(1).get("at_once"));
            assertEquals(List.of("wrong4"), waves(ended).get(2).get("restarts"));
            PlayedFleet.Ended text = fleet.run("plan", playbook, "--waves", "--format", "text");
            assertTrue(text.out().contains("wave 2 of 3 (upgrade, serial: 3): wrong1, wrong2, wrong3"), text::out);
            assertTrue(text.out().contains("at once: 3 of all, 2 of web"), text::out);
        }
    }

    @Test
    void classesGoAsTheirCanariesDo() throws Exception {
        String tasks = "  tasks:\n    - command: {cmd: \"${inventory_hostname?keep_before('-')}\", changes: never}\n";
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a-1", "a-2", "b-1", "a-3"))) {
            PlayedFleet.Ended ended = fleet.run("plan", "- hosts: all\n  canary: per_class\n" + tasks, "--waves");
            assertEquals(
                    List.of(List.of("a-1", "b-1"), List.of("a-2", "a-3")),
                    waves(ended).stream().map(w -> w.get("hosts")).toList(),
                    ended::toString);
            PlayedFleet.Ended text =
                    fleet.run("plan", "- hosts: all\n  canary: a-2\n" + tasks, "--waves", "--format", "text");
            assertTrue(text.out().contains("no canary is like b-1: nothing is tried for them"), text::out);
        }
    }

    @Test
    void widthsThatCannotBeKeptAreRefused() throws Exception {
        try (PlayedFleet fleet =
                new PlayedFleet(folder, List.of("gone1", "wrong1", "wrong2")).group("db", "gone1", "wrong1")) {
            PlayedFleet.Ended ended =
                    fleet.run("plan", "- hosts: all\n  widths: {db: 1}\n" + TASKS, "--waves", "--format", "text");
            assertEquals(1, ended.status(), ended::toString);
            assertTrue(
                    ended.out()
                            .contains(
                                    "cannot be done within its widths: db: 1: gone1 cannot be reached, so that wrong1 would not be begun"),
                    ended::out);
            assertEquals(
                    4,
                    fleet.run("plan", "- hosts: all\n  widths: {db: 2}\n" + TASKS, "--waves")
                            .status());
        }
    }
}
