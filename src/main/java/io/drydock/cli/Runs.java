package io.drydock.cli;

import io.drydock.diag.Suggestion;
import io.drydock.fleet.ExitCode;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunFiles;
import io.drydock.journal.RunState;
import io.drydock.journal.RunStore;
import io.drydock.report.RunHistory;
import io.drydock.report.StatusReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** This user's runs, as the command line names them. */
record Runs(Console console) {
    private static final String LAST = "last";
    private static final String LIST = "see: drydock runs";

    static RunFiles store() {
        return RunFiles.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** The run that a text names, which may be any part of the name that no other run's has, or "last". Fails where there is none. */
    String named(String text) throws IOException {
        return named(text, "no run");
    }

    /** @param none what there is when no run is meant */
    String named(String text, String none) throws IOException {
        List<String> runs = store().runs();
        if (text.equals(LAST) && !runs.isEmpty()) return runs.getFirst();
        if (runs.contains(text)) return text;
        List<String> meant = runs.stream().filter(run -> run.contains(text)).toList();
        if (meant.size() == 1) return meant.getFirst();
        throw console.fail(
                "RUN",
                meant.isEmpty() ? "there is " + none + " " + text : "several runs have " + text + " in their names",
                meant.isEmpty() ? LIST : Suggestion.listed(meant));
    }

    /** Asks the process that works on a run to begin nothing more, or closes a run that none works on. Returns the exit status. */
    int ask(String text, RunStore.Wish.Kind kind) throws IOException {
        String run = named(text);
        RunState.Phase phase = status(run).phase();
        if (phase == RunState.Phase.ENDED)
            throw console.fail("RUN", "the run has ended already", "see: drydock show " + run);
        if (phase == RunState.Phase.RUNNING) return askOwner(run, kind);
        if (kind == RunStore.Wish.Kind.PAUSE)
            throw console.fail("RUN", "no process works on the run", "go on with: drydock resume " + run);
        try (RunStore.Journal journal =
                store().takeOver(run, Controller.name(), Controller.process()).journal()) {
            journal.write(new RunEvent.RunEnded(ExitCode.INTERRUPTED.status), true);
        }
        console.out()
                .println("the run is over; hosts finish what they run; what is left is done by: drydock retry " + run);
        return ExitCode.OK.status;
    }

    private int askOwner(String run, RunStore.Wish.Kind kind) throws IOException {
        if (!store().ask(run, new RunStore.Wish(kind, Controller.name()))) {
            boolean over = status(run).phase() != RunState.Phase.RUNNING;
            console.err()
                    .println("drydock: the process that works on the run "
                            + (over ? "has ended meanwhile" : "does not answer") + "; see: drydock status " + run);
            return ExitCode.FAILED.status;
        }
        console.out()
                .println("nothing more is begun; what is at work comes to its end; "
                        + (kind == RunStore.Wish.Kind.PAUSE
                                ? "go on with: drydock resume "
                                : "what is left is done by: drydock retry ")
                        + run);
        return ExitCode.OK.status;
    }

    /** Where a run stands. Fails where it has not begun. */
    StatusReport status(String run) throws IOException {
        return find(run).orElseThrow(() -> notBegun(run));
    }

    /** All that the journal of a run tells. Fails where it has not begun. */
    RunHistory history(String run) throws IOException {
        boolean owned = store().isOwned(run); // before its journal is read, as below
        return store().read(run).flatMap(record -> RunHistory.of(record, owned)).orElseThrow(() -> notBegun(run));
    }

    private InvalidInput notBegun(String run) {
        return console.fail("RUN", "the run " + run + " was ended before it began; no host was touched", LIST);
    }

    /** Empty when it has not begun. */
    static Optional<StatusReport> find(String run) throws IOException {
        boolean owned = store().isOwned(run); // before its journal is read: what ends meanwhile has said so there
        RunStore.RunRecord record =
                store().read(run).orElseThrow(() -> new IOException("the run " + run + " has been removed"));
        return RunState.of(record.entries())
                .map(state -> new StatusReport(
                        state, owned, owned ? "" : record.torn().orElse("")));
    }
}
