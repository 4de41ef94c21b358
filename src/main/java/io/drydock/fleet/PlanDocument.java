package io.drydock.fleet;

import io.drydock.diag.Labelled;
import io.drydock.diag.SourcePos;
import io.drydock.facts.Facts;
import io.drydock.run.HostResult;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the file of a saved plan holds besides its sum, with the names that docs/plans.md gives; facts are plain data. */
record PlanDocument(
        long drydockPlan,
        String created,
        String run,
        String drydock,
        Optional<Long> approvals,
        SavedPlan.Request request,
        Map<String, String> files,
        List<Host> hosts,
        Map<String, String> programs) {
    static final long VERSION = 1;

    PlanDocument {
        hosts = List.copyOf(hosts);
        if (approvals.isPresent() && (approvals.get() < 1 || approvals.get() > SavedPlan.MOST_APPROVALS))
            throw new IllegalArgumentException("\"approvals\" is no number of people");
    }

    record Host(
            String host,
            String status,
            Optional<String> message,
            List<String> notes,
            String factFingerprint,
            Map<String, Object> facts,
            List<Task> tasks) {
        Host {
            known(Labelled.of(HostResult.Status.class, status), "status", status);
            notes = List.copyOf(notes);
            tasks = List.copyOf(tasks);
        }

        static Host of(HostResult result) {
            Map<String, Object> facts = result.facts().map(Facts::lasting).orElse(Map.of());
            return new Host(
                    result.host(),
                    result.status().label(),
                    result.message(),
                    result.notes(),
                    Fingerprint.of((Object) facts),
                    facts,
                    result.tasks().stream().map(Task::of).toList());
        }

        SavedPlan.Host saved() {
            HostResult result = new HostResult(
                    host,
                    Labelled.of(HostResult.Status.class, status).orElseThrow(),
                    Optional.empty(),
                    tasks.stream().map(Task::result).toList(),
                    message,
                    notes,
                    Optional.empty());
            return new SavedPlan.Host(result, facts);
        }
    }

    /** @param program the fingerprint of a text of {@link #programs} */
    record Task(
            String name,
            String action,
            String outcome,
            Optional<String> message,
            Optional<String> diff,
            Optional<Boolean> ignored,
            String file,
            int line,
            int column,
            Optional<String> program) {
        Task {
            known(Labelled.of(Outcome.class, outcome), "outcome", outcome);
        }

        static Task of(TaskResult task) {
            SourcePos pos = task.pos().orElseThrow();
            return new Task(
                    task.name(),
                    task.action(),
                    task.outcome().label(),
                    task.message(),
                    task.diff(),
                    Optional.of(task.ignored()).filter(ignored -> ignored),
                    pos.file(),
                    pos.line(),
                    pos.column(),
                    task.program().map(Fingerprint::of));
        }

        TaskResult result() {
            return new TaskResult(
                    Optional.of(new SourcePos(file, line, column)),
                    name,
                    action,
                    Labelled.of(Outcome.class, outcome).orElseThrow(),
                    message,
                    diff,
                    ignored.orElse(false),
                    program,
                    Duration.ZERO,
                    Optional.empty());
        }
    }

    /** @param results of a run that kept its programs */
    static PlanDocument of(SavedPlan plan, List<HostResult> results) {
        Map<String, String> files = new LinkedHashMap<>();
        plan.files().forEach((path, print) -> files.put(path.toString(), print));
        Map<String, String> programs = new TreeMap<>();
        results.stream()
                .flatMap(r -> r.tasks().stream())
                .flatMap(t -> t.program().stream())
                .forEach(p -> programs.put(Fingerprint.of(p), p));
        return new PlanDocument(
                VERSION,
                plan.created(),
                plan.run(),
                plan.drydock(),
                Optional.of((long) plan.approvals()).filter(n -> n > 0),
                plan.request(),
                files,
                results.stream().map(Host::of).toList(),
                programs);
    }

    SavedPlan plan() {
        Map<Path, String> prints = new LinkedHashMap<>();
        files.forEach((path, print) -> prints.put(Path.of(path), print));
        return new SavedPlan(
                created,
                run,
                drydock,
                approvals.orElse(0L).intValue(),
                request,
                prints,
                hosts.stream().map(Host::saved).toList());
    }

    /** A program that is not the one its fingerprint names, or one that is missing. */
    Optional<String> forged() {
        Stream<String> named = hosts.stream().flatMap(h -> h.tasks().stream()).flatMap(t -> t.program().stream());
        return Stream.concat(programs.keySet().stream(), named)
                .filter(print ->
                        !Fingerprint.of(String.valueOf(programs.get(print))).equals(print))
                .findFirst();
    }

    private static void known(Optional<?> value, String what, String label) {
        if (value.isEmpty()) throw new IllegalArgumentException("unknown " + what + " \"" + label + "\"");
    }
}
