package io.drydock.fleet;

import io.drydock.gate.GateCheck;
import io.drydock.gate.GateResult;
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

    /** @param goesOn whether anything more is begun in the run */
    PlayGuard(
            BoundPlay play,
            String run,
            Variables variables,
            RunListener listener,
            Halt halt,
            BooleanSupplier goesOn,
            PlayHooks hooks) {
        this.safeguards = play.play().safeguards();
        this.play = play;
        this.run = run;
        this.variables = variables;
        this.listener = listener;
        this.halt = halt;
        this.goesOn = goesOn;
        this.hooks = hooks;
    }

    /**
     * Whether other hosts may be begun; if not, the run is halted.
     *
     * @param batch the names of the hosts that have just been gone through
     * @param isLast no other batch follows
     */
    boolean lets(List<String> batch, boolean isLast) {
        if (!goesOn.getAsBoolean()) return false;
        if (!isLast && !soaks()) return false;
        LayeredScope scope = variables.of(play.play(), Map.of("run", run, "batch", batch));
        GateCheck check = new GateCheck(scope, safeguards.directory(), scope.secrets());
        for (Gate gate : safeguards.gates()) if (!passes(gate, check)) return false;
        return true;
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

    /** A gate is not waited for by a run that has been halted meanwhile. */
    private GateResult whileItGoesOn(Callable<GateResult> question) {
        FutureTask<GateResult> asked = new FutureTask<>(question);
        Thread.startVirtualThread(asked);
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
        return GateResult.inconclusive("interrupted");
    }
}
