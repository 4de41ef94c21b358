package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.journal.RunEvent;
import io.drydock.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with a run that has begun, and what is refused, with what to do instead. */
class BegunRunsTest {
    private static final String TASKS = "  tasks:\n    - file: {path: /etc/one, state: directory}\n";
    private static final String PAUSES = "- hosts: all\n  serial: 1\n  gates: [{command: '[ -e open ] || exit 75'}]\n";
    private static final String HELD = "- hosts: all\n  serial: 1\n  on_start: cat >event\n"
            + "  gates: [{command: 'until [ -e open ]; do sleep 0.1; done'}]\n";

    @TempDir
    Path folder;

    private void open() throws IOException {
        Files.createFile(folder.resolve("open"));
    }

    /** The name of a run that pauses after its first batch. */
    private static String paused(PlayedFleet fleet) throws IOException {
        PlayedFleet.Ended ended = fleet.run("apply", PAUSES + TASKS);
        assertEquals(130, ended.status(), ended::toString);
        return ended.err().lines().toList().getLast().replaceFirst(".*: drydock resume ", "");
    }

    /** An apply that another thread is at, held after its first batch until there is the file "open". */
    private final class Living {
        private final FutureTask<PlayedFleet.Ended> apply;
        final String run;

        Living(PlayedFleet fleet) throws Exception {
            apply = new FutureTask<>(() -> fleet.run("apply", HELD + TASKS));
            Thread.ofPlatform().start(apply);
            Path event = folder.resolve("event");
            while (!Files.exists(event) || Files.size(event) == 0) Thread.sleep(20);
            run = (String) ((Map<?, ?>) Json.read(Files.readString(event))).get("run");
            while (Runs.store().read(run).orElseThrow().entries().stream()
                    .noneMatch(entry -> entry.event() instanceof RunEvent.GateBegan)) Thread.sleep(20);
        }

        PlayedFleet.Ended ended() throws Exception {
            open();
            return apply.get(30, TimeUnit.SECONDS);
        }
    }

    private static void refused(String why, String remedy, String... words) {
        PlayedFleet.Ended ended = PlayedFleet.drydock(words);
        assertEquals(3, ended.status(), ended::toString);
        assertTrue(ended.err().contains("error: " + why) && ended.err().contains(remedy), ended::toString);
        assertEquals(1, ended.err().split("error: ", -1).length - 1, ended::toString);
    }

    private static String done(String... words) {
        PlayedFleet.Ended ended = PlayedFleet.drydock(words);
        assertEquals(0, ended.status(), ended::toString);
        return ended.out();
    }

    @Test
    void aRunWhoseInputsHaveChangedIsNotResumed() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
            String run = paused(fleet);
            open();
            for (String name : List.of("play.yml", "inventory.yml")) {
                Path file = folder.resolve(name);
                String was = Files.readString(file);
                Files.writeString(file, was + "# a remark\n");
                refused(
                        "has changed since the run began",
                        "bring back what it was, or begin anew with: drydock retry " + run,
                        "resume",
                        run);
                Files.writeString(file, was);
            }
            PlayedFleet.Ended resumed = PlayedFleet.drydock("resume", run, "--format", "json");
            assertEquals(0, resumed.status(), resumed::toString);
            assertEquals(List.of("a", "b"), resumed.with("ok"));
            assertEquals(List.of("batch 2 of 2 (serial: 1): b"), resumed.batches());
        }
    }

    @Test
    void aRunThatHasEndedIsOver() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
            String run = paused(fleet);
            open();
            done("resume", run);
            refused("the run has ended, with status 0", "drydock retry " + run, "resume", run);
            refused("the run has ended already", "drydock show " + run, "pause", run);
            refused("the run has ended already", "drydock show " + run, "cancel", run);
            assertTrue(done("retry", run).contains("nothing is left to do"));
        }
    }

    @Test
    void aRunOfALivingProcessIsLeftToIt() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
            Living living = new Living(fleet);
            String run = living.run;
            refused("the process that works on the run is alive", "drydock status " + run, "resume", run);
            refused("the process that works on the run is alive", "drydock cancel " + run, "retry", run);
            assertTrue(done("status", run).contains("running"));
            assertEquals(0, living.ended().status());
        }
    }

    @Test
    void aPausedRunIsGoneOnWith() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b", "c"))) {
            Living living = new Living(fleet);
            String run = living.run;
            assertTrue(done("pause", run).contains("go on with: drydock resume " + run));
            PlayedFleet.Ended ended = living.ended();
            assertEquals(130, ended.status(), ended::toString);
            assertEquals(List.of("b", "c"), ended.with("not started"), ended::toString);
            assertTrue(ended.err().contains("drydock resume " + run), ended::err);
            refused("no process works on the run", "drydock resume " + run, "pause", run);
            assertTrue(done("status", run).contains("paused"));
            PlayedFleet.Ended resumed = PlayedFleet.drydock("resume", run);
            assertEquals(0, resumed.status(), resumed::toString);
            assertEquals(2, resumed.batches().size(), resumed::toString);
        }
    }

    @Test
    void aLivingRunIsCancelled() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b", "c"))) {
            Living living = new Living(fleet);
            String run = living.run;
            assertTrue(done("cancel", run).contains("what is left is done by: drydock retry " + run));
            PlayedFleet.Ended ended = living.ended();
            assertFalse(ended.status() == 0, ended::toString);
            assertEquals(List.of("b", "c"), ended.with("not started"), ended::toString);
            refused("the run has ended", "drydock retry " + run, "resume", run);
            PlayedFleet.Ended again = PlayedFleet.drydock("retry", run, "--format", "json");
            assertEquals(List.of("b", "c"), List.copyOf(again.statuses().keySet()), again::toString);
        }
    }

    @Test
    void aRunThatNobodyWorksOnIsCancelled() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
            String run = paused(fleet);
            assertTrue(done("cancel", run).contains("the run is over"));
            refused("the run has ended already", "drydock show " + run, "cancel", run);
            refused("the run has ended, with status 130", "drydock retry " + run, "resume", run);
            open();
            assertTrue(done("retry", run, "--format", "json").contains("\"b\""));
        }
    }

    @Test
    void aRetryIsOfWhatIsLeft() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "bad", "c", "gone", "e", "f"))) {
            PlayedFleet.Ended ended = fleet.run("apply", "- hosts: all\n  max_failures: 2\n" + TASKS, "-f", "1");
            assertEquals(
                    Map.of(
                            "a",
                            "ok",
                            "bad",
                            "failed",
                            "c",
                            "ok",
                            "gone",
                            "unreachable",
                            "e",
                            "not started",
                            "f",
                            "not started"),
                    ended.statuses());
            String run = ended.err().lines().toList().getLast().replaceFirst(".*: drydock retry ", "");
            PlayedFleet.Ended again = PlayedFleet.drydock("retry", run, "--format", "json");
            assertEquals(
                    List.of("bad", "gone", "e", "f"),
                    List.copyOf(again.statuses().keySet()),
                    again::toString);
        }
    }

    @Test
    void aRunWithoutAJournalIsKnownToNobody() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
            PlayedFleet.Ended ended = fleet.run("apply", PAUSES + TASKS, "--no-journal", "--format", "jsonl");
            assertEquals(130, ended.status(), ended::toString);
            assertFalse(ended.err().contains("drydock resume"), ended::err);
            String run = (String)
                    ((Map<?, ?>) Json.read(ended.out().lines().findFirst().orElseThrow())).get("run");
            for (String command : List.of("resume", "retry", "status", "pause", "cancel", "report"))
                refused("there is no run " + run, "drydock runs", command, run);
        }
    }
}
