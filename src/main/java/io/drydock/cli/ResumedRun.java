package io.drydock.cli;

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
    private final KeptNames names;
    /** As it was when this process took it over. */
    private Optional<RunState> state = Optional.empty();

    /** @param directory from which the run was begun */
    ResumedRun(Console console, String id, Path directory) {
        this.console = console;
        this.id = id;
        this.names = new KeptNames(directory);
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

    @Override
    public TaskResult kept(TaskResult result) {
        return names.kept(result);
    }

    /** As this process names the run's files: by that results are compared, with what was foreseen and with those of other hosts. */
    private HostPast named(HostPast past) {
        return switch (past) {
            case HostPast.None none -> none;
            case HostPast.Ended e ->
                new HostPast.Ended(e.result().with(named(e.result().tasks())));
            case HostPast.Begun b -> new HostPast.Begun(b.checkpoint(), named(b.foreseen()), named(b.results()));
        };
    }

    private List<TaskResult> named(List<TaskResult> results) {
        return results.stream().map(names::whole).toList();
    }
}
