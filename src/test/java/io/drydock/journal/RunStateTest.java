package io.drydock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.drydock.journal.RunEvent.HostEntry;
import io.drydock.journal.RunEvent.TaskEntry;
import io.drydock.run.HostPast;
import io.drydock.run.HostResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a process that goes on with a run finds out from its events. */
final class RunStateTest {
    private final List<JournalEntry> entries = new ArrayList<>();
    private long epoch = 1;

    RunStateTest() {
        add(new RunEvent.RunBegan(
                "run",
                "apply",
                "0.1.0",
                "ops@desk",
                "42",
                Map.of(),
                Map.of(),
                List.of(new HostEntry("web1", List.of()), new HostEntry("web2", List.of()))));
    }

    private void add(RunEvent event) {
        entries.add(new JournalEntry(Instant.EPOCH, epoch, entries.size() + 1, event));
    }

    private void resume() {
        epoch++;
        add(new RunEvent.RunResumed("ops@desk", "43", Optional.empty()));
    }

    private static TaskEntry task(String name) {
        return new TaskEntry(Optional.empty(), name, "file", "changed", Optional.empty(), Optional.empty(), false, 0);
    }

    private JournaledHost host(String name) {
        return RunState.of(entries).orElseThrow().hosts().getOrDefault(name, null);
    }

    private List<String> tasks(String host) {
        return host(host).tasks().stream().map(TaskEntry::name).toList();
    }

    @Test
    void aHostThatWasOnlyLookedAtIsBegunAnew() {
        add(new RunEvent.HostBegan("web1"));
        add(new RunEvent.HostPlanned("web1", List.of(task("one"))));
        resume();
        assertInstanceOf(HostPast.None.class, host("web1").past());
        assertEquals(JournaledHost.Progress.NOT_STARTED, host("web1").progress());
    }

    @Test
    void whatFollowsTheLastCheckpointIsToldAgain() {
        add(new RunEvent.HostBegan("web1"));
        add(new RunEvent.HostCheckpoint("web1", Map.of("place", 0L, "facts", Map.of("a", "b"))));
        add(new RunEvent.TaskEnded("web1", task("one")));
        add(new RunEvent.HostCheckpoint("web1", Map.of("place", 1L)));
        add(new RunEvent.TaskEnded("web1", task("two")));
        assertEquals(List.of("one", "two"), tasks("web1"));
        resume();
        assertEquals(List.of("one"), tasks("web1"));
        HostPast.Begun past =
                assertInstanceOf(HostPast.Begun.class, host("web1").past());
        assertEquals(Map.of("place", 1L, "facts", Map.of("a", "b")), past.checkpoint());
        add(new RunEvent.TaskEnded("web1", task("two")));
        assertEquals(List.of("one", "two"), tasks("web1"));
    }

    @Test
    void aHostThatHasEndedStaysSoUnlessItWasInterrupted() {
        for (String host : List.of("web1", "web2")) {
            add(new RunEvent.HostBegan(host));
            add(new RunEvent.HostCheckpoint(host, Map.of("place", 0L)));
        }
        add(new RunEvent.HostEnded("web1", "failed", Optional.of("why"), List.of()));
        add(new RunEvent.HostEnded("web2", "interrupted", Optional.empty(), List.of()));
        resume();
        assertInstanceOf(HostPast.Ended.class, host("web1").past());
        assertInstanceOf(HostPast.Begun.class, host("web2").past());
    }

    /** By every status that there is: a run is gone on with where its own report says that a host did not come to its end. */
    @Test
    void aHostIsGoneOnWithAndHasNoAccuracyUnlessItCameToItsEnd() {
        Map<String, Boolean> comesToItsEnd = Map.of(
                "ok", true,
                "changed", true,
                "failed", true,
                "unreachable", true,
                "ignored", true,
                "interrupted", false,
                "stopped", false,
                "not started", false);
        for (HostResult.Status status : HostResult.Status.values()) {
            boolean whole = comesToItsEnd.get(status.label());
            add(new RunEvent.HostPlanned("web1", List.of(task("one"))));
            add(new RunEvent.TaskEnded("web1", task("one")));
            add(new RunEvent.HostEnded("web1", status.label(), Optional.empty(), List.of()));
            HostResult result = host("web1").result().orElseThrow();
            assertEquals(status, result.status());
            assertEquals(whole, result.accuracy().isPresent(), status.label());
            resume();
            assertEquals(whole, host("web1").result().isPresent(), status.label());
        }
    }

    @Test
    void hostsAreCountedByTheWordsOfReports() {
        assertEquals(
                Map.of("not started", 2L), RunState.of(entries).orElseThrow().counts());
        add(new RunEvent.HostBegan("web1"));
        assertEquals(
                Map.of("running", 1L, "not started", 1L),
                RunState.of(entries).orElseThrow().counts());
        add(new RunEvent.HostEnded("web2", "not started", Optional.empty(), List.of()));
        assertEquals(
                Map.of("running", 1L, "not started", 1L),
                RunState.of(entries).orElseThrow().counts());
    }

    @Test
    void aRunSaysWhatIsTheMatterWithIt() {
        assertEquals(RunState.Phase.RUNNING, phase(true));
        assertEquals(RunState.Phase.ABANDONED, phase(false));
        add(new RunEvent.RunPaused("interrupted"));
        assertEquals(RunState.Phase.PAUSED, phase(false));
        resume();
        assertEquals(RunState.Phase.ABANDONED, phase(false));
        add(new RunEvent.RunEnded(1));
        assertEquals(RunState.Phase.ENDED, phase(false));
    }

    private RunState.Phase phase(boolean owned) {
        return RunState.of(entries).orElseThrow().phase(owned);
    }
}
