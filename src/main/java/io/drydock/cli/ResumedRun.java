package io.drydock.cli;

import io.drydock.inventory.Host;
import io.drydock.journal.JournaledHost;
import io.drydock.journal.RunState;
import io.drydock.journal.RunStore;
import io.drydock.run.HostPast;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A run that this process goes on with. */
final class ResumedRun implements Recording {
    private final Console console;
    private final String id;
    /** As it was when this process took it over. */
    private Optional<RunState> state = Optional.empty();

    ResumedRun(Console console, String id) {
        this.console = console;
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<RunStore.Journal> open(List<Host> hosts) {
        try {
            RunStore.Journal journal = Runs.store().takeOver(id, Controller.name(), Controller.process());
            state = Runs.store().read(id).flatMap(record -> RunState.of(record.entries()));
            return Optional.of(journal);
        } catch (IOException e) {
            throw console.fail("RUN", "the run cannot be gone on with: " + e.getMessage(), "see: drydock status " + id);
        }
    }

    @Override
    public HostPast past(String host) {
        return Optional.ofNullable(state.orElseThrow().hosts().get(host))
                .map(JournaledHost::past)
                .orElseGet(HostPast.None::new);
    }
}
