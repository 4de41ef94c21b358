package io.drydock.fleet;

import io.drydock.diag.Masking;
import io.drydock.gate.GateResult;
import io.drydock.gate.LocalCommand;
import io.drydock.json.Json;
import io.drydock.playbook.Safeguards;
import io.drydock.playbook.Safeguards.Hook;
import io.drydock.run.BoundPlay;
import io.drydock.run.HostResult;
import io.drydock.run.LayeredScope;
import io.drydock.run.RunListener;
import io.drydock.run.TaskResult;
import io.drydock.run.Variables;
import io.drydock.template.ShellTemplate;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the commands that a play has for what happens in it, one after the other, each with the event as one JSON object on standard input.
 * A hook that fails is told of, and costs nothing; but where on_start fails, nothing is begun.
 */
final class PlayHooks implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Safeguards safeguards;
    private final String run;
    private final String play;
    private final LayeredScope scope;
    private final RunListener listener;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    PlayHooks(BoundPlay play, String run, Variables variables, RunListener listener) {
        this.safeguards = play.play().safeguards();
        this.play = play.play().name();
        this.run = run;
        this.scope = variables.of(play.play(), Map.of("run", run));
        this.listener = listener;
    }

    /** Why nothing is to be begun, if so. */
    Optional<String> start(List<String> hosts) {
        return after(Hook.ON_START, "start", Map.of("hosts", hosts));
    }

    void batchBegan(int number, int of, List<String> hosts, String why) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("number", number);
        event.put("of", of);
        event.put("why", why);
        event.put("hosts", hosts);
        after(Hook.ON_BATCH, "batch_began", event);
    }

    void batchEnded(int number, Map<String, String> hosts) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("number", number);
        event.put("hosts", hosts);
        after(Hook.ON_BATCH, "batch_ended", event);
    }

    /** Does not wait for the command. */
    void hostFailed(HostResult result) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("host", result.host());
        event.put("status", result.status().label());
        result.message().ifPresent(m -> event.put("message", m));
        result.tasks().stream()
                .filter(t -> t.outcome().isFailure() && !t.ignored())
                .map(TaskResult::data)
                .findFirst()
                .ifPresent(task -> event.put("task", task));
        var _ = fire(Hook.ON_FAILURE, "host_failed", event);
    }

    void gateEnded(String gate, GateResult result) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("gate", gate);
        event.put("outcome", result.outcome().label());
        event.put("message", result.message());
        after(Hook.ON_FAILURE, "gate_failed", event);
    }

    /** @param hosts with their statuses */
    void finish(Optional<Halt.Call> halted, Map<String, String> hosts) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("outcome", halted.map(PlayHooks::outcome).orElse("ended"));
        halted.ifPresent(call -> event.put("reason", call.reason()));
        event.put("hosts", hosts);
        after(Hook.ON_FINISH, "finish", event);
    }

    private static String outcome(Halt.Call call) {
        return switch (call.kind()) {
            case STOP -> "stopped";
            case PAUSE -> "paused";
        };
    }

    /** Once the command has ended, and all before it; why it failed, if it did. */
    private Optional<String> after(Hook hook, String name, Map<String, Object> event) {
        try {
            return fire(hook, name, event).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the command's own thread", e);
        }
    }

    private Future<Optional<String>> fire(Hook hook, String name, Map<String, Object> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", name);
        event.put("run", run);
        event.put("play", play);
        event.putAll(data);
        return thread.submit(() -> {
            Optional<String> failure =
                    Optional.ofNullable(safeguards.hooks().get(hook)).flatMap(text -> failure(text, Json.line(event)));
            failure.ifPresent(why -> listener.hookFailed(hook.key(), why));
            return failure;
        });
    }

    private Optional<String> failure(ShellTemplate text, String event) {
        try {
            LocalCommand.Ended ended =
                    new LocalCommand(text.render(scope), safeguards.directory(), TIMEOUT).run(event + "\n");
            if (ended.late()) return Optional.of("did not end within " + TIMEOUT.toSeconds() + " s");
            Masking masking = new Masking();
            masking.addAll(scope.secrets());
            return ended.status() == 0
                    ? Optional.empty()
                    : Optional.of("status " + ended.status() + ": " + masking.apply(ended.lastLine()));
        } catch (IOException | TemplateFailure | UnknownValueException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return Optional.of("interrupted");
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
