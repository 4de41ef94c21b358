package io.drydock.cli;

import io.drydock.fleet.ExitCode;
import io.drydock.fleet.Halt;
import io.drydock.fleet.JournalingListener;
import io.drydock.fleet.RunLog;
import io.drydock.inventory.Host;
import io.drydock.journal.JournalEntry;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunStore;
import io.drydock.journal.UnkeptJournal;
import io.drydock.report.Progress;
import io.drydock.run.HostResult;
import io.drydock.run.Mode;
import io.drydock.run.RunListener;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A run while it goes on, with its journal where it has one. */
final class KeptRun implements AutoCloseable {
    private static final long WISH_MS = 200;

    private final Console console;
    private final Progress screen;
    private final Optional<RunStore.Journal> journal;
    private final Optional<RunLog> log;
    private final Recording recording;
    private final String id;
    private volatile boolean ended;

    private KeptRun(
            Recording recording,
            Optional<RunStore.Journal> journal,
            Console console,
            Progress screen,
            List<Consumer<JournalEntry>> followers) {
        this.recording = recording;
        this.id = recording.id();
        this.console = console;
        this.screen = screen;
        this.journal = journal;
        this.log = journal.map(kept -> new RunLog(kept, followers, this::lost));
    }

    /** @param followers are told of all events, also of a run that is kept nowhere */
    static KeptRun of(
            Recording recording,
            Mode mode,
            List<Host> hosts,
            Console console,
            Progress screen,
            List<Consumer<JournalEntry>> followers) {
        Optional<RunStore.Opened> opened = recording.open(hosts);
        Optional<RunStore.Journal> journal = opened.map(RunStore.Opened::journal);
        if (followers.isEmpty()) return new KeptRun(recording, journal, console, screen, followers);
        RunStore.Journal followed = journal.orElseGet(UnkeptJournal::new);
        KeptRun run = new KeptRun(recording, Optional.of(followed), console, screen, followers);
        opened.ifPresentOrElse(
                kept -> followers.forEach(
                        follower -> follower.accept(kept.entries().getLast())),
                () -> run.log.orElseThrow().tell(NewRun.unkept(recording.id(), mode.label(), hosts)));
        return run;
    }

    /** What could not be kept could not be gone on with either: the run ends as if it had been asked to. */
    private void lost(IOException e) {
        screen.aside(() -> {
            console.err()
                    .println("drydock: the journal of run " + id + " cannot be written any more: " + VaultFile.reason(e)
                            + "; nothing more is begun");
            return id;
        });
        console.interruption().raise();
    }

    /** Tells whoever shows the run, once it is kept. */
    RunListener listener() {
        return log.<RunListener>map(kept -> new JournalingListener(kept, recording::kept, screen))
                .orElse(screen);
    }

    /** Until the run has ended, tells of what is asked for from elsewhere. */
    void heed(Consumer<RunStore.Wish> asked) {
        journal.ifPresent(kept -> Thread.ofVirtual().start(() -> heed(kept, asked)));
    }

    private void heed(RunStore.Journal kept, Consumer<RunStore.Wish> asked) {
        try {
            while (!ended) {
                kept.wish().ifPresent(asked);
                Thread.sleep(WISH_MS);
            }
        } catch (IOException e) {
            lost(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps how the run ends, and hands its results on. */
    List<HostResult> ended(List<HostResult> results, Mode mode, Halt halt) {
        boolean paused =
                halt.called().filter(call -> call.kind() == Halt.Kind.PAUSE).isPresent(); // it has been told
        if (log.isEmpty() || paused) return results;
        log.get()
                .tell(
                        console.interruption().raised()
                                ? new RunEvent.RunPaused("interrupted")
                                : new RunEvent.RunEnded(ExitCode.of(results, mode, halt.called()).status));
        return results;
    }

    /** 1 unless the run is gone on with. */
    long epoch() {
        return journal.map(RunStore.Journal::epoch).orElse(1L);
    }

    @Override
    public void close() {
        ended = true;
        try {
            if (journal.isPresent()) journal.get().close();
        } catch (IOException e) {
            lost(e);
        }
    }
}
