package io.drydock.cli;

import io.drydock.inventory.Host;
import io.drydock.journal.RunStore;
import io.drydock.run.HostPast;
import io.drydock.run.TaskResult;
import java.util.List;
import java.util.Optional;

/** How a run is kept: as a new one, as one that is gone on with, or not at all. */
interface Recording {
    /** The run's name. */
    String id();

    /** The journal of the run, which is opened at the last moment before a host is touched; empty where it has none. */
    Optional<RunStore.Opened> open(List<Host> hosts);

    /** What an earlier process has done on a host; once the journal is open. */
    default HostPast past(String host) {
        return new HostPast.None();
    }

    /** The number of the last play that an earlier process has begun, 0 where none has; once the journal is open. */
    default int reached() {
        return 0;
    }

    /** A result as the journal names its file. */
    default TaskResult kept(TaskResult result) {
        return result;
    }

    default boolean isKept() {
        return true;
    }

    /** What is planned or only looked at is kept nowhere. */
    static Recording none() {
        return new None(RunId.fresh());
    }

    record None(String id) implements Recording {
        @Override
        public boolean isKept() {
            return false;
        }

        @Override
        public Optional<RunStore.Opened> open(List<Host> hosts) {
            return Optional.empty();
        }
    }
}
