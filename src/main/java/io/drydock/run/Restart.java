package io.drydock.run;

import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.RemoteException.Kind;
import io.drydock.remote.Target;
import java.time.Duration;

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
        return new Comeback(connector, target, patience, SHORTEST, () -> false)
                .await(this::isOfNewBoot, "it has not gone down", this::late);
    }

    private RemoteException late(String last) {
        return new RemoteException(
                Kind.UNREACHABLE,
                "did not come back within " + patience.toSeconds() + " s of its restart; at last: " + last,
                "look at its console; a longer wait is the task's timeout");
    }

    private boolean isOfNewBoot(Remote remote) throws RemoteException {
        CollectedOutput output = new CollectedOutput(ANSWER);
        Exit exit = remote.run("cat /proc/sys/kernel/random/boot_id", InputSource.of(new byte[0]), output, QUESTION);
        String now = output.stdout().strip();
        return exit instanceof Exit.Exited && !now.isEmpty() && !now.equals(bootId);
    }
}
