package io.drydock.fleet;

import io.drydock.gate.GateResult;
import io.drydock.inventory.Host;
import io.drydock.playbook.Gate;
import io.drydock.playbook.Play;
import io.drydock.remote.Connector;
import io.drydock.run.BoundPlay;
import io.drydock.run.HostResult;
import io.drydock.run.HostSession;
import io.drydock.run.HostWork;
import io.drydock.run.RunListener;
import io.drydock.run.RunOptions;
import io.drydock.run.StopSignal;
import io.drydock.run.TaskResult;
import io.drydock.template.ValueTemplate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks gates of tasks: has them run on their hosts, in sessions and programs of their own, so that what the run has come to on these hosts stays as it is. Each
 * time they are run anew.
 */
final class TaskGates {
    private final RunOptions options;
    private final SideSessions side;
    private final Connector connector;
    private final BoundedWork bounded;
    private final RunListener listener;
    private int asked;

    TaskGates(RunOptions options, SideSessions side, Connector connector, BoundedWork bounded, RunListener listener) {
        this.options = options;
        this.side = side;
        this.connector = connector;
        this.bounded = bounded;
        this.listener = listener;
    }

    /**
     * Asks once. An interrupted wait ends after the tasks that run.
     *
     * @param known what the tasks see besides the variables of the play
     * @param batch the hosts that are asked where the gate names none
     */
    GateResult ask(BoundPlay.GateTasks gate, Map<String, ?> known, List<Host> batch) throws InterruptedException {
        List<Host> hosts = gate.hosts(batch);
        if (hosts.isEmpty()) return GateResult.inconclusive("no host of the batch is left to be asked");
        StopSignal stop = new StopSignal();
        List<HostSession> sessions = sessions(gate.play().play(), gate.gate(), hosts, stop);
        BoundPlay play = gate.play().with(hosts).with(values(gate.gate(), known));
        Thread work = Thread.startVirtualThread(() -> run(play, sessions));
        boolean isLate = true;
        try {
            isLate = !work.join(gate.gate().timeout());
        } finally {
            stop.raise();
            await(work);
        }
        return isLate
                ? GateResult.inconclusive(
                        "the tasks did not end within " + gate.gate().timeout().toSeconds() + " s")
                : judge(sessions.stream().map(HostSession::result).toList());
    }

    private List<HostSession> sessions(Play play, Gate gate, List<Host> hosts, StopSignal stop) {
        asked++;
        RunOptions own = options.beside("gate " + options.epoch() + "." + asked, gate.timeout(), stop);
        RunListener told = new RunListener() {
            @Override
            public void taskEnded(String host, TaskResult result) {
                listener.gateTaskEnded(gate.name(), host, result);
            }
        };
        Path directory = play.safeguards().directory();
        return hosts.stream().map(host -> side.open(host, directory, own, told)).toList();
    }

    private static Map<String, ValueTemplate> values(Gate gate, Map<String, ?> known) {
        Map<String, ValueTemplate> values = new HashMap<>();
        known.forEach((name, value) ->
                values.put(name, new ValueTemplate(gate.pos(), new ValueTemplate.Part.Constant(value), List.of())));
        return values;
    }

    private void run(BoundPlay play, List<HostSession> sessions) {
        Parties parties = new Parties(List.of(new Batch(play.hosts(), "gate", false)), _ -> true, Admission.open());
        bounded.run(
                sessions,
                parties,
                (session, place) -> {
                    session.begin(connector, place);
                    session.run(play, parties.of(session), true);
                    session.finish(List.of(play));
                },
                HostWork::fail);
    }

    private static void await(Thread work) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            work.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("it has been interrupted once", e);
        }
        if (wasInterrupted) Thread.currentThread().interrupt();
    }

    /** Whatever is no failure of a task says nothing of what the gate asks. */
    private static GateResult judge(List<HostResult> results) {
        for (HostResult result : results) {
            Optional<TaskResult> failed = result.tasks().stream()
                    .filter(task -> task.outcome().isFailure() && !task.ignored())
                    .findFirst();
            if (failed.isPresent()) return GateResult.fail(result.host() + ": " + said(failed.get()));
        }
        for (HostResult result : results)
            if (result.status() != HostResult.Status.OK && result.status() != HostResult.Status.CHANGED)
                return GateResult.inconclusive(result.host() + ": "
                        + result.message()
                                .flatMap(m -> m.lines().findFirst())
                                .orElse(result.status().label()));
        return GateResult.pass(results.size() == 1 ? results.getFirst().host() : results.size() + " hosts");
    }

    /** In one line: why, and the last that it has said. */
    private static String said(TaskResult failed) {
        List<String> lines = failed.message()
                .filter(m -> !m.isBlank())
                .orElse(failed.outcome().label())
                .lines()
                .toList();
        return failed.name() + ": " + lines.getFirst() + (lines.size() > 1 ? ": " + lines.getLast() : "");
    }
}
