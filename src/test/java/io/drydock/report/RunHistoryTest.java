package io.drydock.report;

import static io.drydock.report.TestRun.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.journal.RunEvent;
import io.drydock.journal.RunStore;
import io.drydock.run.TaskResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a journal comes to, wherever it ends. */
class RunHistoryTest {
    private static List<String> outcomes(HostHistory host) {
        return host.tasks().stream()
                .map(t -> t.name() + "=" + t.outcome().label())
                .toList();
    }

    private static List<HostState> states(RunHistory history) {
        return history.hosts().stream().map(HostHistory::state).toList();
    }

    @Test
    void aRunThatHasEnded() {
        RunHistory history = TestRun.of("a", "b")
                .host("a", "changed", task(3, "one", "changed"))
                .host("b", "ok", task(3, "one", "ok"))
                .add(new RunEvent.RunEnded(0))
                .history();
        assertEquals(List.of(HostState.CHANGED, HostState.OK), states(history));
        assertEquals(RunHistory.Status.FINISHED, history.status());
        assertEquals(Optional.of(0), history.exit());
        assertEquals(2, history.accuracy().accurate());
        assertEquals(130, history.took().toSeconds());
        assertEquals(List.of("site.yml"), history.run().playbooks());
    }

    @Test
    void hostsThatWereNotBegunOrHaveNotEnded() {
        RunHistory history = TestRun.of("a", "b", "c")
                .host("a", "ok", task(3, "one", "ok"))
                .add(new RunEvent.HostBegan("b"), new RunEvent.TaskBegan("b", "two"))
                .history();
        assertEquals(List.of(HostState.OK, HostState.UNFINISHED, HostState.NOT_STARTED), states(history));
        assertEquals(Optional.of("two"), history.hosts().get(1).current());
        assertEquals(RunHistory.Status.UNFINISHED, history.status());
        assertTrue(history.hosts().get(1).accuracy().isEmpty());
    }

    /** No program is sent then: the plan has told all. */
    @Test
    void aHostWithNothingToDoHasWhatWasPlanned() {
        RunHistory history = TestRun.of("a", "b")
                .add(
                        new RunEvent.HostBegan("a"),
                        new RunEvent.HostPlanned("a", List.of(task(3, "one", "ok"))),
                        new RunEvent.HostEnded("a", "ok", Optional.empty(), List.of()),
                        new RunEvent.HostBegan("b"),
                        new RunEvent.HostPlanned("b", List.of(task(3, "one", "ok"))),
                        new RunEvent.HostEnded("b", "unreachable", Optional.empty(), List.of()))
                .history();
        assertEquals(List.of(1, 0), history.hosts().stream().map(h -> h.tasks().size()).toList());
    }

    /** A program that was joined is reported from its beginning, whatever the first process had kept of it. */
    @Test
    void resultsThatAreReportedAgain() {
        RunHistory history = TestRun.of("a")
                .add(new RunEvent.HostBegan("a"))
                .add(new RunEvent.TaskEnded("a", task(1, "one", "changed")))
                .add(new RunEvent.TaskEnded("a", task(2, "loop: x", "changed")))
                .add(new RunEvent.TaskEnded("a", task(2, "loop: x", "ok")))
                .resume()
                .add(new RunEvent.HostBegan("a"))
                .add(new RunEvent.TaskEnded("a", task(1, "one", "changed")))
                .add(new RunEvent.TaskEnded("a", task(2, "loop: x", "changed")))
                .add(new RunEvent.TaskEnded("a", task(2, "loop: x", "changed")))
                .add(new RunEvent.TaskEnded("a", task(2, "loop: x", "ok")))
                .add(new RunEvent.HostEnded("a", "changed", Optional.empty(), List.of()), new RunEvent.RunEnded(0))
                .history();
        assertEquals(
                List.of("one=changed", "loop: x=changed", "loop: x=changed", "loop: x=ok"),
                outcomes(history.hosts().getFirst()));
        assertEquals(2, history.epochs());
    }

    /** What ran again after a checkpoint is another run of the same task, such as a handler's. */
    @Test
    void resultsBeforeACheckpointStay() {
        RunHistory history = TestRun.of("a")
                .add(new RunEvent.TaskEnded("a", task(1, "handler", "changed")))
                .add(new RunEvent.HostCheckpoint("a", Map.of()))
                .add(new RunEvent.TaskEnded("a", task(2, "two", "failed")))
                .resume()
                .add(new RunEvent.TaskEnded("a", task(2, "two", "ok")))
                .add(new RunEvent.TaskEnded("a", task(1, "handler", "ok")))
                .history();
        assertEquals(
                List.of("handler=changed", "two=ok", "handler=ok"),
                outcomes(history.hosts().getFirst()));
    }

