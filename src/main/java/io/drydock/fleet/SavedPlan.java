package io.drydock.fleet;

import io.drydock.run.HostResult;
import io.drydock.run.TaskResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A plan as a value: what was asked, what it was made from, and what it foresees on every host. It holds no secrets.
 *
 * @param created when, in ISO 8601
 * @param run the name of the run that made it
 * @param drydock the version that made it
 * @param approvals how many people have to approve a program before it is run
 * @param files the fingerprints of the playbooks, inventory files and template folders it was made from
 */
public record SavedPlan(
        String created,
        String run,
        String drydock,
        int approvals,
        Request request,
        Map<Path, String> files,
        List<Host> hosts) {
    public static final int MOST_APPROVALS = 100;

    /**
     * What the command line asked for.
     *
     * @param inventory paths, or host names with commas
     * @param extraVars as typed, those that are secrets left out
     * @param secrets the names of those
     * @param answered the names of those among all of them that answer what plays ask for; empty where none does
     */
    public record Request(
            List<Path> playbooks,
            List<String> inventory,
            Optional<String> limit,
            Set<String> tags,
            Set<String> skipTags,
            List<String> extraVars,
            List<String> secrets,
            Optional<List<String>> answered,
            Optional<String> user,
            Optional<Path> privateKey,
            boolean become,
            Optional<String> becomeMethod,
            Optional<String> becomeUser,
            Ssh ssh) {
        public Request {
            playbooks = List.copyOf(playbooks);
            tags = Collections.unmodifiableSet(new TreeSet<>(tags));
            skipTags = Collections.unmodifiableSet(new TreeSet<>(skipTags));
            extraVars = List.copyOf(extraVars);
            secrets = List.copyOf(secrets);
            answered = answered.filter(names -> !names.isEmpty()).map(List::copyOf);
        }
    }

    /**
     * What ssh was told.
     *
     * @param config a file of ssh_config, or none
     * @param options each KEY=VALUE
     * @param jump hosts to go through
     * @param commonArgs words of its command line
     * @param extraArgs likewise
     */
    public record Ssh(
            Optional<String> config,
            List<String> options,
            Optional<String> jump,
            Optional<String> commonArgs,
            Optional<String> extraArgs) {
        public Ssh {
            options = List.copyOf(options);
        }
    }

    /**
     * @param result without facts; its tasks have the fingerprints of their programs in the place of these
     * @param facts those that last, as plain data; empty when the host could not be reached
     */
    public record Host(HostResult result, Map<String, Object> facts) {}

    public SavedPlan {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        hosts = List.copyOf(hosts);
    }

    public Optional<Host> host(String name) {
        return hosts.stream().filter(h -> h.result().host().equals(name)).findFirst();
    }

    /** What would be run where it would change something, by its fingerprint, with its hosts. Hosts of one program are of one class. */
    public Map<String, List<String>> programs() {
        Map<String, List<String>> programs = new LinkedHashMap<>();
        for (HostResult host : results())
            HostProgram.of(host.tasks(), inputs())
                    .ifPresent(p ->
                            programs.computeIfAbsent(p, _ -> new ArrayList<>()).add(host.host()));
        return programs;
    }

    /** The fingerprint of what would be run now; empty where nothing would be changed. {@code predicted}: of a run that kept its programs. */
    public Optional<String> programNow(List<TaskResult> predicted) {
        return HostProgram.of(
                predicted.stream()
                        .map(t -> t.with(t.program().map(Fingerprint::of)))
                        .toList(),
                inputs());
    }

    private String inputs() {
        return Fingerprint.of(List.of(files.values().stream().sorted().toList(), request.extraVars()));
    }

    public List<HostResult> results() {
        return hosts.stream().map(Host::result).toList();
    }

    /** The files and folders that are not what the plan was made from any more. */
    public List<Path> changed() {
        return files.entrySet().stream()
                .filter(f -> !isStill(f.getKey(), f.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a file or folder is still what it was when its fingerprint was taken. */
    public static boolean isStill(Path file, String fingerprint) {
        return Fingerprint.of(file).equals(fingerprint);
    }

    public static Map<Path, String> fingerprints(List<Path> paths) {
        Map<Path, String> prints = new LinkedHashMap<>();
        paths.forEach(p -> prints.put(p.toAbsolutePath().normalize(), Fingerprint.of(p)));
        return prints;
    }
}
