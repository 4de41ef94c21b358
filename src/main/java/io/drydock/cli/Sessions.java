package io.drydock.cli;

import io.drydock.action.ActionLibrary;
import io.drydock.assess.Assessor;
import io.drydock.diag.Diagnostics;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.Fleet;
import io.drydock.fleet.Halt;
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
import io.drydock.run.ApplyDecision;
import io.drydock.run.BoundPlay;
import io.drydock.run.CommandSession;
import io.drydock.run.FactsProgram;
import io.drydock.run.HostResult;
import io.drydock.run.HostSession;
import io.drydock.run.Mode;
import io.drydock.run.RunListener;
import io.drydock.run.RunOptions;
import io.drydock.run.SurveySession;
import io.drydock.run.Variables;
import io.drydock.sshconfig.LocalMachine;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Opens the sessions of a run's hosts, runs them and reports. */
final class Sessions {
    private final Console console;
    private final ConnectionRequest connection;
    private final OutputRequest output;
    private final ActionLibrary library;
    private final Variables variables;
    private final Diagnostics problems;

    Sessions(
            Console console,
            ConnectionRequest connection,
            OutputRequest output,
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
    Ended run(
            Mode mode,
            List<Host> hosts,
            List<BoundPlay> plays,
            Function<String, ApplyDecision> gates,
            boolean keepPrograms) {
        long started = System.nanoTime();
        boolean byClass = plays.stream().anyMatch(p -> p.play().rollout().isByClass());
        RunOptions options = options(mode, keepPrograms || byClass);
        List<HostResult> results = work(
                hosts,
                (fleet, progress, access) ->
                        fleet.run(options, sessions(hosts, access, options, progress, gates), plays));
        return new Ended(options.id(), results, since(started));
    }

    /** Prints the results, and returns the exit status that they amount to. */
    int report(String command, Ended ended, Mode mode) {
        return console.end(ExitCode.of(ended.results(), mode), () -> {
            if (output.json()) console.out().println(JsonReport.of(command, ended.id(), ended.results(), false));
            else
                new TextReport(console.out(), console.style(), output.verbosity()).print(ended.results(), ended.took());
        });
    }

    int facts(List<Host> hosts) {
        RunOptions options = options(Mode.APPLY, false);
        List<HostResult> results = work(
                hosts,
                (fleet, progress, access) ->
                        fleet.facts(sessions(hosts, access, options, progress, host -> ApplyDecision.OPEN)));
        return console.end(ExitCode.of(results, Mode.APPLY), () -> {
            if (output.json()) console.out().println(JsonReport.of("facts", options.id(), results, true));
            else new FactsReport(console.out(), console.style()).print(results);
        });
    }

    int assess(List<Host> hosts) {
        Assessor assessor = Assessor.with(Home.templates());
        FactsProgram program = new FactsProgram(library, commandTimeout(), runId());
        List<SurveySession> visits = new ArrayList<>();
        work(hosts, (fleet, progress, access) -> {
            access.values().forEach(a -> visits.add(new SurveySession(a, program)));
            return fleet.visit(visits);
        });
        List<AssessedHost> assessed = visits.stream()
                .map(v -> AssessedHost.of(v.surveyed(), assessor))
                .toList();
        ExitCode connected =
                ExitCode.of(assessed.stream().map(AssessedHost::result).toList(), Mode.APPLY);
        boolean pending = connected == ExitCode.OK && !AssessedHost.allReady(assessed);
        return console.end(pending ? ExitCode.CHANGES_PENDING : connected, () -> {
            if (output.json()) console.out().println(AssessReport.json(assessed));
            else new AssessReport(console.out(), console.style(), output.verbosity() > 0).print(assessed);
        });
    }

    int exec(List<Host> hosts, String command) {
        long started = System.nanoTime();
        List<HostResult> results = work(
                hosts,
                (fleet, progress, access) -> fleet.visit(access.values().stream()
                        .map(a -> new CommandSession(a, command, commandTimeout()))
                        .toList()));
        return console.end(ExitCode.of(results, Mode.APPLY), () -> {
            if (output.json()) console.out().println(JsonReport.of("exec", runId(), results, false));
            else new TextReport(console.out(), console.style(), 1).print(results, since(started));
        });
    }

    private RunOptions options(Mode mode, boolean keepPrograms) {
        LocalMachine here = LocalMachine.current();
        RunOptions.Owner owner = new RunOptions.Owner(
                here.user() + "@" + here.name(),
                LocalDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        return new RunOptions(
                runId(),
                1,
                owner,
                mode,
                commandTimeout(),
                connection.taskTimeout(),
                Duration.ofSeconds(connection.reconnect()),
                keepPrograms);
    }

    private Duration commandTimeout() {
        return Duration.ofSeconds(connection.commandTimeout());
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private interface Work {
        List<HostResult> on(Fleet fleet, Progress progress, Map<String, Access> access);
    }

    private List<HostResult> work(List<Host> hosts, Work work) {
        Map<String, Access> access = access(hosts);
        Questions questions = new Questions();
        try (Connector connector = connector(access.values(), questions);
                Progress progress = progress(hosts)) {
            questions.over(progress);
            return work.on(
                    new Fleet(connector, progress, connection.forks(), console.interruption(), new Halt()),
                    progress,
                    access);
        }
    }

    private Map<String, HostSession> sessions(
            List<Host> hosts,
            Map<String, Access> access,
            RunOptions options,
            RunListener listener,
            Function<String, ApplyDecision> gates) {
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
                            listener,
                            gates.apply(name)));
        }
        return sessions;
    }

    /** Fails, with no host touched, if the input has shown any problem up to here. */
    private Map<String, Access> access(List<Host> hosts) {
        AccessReader reader = new AccessReader(connection.access(problems), connection.reach(problems), problems);
        Map<String, Access> access = new LinkedHashMap<>();
        hosts.forEach(h -> access.put(h.name(), reader.read(h, variables.of(h))));
        console.failOn(problems);
        console.warn(problems);
        variables.endLookups();
        return access;
    }

    /** Before anything else is on the terminal, it asks there for passphrases of keys. */
    private Connector connector(Collection<Access> access, Questions questions) {
        Connector connector = new Connector(connection.ssh(), questions);
        connector.unlock(access.stream().map(Access::target).toList());
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