    /** A process that goes on writes a checkpoint before the host tells anything again. */
    @Test
    void resultsThatAreReportedAgainAfterACheckpoint() {
        RunHistory history = TestRun.of("a")
                .add(new RunEvent.HostBegan("a"))
                .add(new RunEvent.HostCheckpoint("a", Map.of()))
                .add(new RunEvent.TaskEnded("a", task(1, "one", "changed")))
                .add(new RunEvent.TaskEnded("a", task(2, "two", "failed")))
                .add(new RunEvent.HostEnded("a", "interrupted", Optional.of("interrupted"), List.of()))
                .resume()
                .add(new RunEvent.HostCheckpoint("a", Map.of()))
                .add(new RunEvent.TaskEnded("a", task(1, "one", "changed")))
                .add(new RunEvent.TaskEnded("a", task(2, "two", "changed")))
                .add(new RunEvent.HostCheckpoint("a", Map.of()))
                .add(new RunEvent.TaskEnded("a", task(1, "one", "ok")))
                .add(new RunEvent.HostEnded("a", "changed", Optional.empty(), List.of()), new RunEvent.RunEnded(0))
                .history();
        assertEquals(
                List.of("one=changed", "two=changed", "one=ok"),
                outcomes(history.hosts().getFirst()));
    }

    @Test
    void anInterruptedHostThatWentOn() {
        TestRun run = TestRun.of("a", "b")
                .add(new RunEvent.HostBegan("a"))
                .add(new RunEvent.HostEnded("a", "interrupted", Optional.of("interrupted"), List.of("a note")))
                .add(new RunEvent.RunEnded(130));
        assertEquals(RunHistory.Status.FINISHED, run.history().status());
        assertEquals(List.of(HostState.INTERRUPTED, HostState.NOT_STARTED), states(run.history()));
        run.resume().add(new RunEvent.HostBegan("a"));
        assertEquals(RunHistory.Status.UNFINISHED, run.history().status());
        assertEquals(List.of(HostState.UNFINISHED, HostState.NOT_STARTED), states(run.history()));
        assertEquals(Optional.empty(), run.history().hosts().getFirst().message());
        assertEquals(Optional.empty(), run.history().exit());
        assertEquals(
                TestRun.BEGAN.plusSeconds(10),
                run.history().hosts().getFirst().began().orElseThrow());
    }

    @Test
    void aPauseWaitsToBeResumed() {
        TestRun run = TestRun.of("a").add(new RunEvent.RunPaused("the window has closed"), new RunEvent.RunEnded(0));
        assertEquals(RunHistory.Status.PAUSED, run.history().status());
        run.resume();
        assertEquals(RunHistory.Status.UNFINISHED, run.history().status());
        assertEquals(2, run.history().stages().size());
    }

    /** A batch that was interrupted begins once more. */
    @Test
    void stagesThatBeganAgain() {
        RunHistory history = TestRun.of("a", "b")
                .add(new RunEvent.BatchBegan(1, 2, List.of("a"), "canaries"))
                .add(new RunEvent.GateBegan("errors"))
                .resume()
                .add(new RunEvent.BatchBegan(1, 2, List.of("a"), "canaries"), new RunEvent.BatchEnded(1))
                .add(new RunEvent.GateBegan("errors"))
                .add(new RunEvent.GateEnded("errors", "pass", Optional.of("0.1 < 1")))
                .history();
        assertEquals(
                List.of(false, true),
                history.stages(Stage.Batch.class).stream()
                        .map(b -> b.ended().isPresent())
                        .toList());
        assertEquals(
                List.of(Optional.empty(), Optional.of("pass")),
                history.stages(Stage.Gate.class).stream()
                        .map(Stage.Gate::outcome)
                        .toList());
    }

    @Test
    void factsBeforeAndAfter() {
        HostHistory host = TestRun.of("a")
                .add(TestRun.facts("a", "6.1"), TestRun.facts("a", "6.2"), TestRun.facts("a", "6.3"))
                .history()
                .hosts()
                .getFirst();
        assertEquals(Map.of("release", "6.1"), host.before().get("kernel"));
        assertEquals(Map.of("release", "6.3"), host.after().get("kernel"));
    }

    /** Of a later version, or of a hand that meddled: nothing of it counts as good, and nothing is lost. */
    @Test
    void whatIsNotKnown() {
        RunHistory history = TestRun.of("a")
                .add(new RunEvent.TaskEnded("a", task(1, "one", "improved")))
                .add(new RunEvent.HostEnded("a", "splendid", Optional.empty(), List.of()))
                .add(new RunEvent.HostBegan("stranger"))
                .history();
        assertEquals(List.of(HostState.UNFINISHED, HostState.UNFINISHED), states(history));
        assertEquals(List.of("one=failed"), outcomes(history.hosts().getFirst()));
    }

    @Test
    void placesOfTasks() {
        TaskResult result = TestRun.of("a")
                .add(new RunEvent.TaskEnded("a", task(12, "one", "ok")))
                .history()
                .hosts()
                .getFirst()
                .tasks()
                .getFirst();
        assertEquals("site.yml:12:7", result.pos().orElseThrow().toString());
        assertEquals(250, result.duration().toMillis());
    }

    @Test
    void aJournalThatEndsBeforeItBegins() {
        assertEquals(
                Optional.empty(),
                RunHistory.of(new RunStore.RunRecord(List.of(), Optional.of("its last 12 bytes")), false));
    }
}
