package io.drydock.fleet;

import io.drydock.gate.GateCheck;
import io.drydock.gate.GateResult;
import io.drydock.inventory.Host;
import io.drydock.playbook.Gate;
import io.drydock.playbook.Safeguards;
import io.drydock.run.BoundPlay;
import io.drydock.run.LayeredScope;
import io.drydock.run.RunListener;
import io.drydock.run.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** What stands between the batches of a play: time to show what is wrong, and gates. */
final class PlayGuard {
    private static final Duration TICK = Duration.ofMillis(100);

    private final Safeguards safeguards;
    private final BoundPlay play;
    private final String run;
    private final Variables variables;
    private final RunListener listener;
    private final Halt halt;
    private final BooleanSupplier goesOn;
    private final PlayHooks hooks;
    private final TaskGates tasks;

    /**
     * @param goesOn whether anything more is begun in the run
     * @param tasks asks gates of tasks
     */
    PlayGuard(
            BoundPlay play,
            String run,
            Variables variables,
            RunListener listener,
            Halt halt,
            BooleanSupplier goesOn,
            PlayHooks hooks,
            TaskGates tasks) {
        this.safeguards = play.play().safeguards();
        this.play = play;
        this.run = run;
        this.variables = variables;
        this.listener = listener;
        this.halt = halt;
        this.goesOn = goesOn;
        this.hooks = hooks;
        this.tasks = tasks;
    }

    /**
     * Whether other hosts may be begun; if not, the run is halted.
     *
     * @param batch the hosts that have just been gone through
     * @param sound those of them that have not failed
     * @param isLast no other batch follows
     */
    boolean lets(List<Host> batch, List<Host> sound, boolean isLast) {
        if (!goesOn.getAsBoolean()) return false;
        if (!isLast && !soaks()) return false;
        Map<String, Object> known =
                Map.of("run", run, "batch", batch.stream().map(Host::name).toList());
        LayeredScope scope = variables.of(play.play(), known);
        GateCheck check = new GateCheck(
                scope, safeguards.directory(), scope.secrets(), gate -> tasks.ask(of(gate), known, sound));
        for (Gate gate : safeguards.gates()) if (!passes(gate, check)) return false;
        return true;
    }

    private BoundPlay.GateTasks of(Gate gate) {
        return play.gates().stream()
                .filter(tasks -> tasks.gate() == gate)
                .findFirst()
                .orElseThrow();
    }

    private boolean soaks() {
        if (safeguards.soak().isZero()) return true;
        listener.soaking(safeguards.soak());
        long end = System.nanoTime() + safeguards.soak().toNanos();
        while (System.nanoTime() < end && goesOn.getAsBoolean()) sleep();
        return goesOn.getAsBoolean();
    }

    private static void sleep() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the command's own thread", e);
        }
    }

    private boolean passes(Gate gate, GateCheck check) {
        listener.gateBegan(gate.name());
        GateResult result = whileItGoesOn(() -> check.ask(gate));
        listener.gateEnded(gate.name(), result.outcome().label(), result.message());
        String named = "gate \"" + gate.name() + "\" ";
        switch (result.outcome()) {
            case PASS -> {
                return goesOn.getAsBoolean();
            }
            case FAIL -> halt.stop(named + "has failed: " + result.message());
            case INCONCLUSIVE -> halt.pause(named + "is inconclusive: " + result.message());
        }
        hooks.gateEnded(gate.name(), result);
        return false;
    }

    /** A run that has been halted meanwhile waits for no answer, only for what the gate has begun. */
    private GateResult whileItGoesOn(Callable<GateResult> question) {
        FutureTask<GateResult> asked = new FutureTask<>(question);
        Thread asking = Thread.startVirtualThread(asked);
        while (goesOn.getAsBoolean()) {
            try {
                return asked.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (ExecutionException e) {
                return GateResult.inconclusive(String.valueOf(e.getCause()));
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the command's own thread", e);
            }
        }
        asked.cancel(true);
        join(asking);
        return GateResult.inconclusive("interrupted");
    }

    private static void join(Thread asking) {
        try {
            asking.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the command's own thread", e);
        }
    }
}
