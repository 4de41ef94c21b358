package io.drydock.run;

import io.drydock.action.Sha256;
import io.drydock.remote.RemoteException;
import io.drydock.template.ShellWord;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A program of an apply, which runs on its host in a session of its own: sent once, and come for again as often as the connection is lost. Who sends it
 * again, from this process or another one, joins it; see templates/apply.sh.
 *
 * @param number from 1, of those of the run on this host
 */
record DetachedRun(HostContext context, Segment segment, int number) {
    /**
     * Returns when the program has told all.
     *
     * @param goesDown whether the host is about to restart, and is not come for again
     */
    void run(HostConnection link, BooleanSupplier goesDown, Consumer<Event> events)
            throws RemoteException, ProgramFailure {
        ProgramRun.Seen seen = new ProgramRun.Seen();
        String hash = Sha256.of(segment.program());
        context.listener().programStarted(context.name(), number, hash);
        Attempts attempts = new Attempts();
        while (true) {
            long before = seen.bytes();
            try {
                attach(link, hash, seen, events);
                return;
            } catch (RemoteException e) {
                if (goesDown.getAsBoolean()) throw e;
                if (seen.bytes() > before) attempts.restart();
                attempts.reconnect(link, e);
            } catch (ProgramGone e) {
                if (goesDown.getAsBoolean() || !attempts.another()) throw e;
            }
        }
    }

    private void attach(HostConnection link, String hash, ProgramRun.Seen seen, Consumer<Event> events)
            throws RemoteException, ProgramFailure {
        MarkedProgram program = MarkedProgram.of(header(hash, seen) + segment.program());
        Invocation invocation = Invocation.of(Invocation.Kind.OPEN, program.text(), segment.user(), context.access());
        ProgramRun.attach(
                link.remote(),
                invocation,
                program.marker(),
                ConcealedSecrets.of(segment.secrets()),
                seen,
                context.options().commandTimeout(),
                events);
    }

    private String header(String hash, ProgramRun.Seen seen) {
        RunOptions options = context.options();
        return ProgramText.header(Mode.APPLY.label(), options.id(), segment.isLast())
                + ProgramText.host(context.id()) + "NUMBER=" + number + " HASH=" + hash + " EPOCH=" + options.epoch()
                + " SEEN="
                + ShellWord.quoted(seen.toString()) + " BY=" + options.owner().by() + " SINCE="
                + options.owner().since() + "\n" + Invocation.reader();
    }
}
