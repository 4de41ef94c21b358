package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.remote.RemoteException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LocalRemoteTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Captured seen = new Captured();

    @Test
    void runsInAShellWithInputAndBothOutputs() throws Exception {
        assertEquals(new Exit.Exited(3), run("cat; echo err >&2; exit 3", InputSource.of("out"), seen, LONG));
        assertEquals("out err\n", seen.out + " " + seen.err);
    }

    @Test
    void commandNeedNotReadItsInput() throws Exception {
        assertEquals(new Exit.Exited(0), run("true", InputSource.of(new byte[5_000_000]), seen, LONG));
    }

    @Test
    void timeIsUpForDescendantsToo() {
        RemoteException e = assertThrows(
                RemoteException.class,
                () -> run("sleep 60 & sleep 60", InputSource.none(), seen, Duration.ofMillis(300)));
        assertEquals(Kind.TIMED_OUT, e.kind());
    }

    @Test
    void enoughEndsAnEndlessCommand() throws Exception {
        Captured first = Captured.first();
        assertEquals(new Exit.Enough(), run("while :; do echo y; done", InputSource.none(), first, LONG));
        assertTrue(first.out.size() > 0);
    }

    @Test
    void unreadableInputEndsTheRun() {
        InputSource broken = () -> {
            throw new IOException("no such file");
        };
        assertThrows(UncheckedIOException.class, () -> run("cat; sleep 60", broken, seen, LONG));
    }

    /** Not the status of the command, whose output nobody has read to its end. */
    @Test
    void anErrorOfWhoReadsEndsTheRun() {
        Output failing = new Output() {
            @Override
            public boolean stdout(byte[] data, int length) {
                throw new StackOverflowError();
            }

            @Override
            public boolean stderr(byte[] data, int length) {
                return true;
            }
        };
        assertThrows(StackOverflowError.class, () -> run("echo out", InputSource.none(), failing, LONG));
    }

    private static Exit run(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
        try (Remote remote = new LocalRemote(Optional.empty())) {
            return remote.run(command, stdin, out, timeout);
        }
    }
}
