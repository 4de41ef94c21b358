package io.drydock.run;

import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program that sudo may ask a password for. The password goes out once, when sudo's own prompt has been seen; the
 * program, when the shell behind sudo has answered. So neither is ever read by somebody else.
 */
final class SudoDialog implements InputSource, Output {
    /** How long sudo may take to answer: PAM lets a user wait some seconds after a wrong password. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int HEARD_LIMIT = 64 * 1024; // characters kept of what comes before sudo has answered
    private static final byte[] END = {};

    private enum Stage {
        WAITING,
        SENT,
        REFUSED,
        HELD_BACK,
        READY
    }

    private final Remote remote;
    private final Sudo sudo;
    private final byte[] program;
    private final Output receiver;
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile Stage stage = Stage.WAITING;
    /** When sudo must have answered, in System.nanoTime(); none while another host tries the password. */
    private volatile Optional<Long> deadline = inTime();

    private volatile boolean silent;

    private SudoDialog(Remote remote, Sudo sudo, byte[] program, Output receiver) {
        this.remote = remote;
        this.sudo = sudo;
        this.program = program;
        this.receiver = receiver;
    }

    /**
     * Returns when the command has ended.
     *
     * @throws ProgramFailure when sudo did not run it
     * @throws RemoteException when the connection failed
     */
    static Exit run(Remote remote, Invocation invocation, Output receiver, Duration timeout)
            throws RemoteException, ProgramFailure {
        if (invocation.sudo().isEmpty())
            return remote.run(invocation.command(), InputSource.of(invocation.input()), receiver, timeout);
        SudoDialog dialog = new SudoDialog(remote, invocation.sudo().get(), invocation.input(), receiver);
        return dialog.run(invocation.command(), timeout);
    }

    private Exit run(String command, Duration timeout) throws RemoteException, ProgramFailure {
        Thread watch = Thread.ofVirtual().start(this::watch);
        try {
            Exit exit = remote.run(command, this, this, timeout);
            if (stage != Stage.READY) throw new ProgramFailure(reason(exit));
            return exit;
        } catch (RemoteException e) {
            if (silent) throw new ProgramFailure(silence());
            throw e;
        } finally {
            watch.interrupt();
            answers.add(END);
            sudo.trial().ended(sudo.host());
        }
    }

    /** sudo waits for ever when it asks for something that is no password; its input is ended, then the connection. */
    private void watch() {
        try {
            while (deadline.isEmpty() || deadline.get() - System.nanoTime() > 0) {
                if (answered.await(1, TimeUnit.SECONDS)) return;
            }
            silent = true;
            answers.add(END);
            if (!answered.await(5, TimeUnit.SECONDS)) remote.close();
        } catch (InterruptedException over) {
            // the command has ended
        }
    }

    private static Optional<Long> inTime() {
        return Optional.of(System.nanoTime() + PATIENCE.toNanos());
    }

    @Override
    public InputStream open() {
        return new Answers();
    }

    @Override
    public boolean stdout(byte[] data, int length) {
        if (stage == Stage.READY) return receiver.stdout(data, length);
        hear(out, data, length);
        int at = out.indexOf(sudo.ready() + "\n");
        return at < 0 || ready(at);
    }

    private boolean ready(int at) {
        stage = Stage.READY;
        answered.countDown();
        sudo.trial().accepted();
        answers.add(program);
        answers.add(END);
        byte[] rest = out.substring(at + sudo.ready().length() + 1).getBytes(StandardCharsets.ISO_8859_1);
        return rest.length == 0 || receiver.stdout(rest, rest.length);
    }

    @Override
    public boolean stderr(byte[] data, int length) {
        if (stage == Stage.READY) return receiver.stderr(data, length);
        hear(err, data, length);
        int at = err.indexOf(sudo.prompt());
        if (at < 0) return true;
        err.delete(at, at + sudo.prompt().length());
        return asked();
    }

    private boolean asked() {
        switch (stage) {
            case WAITING -> send();
            case SENT -> {
                stage = Stage.REFUSED;
                sudo.trial().refused(sudo.host());
                Thread.ofVirtual().start(this::endSudo);
            }
            case REFUSED, HELD_BACK, READY -> {}
        }
        return true;
    }

    private void send() {
        deadline = Optional.empty();
        try {
            stage = sudo.trial().admit(sudo.host()) ? Stage.SENT : Stage.HELD_BACK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stage = Stage.HELD_BACK;
        }
        deadline = inTime();
        answers.add(stage == Stage.SENT ? (sudo.password().reveal() + "\n").getBytes(StandardCharsets.UTF_8) : END);
    }

    /** sudo takes the end of its input for the end of the attempts; sudo-rs takes it for further passwords, and is ended first. */
    private void endSudo() {
        try {
            if (err.indexOf(Sudo.RS_PROMPT) >= 0) end(Invocation.ofKill(sudo.prompt()));
        } catch (RemoteException lost) {
            // then sudo has lost its input, too
        } finally {
            answers.add(END);
        }
    }

    private void end(Invocation kill) throws RemoteException {
        remote.run(
                kill.command(), InputSource.of(kill.input()), new CollectedOutput(HEARD_LIMIT), Duration.ofSeconds(5));
    }

    /** One character is one byte, so that a marker is found wherever the pieces are cut. */
    private static void hear(StringBuilder heard, byte[] data, int length) {
        if (heard.length() < HEARD_LIMIT) heard.append(new String(data, 0, length, StandardCharsets.ISO_8859_1));
    }

    private String reason(Exit exit) {
        if (silent) return silence();
        if (stage == Stage.HELD_BACK) {
            return "sudo's password was not sent here, because " + sudo.trial().refusedBy() + " does not accept it";
        }
        if (stage == Stage.REFUSED)
            return "sudo does not accept the password, which was tried once" + words(Sudo.besidesItsOwn(said()));
        int status = exit instanceof Exit.Exited e ? e.status() : -1;
        Optional<String> known = Sudo.explain(said(), status);
        if (known.isPresent() && known.get().contains("does not accept"))
            sudo.trial().refused(sudo.host());
        String what = known.orElse("the program could not be started, it ended " + ProgramRun.ending(exit));
        return what + (known.isEmpty() && said().isEmpty() ? ProgramRun.NOTHING_SAID : words(said()));
    }

    private String silence() {
        return "sudo did not answer within " + PATIENCE.toSeconds() + " s" + words(said());
    }

    private static String words(String said) {
        return said.isEmpty() ? "" : "; it said: " + said;
    }

    /** What came before sudo's answer, of either stream. */
    private String said() {
        String all = out + (out.isEmpty() || err.isEmpty() ? "" : "\n") + err;
        return new String(all.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }

    /** What is answered, as it comes. */
    private final class Answers extends InputStream {
        private InputStream current = new ByteArrayInputStream(END);
        private boolean over;

        @Override
        public int read() throws InterruptedIOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws InterruptedIOException {
            try {
                while (!over) {
                    int read = current.readNBytes(buffer, offset, length);
                    if (read > 0) return read;
                    byte[] next = answers.take();
                    over = next == END;
                    current = new ByteArrayInputStream(next);
                }
                return -1;
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            } catch (java.io.IOException e) {
                throw new AssertionError("memory cannot fail", e);
            }
        }
    }
}
