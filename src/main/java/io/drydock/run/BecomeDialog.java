package io.drydock.run;

import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs a program as another user. A password goes out once, when the method's program has asked for it; the program, when the
 * shell behind it has answered. So neither is ever read by somebody else.
 */
final class BecomeDialog implements InputSource, Output {
    /** How long the method's program may take to answer: PAM lets a user wait some seconds after a wrong password. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A line without its end is a question when nothing has followed for so long, in whatever language it is. */
    private static final Duration SILENCE = Duration.ofMillis(700);

    private static final Pattern ASKS_PASSWORD = Pattern.compile("(?i)[^\n]*\\bpassword\\b[^\n:]*:");
    /** What a password is no answer to. */
    private static final Pattern ASKS_MORE =
            Pattern.compile("(?i).*\\b(new|current|old|retype|code|token|otp|passcode|pin)\\b.*");

    private static final byte[] INTERRUPT = {3}; // Ctrl-C

    /** How far it has come. */
    enum Stage {
        WAITING,
        SENT,
        REFUSED,
        HELD_BACK,
        NO_PASSWORD,
        ASKED_MORE,
        READY
    }

    private final Remote remote;
    private final Escalation escalation;
    private final byte[] program;
    private final Output receiver;
    private final Answers answers = new Answers();
    private final Heard out;
    private final Heard err;
    private final BecomeFailure failure;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile Stage stage = Stage.WAITING;
    private String question = "";
    /** When there must be an answer, in System.nanoTime(); none while another host tries the password. */
    private volatile Optional<Long> deadline = in(PATIENCE);

    private volatile long lastHeard = System.nanoTime();
    /** What to say of somebody who does not answer. */
    private volatile Optional<String> silence = Optional.empty();

    private BecomeDialog(Remote remote, Escalation escalation, byte[] program, Output receiver) {
        this.remote = remote;
        this.escalation = escalation;
        this.program = program;
        this.receiver = receiver;
        this.out = new Heard(escalation.begun());
        this.err = new Heard(escalation.begun());
        this.failure = new BecomeFailure(escalation, out, err);
    }

    /** The host wants a terminal for it, which there was none. */
    private static final class TerminalWanted extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * Returns when the command has ended.
     *
     * @throws ProgramFailure when it was not run, because nobody was become
     * @throws RemoteException when the connection failed
     */
    static Exit run(Remote remote, Invocation invocation, Output receiver, Duration timeout)
            throws RemoteException, ProgramFailure {
        if (invocation.escalation().isEmpty())
            return remote.run(invocation.command(), InputSource.of(invocation.input()), receiver, timeout);
        Escalation escalation = invocation.escalation().get();
        try {
            return new BecomeDialog(remote, escalation, invocation.input(), receiver)
                    .run(invocation.command(), timeout);
        } catch (TerminalWanted e) {
            escalation.access().ways().wantTerminal(escalation.become().method());
            return run(remote, invocation.onTerminal(), receiver, timeout);
        }
    }

    private Exit run(String command, Duration timeout) throws RemoteException, ProgramFailure, TerminalWanted {
        answers.add((Invocation.SPARE + escalation.go() + "\n").getBytes(StandardCharsets.UTF_8));
        if (escalation.isSilent()) send(program);
        Thread watch = Thread.ofVirtual().start(this::watch);
        try {
            Exit exit = escalation.terminal()
                    ? remote.runOnTerminal(command, this, this, timeout)
                    : remote.run(command, this, this, timeout);
            if (stage != Stage.READY) throw refused(exit);
            return exit;
        } catch (RemoteException e) {
            if (silence.isPresent()) throw new ProgramFailure(silence.get());
            throw e;
        } finally {
            watch.interrupt();
            answers.end();
            escalation.access().trial().ended(escalation.host());
        }
    }

    /** Finds questions that are not known by their words; who waits for ever has its input ended, then the connection. */
    private void watch() {
        try {
            while (isInTime()) {
                if (answered.await(100, TimeUnit.MILLISECONDS)) return;
                if (System.nanoTime() - lastHeard > SILENCE.toNanos()) askedInSilence();
            }
            silence = Optional.of(failure.silence(PATIENCE));
            endInput();
            if (!answered.await(5, TimeUnit.SECONDS)) remote.close();
        } catch (InterruptedException over) {
            // the command has ended
        }
    }

    private boolean isInTime() {
        Optional<Long> until = deadline;
        return until.isEmpty() || until.get() - System.nanoTime() > 0;
    }

    private synchronized void askedInSilence() {
        questions().ifPresent(this::asked);
    }

    private static Optional<Long> in(Duration time) {
        return Optional.of(System.nanoTime() + time.toNanos());
    }

    @Override
    public InputStream open() {
        return answers;
    }

