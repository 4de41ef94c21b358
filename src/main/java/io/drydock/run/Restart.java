package io.drydock.run;

import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.remote.Target;
import java.time.Duration;
import java.util.Optional;

/**
 * A host that is about to restart.
 *
 * @param step the step that has it restarted
 * @param bootId of the boot that ends; another one shows that the host has started again
 * @param patience how long to wait for that
 */
record Restart(int step, String bootId, Duration patience) {
    private static final Duration QUESTION = Duration.ofSeconds(30);
    private static final int ANSWER = 1024; // bytes, of a boot id that has 36
    private static final Duration MOST_PATIENCE = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    static Restart of(Event.Restarts event) {
        Duration asked = Duration.ofSeconds(event.seconds());
        return new Restart(event.step(), event.bootId(), asked.compareTo(MOST_PATIENCE) < 0 ? asked : MOST_PATIENCE);
    }

    /**
     * Tries, with growing pauses, until the host answers from another boot.
     *
     * @throws RemoteException when it does not within the patience, or is another host than it was
     */
    Remote await(Connector connector, Target target) throws RemoteException {
        long start = System.nanoTime();
        Duration pause = SHORTEST;
        String last = "it has not gone down";
        while (Duration.ofNanos(System.nanoTime() - start).compareTo(patience) < 0) {
            sleep(pause);
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
            try {
                Optional<Remote> remote = ofNewBoot(connector.connect(target));
                if (remote.isPresent()) return remote.get();
            } catch (RemoteException e) {
                if (e.kind() == Kind.HOST_KEY_CHANGED || e.kind() == Kind.HOST_KEY_UNKNOWN) throw e;
                last = e.getMessage();
            }
        }
        throw new RemoteException(
                Kind.UNREACHABLE,
                "did not come back within " + patience.toSeconds() + " s of its restart; at last: " + last,
                "look at its console; a longer wait is the task's timeout");
    }

    /** Closes the connection unless it is to another boot. */
    private Optional<Remote> ofNewBoot(Remote remote) throws RemoteException {
        boolean isNew = false;
        try {
            CollectedOutput output = new CollectedOutput(ANSWER);
            Exit exit =
                    remote.run("cat /proc/sys/kernel/random/boot_id", InputSource.of(new byte[0]), output, QUESTION);
            String now = output.stdout().strip();
            isNew = exit instanceof Exit.Exited && !now.isEmpty() && !now.equals(bootId);
        } finally {
            if (!isNew) remote.close();
        }
        return isNew ? Optional.of(remote) : Optional.empty();
    }

    private static void sleep(Duration time) throws RemoteException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException(Kind.LOST, "interrupted while waiting for the restart", "");
        }
    }
}
