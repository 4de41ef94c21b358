package io.drydock.cli;

import io.drydock.diag.SourcePos;
import io.drydock.inventory.Host;
import io.drydock.journal.JournaledHost;
import io.drydock.journal.RunState;
import io.drydock.journal.RunStore;
import io.drydock.run.HostPast;
import io.drydock.run.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A run that this process goes on with. */
final class ResumedRun implements Recording {
    private final Console console;
    private final String id;
    private final Path directory;
    /** As it was when this process took it over. */
    private Optional<RunState> state = Optional.empty();

    /** @param directory from which the run was begun */
    ResumedRun(Console console, String id, Path directory) {
        this.console = console;
        this.id = id;
        this.directory = directory;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<RunStore.Opened> open(List<Host> hosts) {
        try {
            RunStore.Opened opened = Runs.store().takeOver(id, Controller.name(), Controller.process());
            state = RunState.of(opened.entries());
            return Optional.of(opened);
        } catch (IOException e) {
            throw console.fail("RUN", "the run cannot be gone on with: " + e.getMessage(), "see: drydock status " + id);
        }
    }

    @Override
    public HostPast past(String host) {
        return Optional.ofNullable(state.orElseThrow().hosts().get(host))
                .map(JournaledHost::past)
                .map(this::named)
                .orElseGet(HostPast.None::new);
    }

    @Override
    public int reached() {
        return state.orElseThrow().play();
    }

    /** The run's files have the names now that they have from everywhere; by these results are compared with what was foreseen. */
    private HostPast named(HostPast past) {
        return switch (past) {
            case HostPast.None _, HostPast.Ended _ -> past;
            case HostPast.Begun b -> new HostPast.Begun(b.checkpoint(), named(b.foreseen()), named(b.results()));
        };
    }

    private List<TaskResult> named(List<TaskResult> results) {
        return results.stream().map(r -> r.at(r.pos().map(this::named))).toList();
    }

    private SourcePos named(SourcePos pos) {
        return new SourcePos(directory.resolve(pos.file()).normalize().toString(), pos.line(), pos.column());
    }
}
