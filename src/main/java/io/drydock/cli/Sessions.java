package io.drydock.cli;

import io.drydock.action.ActionLibrary;
import io.drydock.assess.Assessor;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.diag.Secret;
import io.drydock.fleet.AdHoc;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.Fleet;
import io.drydock.fleet.Inspection;
import io.drydock.inventory.Host;
import io.drydock.remote.Connector;
import io.drydock.report.AssessReport;
import io.drydock.report.AssessedHost;
import io.drydock.report.FactsReport;
import io.drydock.report.JsonReport;
import io.drydock.report.Progress;
import io.drydock.report.TextReport;
import io.drydock.run.Access;
import io.drydock.run.AccessReader;
import io.drydock.run.BoundPlay;
import io.drydock.run.Gate;
import io.drydock.run.HostResult;
import io.drydock.run.HostSession;
import io.drydock.run.Mode;
import io.drydock.run.RunOptions;
import io.drydock.run.SurveySession;
import io.drydock.run.Surveyed;
import io.drydock.run.Variables;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Opens the sessions of a run's hosts, runs them and reports. */
final class Sessions {
    private final Console console;
    private final ConnectionOptions connection;
    private final OutputOptions output;
    private final ActionLibrary library;
    private final Variables variables;
    private final Diagnostics problems;

    Sessions(
            Console console,
            ConnectionOptions connection,
            OutputOptions output,
            ActionLibrary library,
            Variables variables,
            Diagnostics problems) {
        this.console = console;
        this.connection = connection;
        this.output = output;
        this.library = library;
        this.variables = variables;
        this.problems = problems;
    }

    /** What a run came to. */
    record Ended(String id, List<HostResult> results, Duration took) {}

    /**
     * @param gates decide for each host, by its name, whether an apply goes on once it is planned
     * @param keepPrograms results keep what their tasks render to
     */
    Ended run(Mode mode, List<Host> hosts, List<BoundPlay> plays, Function<String, Gate> gates, boolean keepPrograms) {
        long started = System.nanoTime();
        String id = runId();
        List<HostResult> results =
                work(id, mode, hosts, gates, keepPrograms, (fleet, sessions) -> fleet.run(sessions, plays));
        return new Ended(id, results, Duration.ofNanos(System.nanoTime() - started));
    }

    void report(String command, Ended ended) {
        if (output.json()) console.out().println(JsonReport.of(command, ended.id(), ended.results(), false));
        else new TextReport(console.out(), console.style(), output.verbosity()).print(ended.results(), ended.took());
    }

    int facts(List<Host> hosts) {
        String id = runId();
        List<HostResult> results = work(id, Mode.APPLY, hosts, host -> Gate.OPEN, false, Fleet::facts);
        if (output.json()) console.out().println(JsonReport.of("facts", id, results, true));
        else new FactsReport(console.out(), console.style()).print(results);
        return ExitCode.of(results, Mode.APPLY).status;
    }

    int assess(List<Host> hosts) {
        List<Access> access = List.copyOf(access(hosts).values());
        Assessor assessor = Assessor.with(Home.templates());
        Connector connector = connector(access);
        List<Surveyed> surveyed;
        try (Progress progress = progress(hosts)) {
            SurveySession session = new SurveySession(library, Duration.ofSeconds(connection.commandTimeout), runId());
            surveyed =
                    new Inspection(connector, progress, connection.forks, console.interruption()).run(access, session);
        }
        List<AssessedHost> assessed =
                surveyed.stream().map(s -> AssessedHost.of(s, assessor)).toList();
        if (output.json()) console.out().println(AssessReport.json(assessed));
        else new AssessReport(console.out(), console.style(), output.verbosity() > 0).print(assessed);
        ExitCode connected =
                ExitCode.of(assessed.stream().map(AssessedHost::result).toList(), Mode.APPLY);
        return (connected == ExitCode.OK && !AssessedHost.allReady(assessed) ? ExitCode.CHANGES_PENDING : connected)
                .status;
    }

    int exec(List<Host> hosts, String command) {
        long started = System.nanoTime();
        List<Access> access = List.copyOf(access(hosts).values());
        Connector connector = connector(access);
        List<HostResult> results;
        try (Progress progress = progress(hosts)) {
            AdHoc adHoc = new AdHoc(connector, progress, connection.forks, console.interruption());
            results = adHoc.run(access, command, Duration.ofSeconds(connection.commandTimeout));
        }
        if (output.json()) console.out().println(JsonReport.of("exec", runId(), results, false));
        else
            new TextReport(console.out(), console.style(), 1)
                    .print(results, Duration.ofNanos(System.nanoTime() - started));
        return ExitCode.of(results, Mode.APPLY).status;
    }

    private interface Work {
        List<HostResult> on(Fleet fleet, Map<String, HostSession> sessions);
    }

    private List<HostResult> work(
            String id, Mode mode, List<Host> hosts, Function<String, Gate> gates, boolean keepPrograms, Work work) {
        Map<String, Access> access = access(hosts);
        RunOptions options = new RunOptions(id, mode, Duration.ofSeconds(connection.commandTimeout), keepPrograms);
        Connector connector = connector(access.values());
        try (Progress progress = progress(hosts)) {
            Map<String, HostSession> sessions = new LinkedHashMap<>();
            for (Host host : hosts) {
                String name = host.name();
                sessions.put(
                        name,
                        new HostSession(
                                host,
                                Objects.requireNonNull(access.get(name)),
                                library,
                                variables,
                                options,
                                progress,
                                gates.apply(name)));
            }
            return work.on(new Fleet(connector, progress, connection.forks, console.interruption()), sessions);
        }
    }

    /** Fails, with no host touched, if the input has shown any problem up to here. */
    private Map<String, Access> access(List<Host> hosts) {
        AccessReader reader = new AccessReader(connection.access(problems), problems);
        Map<String, Access> access = new LinkedHashMap<>();
        hosts.forEach(h -> access.put(h.name(), reader.read(h, variables.of(h))));
        console.failOn(problems);
        console.warn(problems);
        return access;
    }

    /** Before anything else is on the terminal, it asks there for passphrases of keys. */
    private Connector connector(Collection<Access> access) {
        Connector connector = new Connector(connection.ssh());
        connector.unlock(
                access.stream().map(Access::target).toList(),
                question -> Prompt.secret(Printable.line(question)).map(Secret::new));
        return connector;
    }

    private Progress progress(List<Host> hosts) {
        return Progress.to(
                console.err(), console.progressStyle(), console.liveProgress() && !output.json(), hosts.size());
    }

    /** Unique enough to name a run in a lock or a report: local time and four random digits. */
    private static String runId() {
        String time = LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        return time + "-" + String.format("%04x", new SecureRandom().nextInt(1 << 16));
    }
}
