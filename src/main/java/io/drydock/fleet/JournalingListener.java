package io.drydock.fleet;

import io.drydock.facts.Facts;
import io.drydock.journal.JournaledTask;
import io.drydock.journal.RunEvent;
import io.drydock.run.HostResult;
import io.drydock.run.RunListener;
import io.drydock.run.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Has all that it hears kept before it is shown.
 *
 * @param kept makes of a result what is kept of it
 * @param screen hears it then
 */
public record JournalingListener(RunLog log, UnaryOperator<TaskResult> kept, RunListener screen)
        implements RunListener {
    @Override
    public void noticed(String text) {
        screen.noticed(text);
    }

    @Override
    public void playBegan(int number, String play) {
        log.tell(new RunEvent.PlayBegan(number, play));
        screen.playBegan(number, play);
    }

    @Override
    public void batchBegan(int number, int of, List<String> hosts, String why) {
        log.tell(new RunEvent.BatchBegan(number, of, hosts, why));
        screen.batchBegan(number, of, hosts, why);
    }

    @Override
    public void batchEnded(int number) {
        log.tell(new RunEvent.BatchEnded(number));
        screen.batchEnded(number);
    }

    @Override
    public void soaking(Duration time) {
        screen.soaking(time);
    }

    @Override
    public void gateBegan(String gate) {
        log.tell(new RunEvent.GateBegan(gate));
        screen.gateBegan(gate);
    }

    @Override
    public void gateTaskEnded(String gate, String host, TaskResult result) {
        log.tell(new RunEvent.GateTaskEnded(gate, host, JournaledTask.of(kept.apply(result))));
        screen.gateTaskEnded(gate, host, result);
    }

    @Override
    public void gateEnded(String gate, String outcome, String message) {
        log.tell(new RunEvent.GateEnded(gate, outcome, Optional.of(message)));
        screen.gateEnded(gate, outcome, message);
    }

    @Override
    public void hookFailed(String hook, String why) {
        screen.hookFailed(hook, why);
    }

    @Override
    public void runPaused(String reason) {
        log.tell(new RunEvent.RunPaused(reason));
        screen.runPaused(reason);
    }

    @Override
    public void hostStarted(String host) {
        log.tell(new RunEvent.HostBegan(host));
        screen.hostStarted(host);
    }

    @Override
    public void factsGathered(String host, Facts facts) {
        log.tell(new RunEvent.FactsGathered(host, facts.always()));
        screen.factsGathered(host, facts);
    }

    @Override
    public void hostPlanned(String host, List<TaskResult> tasks) {
        log.tell(new RunEvent.HostPlanned(
                host, tasks.stream().map(kept).map(JournaledTask::of).toList()));
        screen.hostPlanned(host, tasks);
    }

    @Override
    public void programStarted(String host, int number, String hash) {
        log.tell(new RunEvent.ProgramBegan(host, number, hash));
        screen.programStarted(host, number, hash);
    }

    @Override
    public void taskStarted(String host, String task) {
        log.tell(new RunEvent.TaskBegan(host, task));
        screen.taskStarted(host, task);
    }

    @Override
    public void taskEnded(String host, TaskResult result) {
        log.tell(new RunEvent.TaskEnded(host, JournaledTask.of(kept.apply(result))));
        screen.taskEnded(host, result);
    }

    @Override
    public void checkpoint(String host, Map<String, Object> state) {
        log.tell(new RunEvent.HostCheckpoint(host, state));
        screen.checkpoint(host, state);
    }

    @Override
    public void failuresLeft(int left) {
        screen.failuresLeft(left);
    }

    @Override
    public void hostWaits(String host) {
        screen.hostWaits(host);
    }

    @Override
    public void hostEnded(HostResult result) {
        log.tell(new RunEvent.HostEnded(result.host(), result.status().label(), result.message(), result.notes()));
        screen.hostEnded(result);
    }
}
