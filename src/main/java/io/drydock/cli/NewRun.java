package io.drydock.cli;

import io.drydock.diag.Bug;
import io.drydock.inventory.Host;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunStore;
import io.drydock.json.Records;
import io.drydock.run.TaskResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that begins.
 *
 * @param files the fingerprints of what it was made from
 */
record NewRun(Console console, String id, String command, JournaledRequest request, Map<Path, String> files)
        implements Recording {
    /** A run that could not be resumed must not begin without anybody's knowing. */
    @Override
    public Optional<RunStore.Opened> open(List<Host> hosts) {
        try {
            RunStore.Opened opened = Runs.store().begin(began(hosts));
            prune();
            return Optional.of(opened);
        } catch (IOException e) {
            throw console.fail(
                    Runs.store().folder().toString(),
                    "the journal of this run cannot be written, without which it could not be resumed: "
                            + VaultFile.reason(e),
                    "make that folder writable, name another one with XDG_STATE_HOME, or apply with --no-journal");
        }
    }

    @Override
    public TaskResult kept(TaskResult result) {
        return new KeptNames(request.directory()).kept(result);
    }

    /** Of a run that cannot be gone on with. */
    static RunEvent.RunBegan unkept(String id, String command, List<Host> hosts) {
        return began(id, command, Map.of(), Map.of(), hosts);
    }

    /** What cannot be removed keeps nobody from running. */
    private void prune() {
        try {
            Runs.store().prune();
        } catch (IOException e) {
            console.err().println("drydock: warning: old runs cannot be removed: " + VaultFile.reason(e));
        }
    }

    private RunEvent.RunBegan began(List<Host> hosts) {
        Map<String, String> prints = new LinkedHashMap<>();
        files.forEach((path, print) -> prints.put(path.toString(), print));
        return began(id, command, Records.data(request), prints, hosts);
    }

    private static RunEvent.RunBegan began(
            String id, String command, Map<String, Object> request, Map<String, String> prints, List<Host> hosts) {
        return new RunEvent.RunBegan(
                id,
                command,
                Bug.version(),
                Controller.name(),
                Controller.process(),
                request,
                prints,
                hosts.stream()
                        .map(h -> new RunEvent.HostEntry(h.name(), h.groups()))
                        .toList());
    }
}
