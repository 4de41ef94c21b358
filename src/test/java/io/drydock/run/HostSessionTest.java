package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.facts.Facts;
import io.drydock.remote.Connector;
import io.drydock.remote.Slot;
import io.drydock.remote.SshOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host is as it should be only when all of its plays have been run to their ends. */
class HostSessionTest {
    private static final Slot KEPT = new Slot() {
        @Override
        public void lend() {}

        @Override
        public void regain() {}

        @Override
        public void during(Wait wait) throws InterruptedException {
            wait.run();
        }
    };

    @TempDir
    Path temp;

    /** Meets the error once, at the event that its name is. */
    private record Failing(String event, Error error) implements RunListener {
        private void at(String now) {
            if (event.equals(now)) throw error;
        }

        @Override
        public void hostStarted(String host) {
            at("hostStarted");
        }

        @Override
        public void taskStarted(String host, String task) {
            at(task.equals("gathering facts") ? "facts" : "taskStarted");
        }

        @Override
        public void taskEnded(String host, TaskResult result) {
            at("taskEnded");
        }

        @Override
        public void hostEnded(HostResult result) {}
    }

    private HostSession session(PlayBed bed, RunListener listener) {
        HostContext context = bed.context();
        return new HostSession(
                context.host(),
                context.access(),
                context.library(),
                context.variables(),
                context.options(),
                listener,
                ApplyDecision.OPEN,
                context.others());
    }

    private PlayBed bed() throws Exception {
        Path file = Files.writeString(temp.resolve("play.yml"), "- hosts: all\n  tasks:\n    - debug: hello\n");
        return PlayBed.of(file, Map.of(), Facts.of(Map.of("hostname", "host")), Mode.PLAN);
    }

    private HostResult run(String event, Error error) throws Exception {
        PlayBed bed = bed();
        HostSession session = session(bed, new Failing(event, error));
        List<BoundPlay> plays = List.of(bed.play());
        session.begin(new Connector(SshOptions.defaults()), KEPT);
        plays.forEach(play -> session.foresee(play, new Party()));
        session.decide();
        plays.forEach(play -> session.run(play, new Party(), false));
        session.finish(plays);
        return session.result();
    }

    @Test
    void anErrorAtAnyPointIsAFailureOfTheHost() throws Exception {
        assertEquals(
                HostResult.Status.OK, run("never", new StackOverflowError()).status());
        for (String event : List.of("hostStarted", "facts", "taskStarted", "taskEnded")) {
            HostResult result = run(event, new StackOverflowError());
            assertEquals(HostResult.Status.FAILED, result.status(), event);
            assertTrue(result.message().orElseThrow().contains("too deep a recursion"), event + result);
            assertTrue(
                    run(event, new OutOfMemoryError()).message().orElseThrow().contains("memory"), event);
        }
    }

    @Test
    void aHostWhosePlaysWereNotRunToTheirEndsHasFailed() throws Exception {
        PlayBed bed = bed();
        HostSession session = session(bed, new ActionBed.Silent());
        assertEquals(HostResult.Status.FAILED, session.result().status(), "before anything was done");
        session.begin(new Connector(SshOptions.defaults()), KEPT);
        session.finish(List.of(bed.play()));
        assertEquals(
                "the work on this host did not come to its end",
                session.result().message().orElseThrow());
        session.finish(List.of());
        assertEquals(HostResult.Status.OK, session.result().status(), "nothing but facts was asked for");
    }
}
