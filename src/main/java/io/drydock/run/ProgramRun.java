package io.drydock.run;

import io.drydock.remote.Exit;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs one program on a host and hands over its events as they come. */
final class ProgramRun implements Output {
    static final String NOTHING_SAID =
            "; check the login shell, its start-up files and a forced command of the user there";
    private static final int GONE =
            98; // what templates/apply.sh ends with when the program has ended before it was done
    private static final int KEPT = 16 * 1024; // bytes of what is said outside of events
    /** Bytes of both streams that one program may send. */
    private static final long LIMIT = 32 << 20;

    private final EventReader reader;
    private final Consumer<Event> events;
    /** What the host says on standard output before the program does. */
    private final ByteArrayOutputStream preface = new ByteArrayOutputStream();

    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private boolean isAttached;
    private boolean started;
    private boolean finished;
    private Optional<String> fatal = Optional.empty();
    private Optional<Throwable> broken = Optional.empty();
    private long received;

    private ProgramRun(String marker, ConcealedSecrets secrets, Consumer<Event> events) {
        this.reader = new EventReader(marker, secrets, this::accept);
        this.events = events;
    }

    /**
     * Returns when the program has ended.
     *
     * @throws RemoteException when the connection failed; events up to then have been handed over
     * @throws ProgramFailure when the program could not start or did not come to its end
     */
    static void run(Remote remote, Invocation invocation, String marker, Duration timeout, Consumer<Event> events)
            throws RemoteException, ProgramFailure {
        run(remote, invocation, new ProgramRun(marker, ConcealedSecrets.NONE, events), timeout);
    }

    /** The same of a program without its marker, as somebody. */
    static void run(
            Remote remote,
            Invocation.Kind kind,
            String program,
            Optional<Become> user,
            Access access,
            Duration timeout,
            Consumer<Event> events)
            throws RemoteException, ProgramFailure {
        MarkedProgram marked = MarkedProgram.of(program);
        run(remote, Invocation.of(kind, marked.text(), user, access), marked.marker(), timeout, events);
    }

    /** Has all that the run has kept on a host for those who come again removed. */
    static boolean clear(HostConnection link, Optional<Become> user, Duration timeout)
            throws RemoteException, ProgramFailure {
        HostContext context = link.context();
        run(
                link.remote(),
                Invocation.Kind.OPEN,
                ProgramText.ofClearing(context),
                user,
                context.access(),
                timeout,
                _ -> {});
        return true;
    }

    /**
     * The same of a program of an apply, which runs in a session of its own, and may be come for again.
     *
     * @param seen what has been read of it before; knows of this, too, when the method returns or throws
     * @throws ProgramGone when it has ended before it was done
     */
    static void attach(
            Remote remote,
            Invocation invocation,
            String marker,
            ConcealedSecrets secrets,
            Seen seen,
            Duration timeout,
            Consumer<Event> events)
            throws RemoteException, ProgramFailure {
        ProgramRun run = new ProgramRun(marker, secrets, event -> {
            if (event instanceof Event.Attached attached) seen.generation = attached.generation();
            events.accept(event);
        });
        try {
            run(remote, invocation, run, timeout);
        } finally {
            if (run.isAttached) seen.bytes = run.reader.whole();
        }
    }

    /** How much has been read of what a detached program tells. */
    static final class Seen {
        private long generation;
        private long bytes;

        long bytes() {
            return bytes;
        }

        /** As templates/apply.sh takes it. */
        @Override
        public String toString() {
            return generation + " " + bytes;
        }
    }

    private static void run(Remote remote, Invocation invocation, ProgramRun run, Duration timeout)
            throws RemoteException, ProgramFailure {
        Exit exit = BecomeDialog.run(remote, invocation, run, timeout);
        run.check();
        if (run.fatal.isPresent()) throw new ProgramFailure(run.fatal.get());
        if (run.finished) return;
        if (exit instanceof Exit.Exited(int status) && status == GONE) throw new ProgramGone(run.reason(exit));
        throw new ProgramFailure(run.reason(exit));
    }

    /** Whatever has gone wrong while the output was read, in whichever thread that was. */
    private void check() throws ProgramFailure {
        switch (broken.orElse(null)) {
            case null -> {}
            case BadAnswer e -> throw new ProgramFailure(e.getMessage());
            case UncheckedIOException e -> throw new ProgramFailure(String.valueOf(e.getMessage()));
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private void accept(Event event) {
        switch (event) {
            case Event.Start _ -> started = true;
            case Event.Attached attached -> {
                isAttached = true;
                started |= attached.offset() > 0;
            }
            case Event.Fatal told -> fatal = Optional.of(told.message());
            case Event.Finish _, Event.Halted _, Event.Fact _, Event.OfStep _ -> {
                if (!started) throw new BadAnswer("more, before it has started");
                finished |= event instanceof Event.Finish || event instanceof Event.Halted;
            }
        }
        events.accept(event);
    }

    @Override
    public boolean stdout(byte[] data, int length) {
        if (!started) keep(preface, data, length);
        return read(length, () -> reader.accept(data, length)) && !finished;
    }

    @Override
    public boolean stderr(byte[] data, int length) {
        return read(length, () -> keep(stderr, data, length));
    }

    private boolean read(int length, Runnable work) {
        try {
            received += length;
            if (received > LIMIT) throw new BadAnswer("more than " + (LIMIT >> 20) + " MiB");
            work.run();
        } catch (RuntimeException | Error e) {
            broken = Optional.of(e);
        }
        return broken.isEmpty();
    }

    private static void keep(ByteArrayOutputStream kept, byte[] data, int length) {
        kept.write(data, 0, Math.min(length, KEPT - Math.min(KEPT, kept.size())));
    }

    private String reason(Exit exit) {
        String output = stderr.toString(StandardCharsets.UTF_8).strip();
        if (started && exit instanceof Exit.Exited(int status) && status == GONE)
            return "the program was ended on the host before it was done" + (output.isEmpty() ? "" : ": " + output);
        if (started) return "the program ended " + ending(exit) + (output.isEmpty() ? "" : ": " + output);
        String said = (Invocation.withoutInput(preface.toString(StandardCharsets.UTF_8))
                                .strip() + "\n" + output)
                .strip();
        return "the program could not be started, it ended " + ending(exit)
                + (said.isEmpty() ? NOTHING_SAID : ": " + said);
    }

    static String ending(Exit exit) {
        return switch (exit) {
            case Exit.Exited e -> "with status " + e.status();
            case Exit.Signaled s -> "by signal " + s.signal();
            case Exit.Vanished v -> "without a status: " + v.reason();
            case Exit.Enough _ -> "early";
        };
    }
}
