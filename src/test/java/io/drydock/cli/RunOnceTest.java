package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is run once is run on the first host of a batch that comes to it, and what came of it holds for all. */
class RunOnceTest {
    private static final String TASKS = """
          tasks:
            - command: {cmd: before, changes: never}
            - command: {cmd: once-only, changes: never}
              run_once: true
              register: told
            - command: {cmd: "third-one ${told.stdout}", changes: never}
        """;
    private static final List<String> FOUR = List.of("a", "b", "c", "d");

    @TempDir
    Path folder;

    @Test
    void aPlanShowsItOnOneHost() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, FOUR)) {
            PlayedFleet.Ended ended = fleet.run("plan", "- hosts: all\n" + TASKS);
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(Set.of("a"), fleet.withProgram("plan", "once-only"));
            assertEquals(Set.copyOf(FOUR), fleet.withProgram("plan", "told-by-a"));
            assertTrue(ended.out().contains("run_once: it is run on a"), ended::out);
        }
    }

    @Test
    void eachBatchRunsItOnItsFirstHost() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, FOUR)) {
            PlayedFleet.Ended ended =
                    fleet.run("apply", "- hosts: all\n  serial: 2\n  order: reverse_sorted\n" + TASKS);
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(Set.of("d", "b"), fleet.withProgram("plan", "once-only"));
            assertEquals(Set.of("d", "c"), fleet.withProgram("plan", "told-by-d"));
            assertEquals(Set.of("b", "a"), fleet.withProgram("plan", "told-by-b"));
            assertEquals(Set.of("c"), fleet.withProgram("apply", "told-by-d"), "d has nothing to do");
        }
    }

    @Test
    void theNextHostRunsItWhenTheFirstIsGone() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("bad", "gone", "c", "d"))) {
            PlayedFleet.Ended ended = fleet.run("apply", "- hosts: all\n" + TASKS);
            assertEquals(List.of("c", "d"), ended.with("ok"), ended::toString);
            assertEquals(1, fleet.withProgram("plan", "once-only").size());
        }
    }

    @Test
    void itsFailureIsThatOfAllHosts() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("sour", "b", "c"))) {
            PlayedFleet.Ended ended = fleet.run("apply", "- hosts: all\n" + TASKS.replace("once-only", "sour"));
            assertEquals(List.of("sour", "b", "c"), ended.with("failed"), ended::toString);
            assertTrue(ended.out().contains("run_once: it has failed on sour"), ended::out);
            assertEquals(Set.of("sour"), fleet.withProgram("apply", "sour"));
            assertEquals(Set.of(), fleet.withProgram("apply", "third-one"));
        }
    }

    /** Hosts begin the second play in another order: the plan of each must know what its first host says. */
    @Test
    void aLaterPlayMayBeginWithAnotherHost() throws Exception {
        String plays = "- hosts: all\n  serial: 1\n  tasks: [{command: {cmd: x, changes: never}}]\n"
                + "- hosts: all\n  order: reverse_sorted\n" + TASKS;
        try (PlayedFleet fleet = new PlayedFleet(folder, FOUR)) {
            PlayedFleet.Ended ended = fleet.run("apply", plays, "-f", "1");
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(Set.of("d"), fleet.withProgram("plan", "once-only"));
            assertEquals(Set.copyOf(FOUR), fleet.withProgram("plan", "told-by-d"));
            assertEquals(Map.of("a", "ok", "b", "ok", "c", "ok", "d", "ok"), ended.statuses());
        }
    }

    @Test
    void aHandlerIsNotRunOnce() throws Exception {
        String play = "- hosts: all\n  tasks: [{command: {cmd: x, changes: never}, notify: h}]\n"
                + "  handlers:\n    - name: h\n      command: {cmd: y, changes: never}\n      run_once: true\n";
        try (PlayedFleet fleet = new PlayedFleet(folder, FOUR)) {
            PlayedFleet.Ended ended = fleet.run("plan", play, "--format", "text");
            assertEquals(3, ended.status(), ended::toString);
            assertTrue(ended.err().contains("play.yml:4:7: error: a handler runs on the hosts"), ended::err);
        }
    }
}