    @Override
    public boolean stdout(byte[] data, int length) {
        return out.isOpen()
                ? receiver.stdout(data, length)
                : hear(out, escalation.ready(), receiver::stdout, data, length);
    }

    @Override
    public boolean stderr(byte[] data, int length) {
        return err.isOpen()
                ? receiver.stderr(data, length)
                : hear(err, escalation.errors(), receiver::stderr, data, length);
    }

    /** Takes what the program says on one stream. */
    private interface Sink {
        boolean take(byte[] data, int length);
    }

    /**
     * The streams come in no order: each is the program's from where the new user's shell has answered on it.
     *
     * @param word what it answers with
     */
    private synchronized boolean hear(Heard heard, String word, Sink sink, byte[] data, int length) {
        lastHeard = System.nanoTime();
        heard.add(data, length);
        Optional<byte[]> program = heard.open(word + "\n");
        if (program.isPresent()) {
            ready();
            byte[] begun = program.get();
            return begun.length == 0 || sink.take(begun, begun.length);
        }
        if (stage == Stage.READY) return true;
        if (heard.find(escalation.prompt()) >= 0) {
            heard.remove(escalation.prompt());
            asked(escalation.prompt());
        } else {
            questions().filter(q -> ASKS_PASSWORD.matcher(q).matches()).ifPresent(this::asked);
        }
        return true;
    }

    private void ready() {
        if (stage == Stage.READY) return;
        stage = Stage.READY;
        answered.countDown();
        escalation.access().trial().accepted();
        if (!escalation.isSilent()) send(program);
    }

    /** On a terminal its end is a line, for such an input has none. */
    private void send(byte[] whole) {
        answers.add(whole);
        // The sed of busybox looks at a line only when it has the one after it, or the end, which a terminal never
        // tells.
        if (escalation.terminal()) answers.add(("\n" + escalation.end() + "\n\n").getBytes(StandardCharsets.UTF_8));
        else answers.end();
    }

    private Optional<String> questions() {
        return Stream.of(out, err)
                .flatMap(h -> h.question().stream())
                .filter(q -> !q.startsWith("]")) // the rest of sudo-rs's prompt
                .findFirst();
    }

    private synchronized void asked(String what) {
        out.answer();
        err.answer();
        switch (stage) {
            case WAITING -> {
                if (!what.equals(escalation.prompt()) && ASKS_MORE.matcher(what).matches())
                    fail(Stage.ASKED_MORE, what);
                else if (escalation.become().password().isEmpty()) fail(Stage.NO_PASSWORD, what);
                else answer(what);
            }
            case SENT -> again(what);
            case REFUSED, HELD_BACK, NO_PASSWORD, ASKED_MORE, READY -> {}
        }
    }

    private void answer(String what) {
        question = what;
        deadline = Optional.empty();
        boolean admitted = false;
        try {
            admitted = escalation.access().trial().admit(escalation.host());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadline = in(PATIENCE);
        if (!admitted) {
            fail(Stage.HELD_BACK, what);
            return;
        }
        stage = Stage.SENT;
        answers.add((escalation.become().password().orElseThrow().reveal() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void again(String what) {
        if (!what.equals(question)) {
            fail(Stage.ASKED_MORE, what);
            return;
        }
        escalation.access().trial().refused(escalation.host());
        fail(Stage.REFUSED, what);
    }

    private void fail(Stage how, String what) {
        question = what;
        stage = how;
        if (how == Stage.REFUSED) Thread.ofVirtual().start(this::endRefused);
        else endInput();
    }

    /** The method's program ends when its input does; a terminal's has no end, and is interrupted. */
    private void endInput() {
        if (escalation.terminal()) answers.add(INTERRUPT);
        else answers.end();
    }

    /** sudo takes the end of its input for the end of the attempts; sudo-rs takes it for further passwords, and is ended first. */
    private void endRefused() {
        try {
            if (err.find(Escalation.RS_PROMPT) >= 0) end(Invocation.ofKill(escalation.prompt()));
        } catch (RemoteException lost) {
            // then sudo has lost its input, too
        } finally {
            endInput();
        }
    }

    private void end(Invocation kill) throws RemoteException {
        remote.run(kill.command(), InputSource.of(kill.input()), new CollectedOutput(1 << 16), Duration.ofSeconds(5));
    }

    private ProgramFailure refused(Exit exit) throws TerminalWanted {
        if (failure.isForWantOfTerminal() && !escalation.terminal()) throw new TerminalWanted();
        if (silence.isPresent()) return new ProgramFailure(silence.get());
        if (stage == Stage.SENT && failure.isOfPassword())
            escalation.access().trial().refused(escalation.host());
        return new ProgramFailure(failure.why(stage, question, exit));
    }
}
