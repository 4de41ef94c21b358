package io.drydock.cli;

import io.drydock.action.ActionLibrary;
import io.drydock.assess.Assessor;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.facts.FactSubset;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.Fleet;
import io.drydock.fleet.Halt;
import io.drydock.fleet.Interruption;
import io.drydock.fleet.SideSessions;
import io.drydock.fleet.Waves;
import io.drydock.inventory.Host;
import io.drydock.journal.JournalEntry;
import io.drydock.journal.RunStore;
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
import io.drydock.run.Logins;
import io.drydock.run.Mode;
import io.drydock.run.RunListener;
import io.drydock.run.RunOptions;
import io.drydock.run.StopSignal;
import io.drydock.run.SurveySession;
import io.drydock.run.Variables;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

    /**
     * What a run came to.
     *
     * @param halted why it has begun nothing more, if so
     * @param next the command that does what is left of it; empty when nothing is, or when the run was not kept
     */
    record Ended(
            String id, List<HostResult> results, Duration took, Optional<Halt.Call> halted, Optional<String> next) {}

    /**
     * @param gates decide for each host, by its name, whether an apply goes on once it is planned
     * @param keepPrograms results keep what their tasks render to
     */
    Ended run(
            Mode mode,
            List<Host> hosts,
            List<BoundPlay> plays,
            Function<String, ApplyDecision> gates,
            boolean keepPrograms,
            Recording recording) {
        long started = System.nanoTime();
        Halt halt = new Halt();
        boolean byClass = plays.stream().anyMatch(p -> p.play().rollout().isByClass());
        List<HostResult> results = work(hosts, plays, (connector, progress, access) -> {
            try (KeptRun kept = KeptRun.of(recording, mode, hosts, console, progress, followers())) {
                RunOptions options = options(recording.id(), kept.epoch(), mode, keepPrograms || byClass);
                Map<String, HostSession> sessions = sessions(hosts, access, options, kept.listener(), gates);
                sessions.forEach((host, session) -> session.takeUp(recording.past(host)));
                Fleet fleet = fleet(connector, kept.listener(), halt);
                SideSessions side = (host, directory, own, listener) ->
                        session(host, of(host, access).in(directory), own, listener, ApplyDecision.OPEN, access);
                Supplier<List<HostResult>> work =
                        () -> fleet.run(options, sessions, plays, variables, side, recording.reached());
                if (mode == Mode.PLAN) return kept.ended(work.get(), mode, halt);
                kept.heed(wish -> heed(wish, options.stop(), halt, progress));
                try (Interruption.Gently _ = console.interruption().gently(() -> end(options.stop(), halt, progress))) {
                    return kept.ended(work.get(), mode, halt);
                }
            }
        });
        return new Ended(recording.id(), results, since(started), halt.called(), next(recording, results, halt));
    }

    /** Each event a line, as the journal has it. */
    private List<Consumer<JournalEntry>> followers() {
        return output.lines() ? List.of(new EventLines(console.out())) : List.of();
    }

    private Optional<String> next(Recording recording, List<HostResult> results, Halt halt) {
        if (!recording.isKept()) return Optional.empty();
        boolean paused =
                halt.called().filter(call -> call.kind() == Halt.Kind.PAUSE).isPresent();
        if (paused || console.interruption().raised())
            return Optional.of("go on with: drydock resume " + recording.id());
        return ExitCode.of(results, Mode.APPLY, halt.called()) == ExitCode.OK
                ? Optional.empty()
                : Optional.of("once that is remedied: drydock retry " + recording.id());
    }

    private static String told(Halt.Call call) {
        return switch (call.kind()) {
            case STOP -> "drydock: the run has ended early: " + call.reason();
            case PAUSE -> "drydock: the run pauses: " + call.reason();
        };
    }

    /** The first Ctrl-C of an apply. */
    private void heed(RunStore.Wish wish, StopSignal stop, Halt halt, Progress progress) {
        stop.raise();
        switch (wish.kind()) {
            case PAUSE -> halt.pause("paused by " + wish.by());
            case CANCEL -> halt.stop("cancelled by " + wish.by());
        }
        progress.aside(() -> {
            console.err()
                    .println("drydock: " + wish.kind().label() + " asked for by " + Printable.line(wish.by())
                            + "; ending after what is at work now, and beginning nothing more");
            return true;
        });
    }

    private void end(StopSignal stop, Halt halt, Progress progress) {
        stop.raise();
        halt.pause("interrupted");
        progress.aside(() -> {
            console.err()
                    .println(
                            "drydock: ending after what is at work now, and beginning nothing more; once more leaves at once");
            return true;
        });
    }

    private Fleet fleet(Connector connector, RunListener listener, Halt halt) {
        return new Fleet(connector, listener, connection.forks(), console.interruption(), halt);
    }

    /** Prints the results, and returns the exit status that they amount to. */
    int report(String command, Ended ended, Mode mode) {
        return console.end(ExitCode.of(ended.results(), mode, ended.halted()), () -> {
            if (output.json() && !output.lines())
                console.out().println(JsonReport.of(command, ended.id(), ended.results(), false));
            if (!output.json())
                new TextReport(console.out(), console.style(), output.verbosity()).print(ended.results(), ended.took());
            ended.halted().ifPresent(call -> console.err().println(Printable.line(told(call))));
            ended.next().ifPresent(console.err()::println);
        });
    }

    /** Of a plan with the batches that an apply would have; one that cannot keep to its widths is no good plan. */
    int report(Ended ended, Waves waves) {
        ExitCode code = ExitCode.of(ended.results(), Mode.PLAN);
        boolean refused = !waves.refused().isEmpty() && code != ExitCode.INTERRUPTED;
        return console.end(refused ? ExitCode.FAILED : code, () -> {
            if (output.json()) {
                console.out().println(JsonReport.of("plan", ended.id(), ended.results(), WavesReport.data(waves)));
                return;
            }
            new TextReport(console.out(), console.style(), output.verbosity()).print(ended.results(), ended.took());
            console.out().println();
            WavesReport.print(console.out(), console.style(), waves);
        });
    }

    /** @param subsets what is gathered besides the facts of every host */
    int facts(List<Host> hosts, Set<FactSubset> subsets) {
        variables.ask(subsets);
        RunOptions options = options(RunId.fresh(), 1, Mode.APPLY, false);
        List<HostResult> results = work(
                hosts,
                (connector, progress, access) -> fleet(connector, progress, new Halt())
                        .facts(sessions(hosts, access, options, progress, host -> ApplyDecision.OPEN)));
        return console.end(ExitCode.of(results, Mode.APPLY), () -> {
            if (output.json()) console.out().println(JsonReport.of("facts", options.id(), results, true));
            else new FactsReport(console.out(), console.style()).print(results);
        });
    }

    int assess(List<Host> hosts) {
        Assessor assessor = Assessor.with(Home.templates(), library.dated());
        FactsProgram program = new FactsProgram(library, commandTimeout(), RunId.fresh(), Set.of());
        List<SurveySession> visits = new ArrayList<>();
        work(hosts, (connector, progress, access) -> {
            access.values().forEach(a -> visits.add(new SurveySession(a, program)));
            return fleet(connector, progress, new Halt()).visit(visits);
        });
        List<AssessedHost> assessed = visits.stream()
                .map(v -> AssessedHost.of(v.surveyed(), assessor))
                .toList();
        ExitCode connected =
                ExitCode.of(assessed.stream().map(AssessedHost::result).toList(), Mode.APPLY);
        boolean pending = connected == ExitCode.OK && !AssessedHost.allReady(assessed);
        return console.end(pending ? ExitCode.CHANGES_PENDING : connected, () -> {
            LocalDate today = DataCommand.today();
            if (output.json()) console.out().println(AssessReport.json(assessed, library.dated(), today));
            else
                new AssessReport(console.out(), console.style(), output.verbosity() > 0)
                        .print(assessed, library.dated(), today);
        });
    }

    int exec(List<Host> hosts, String command) {
        long started = System.nanoTime();
        List<HostResult> results = work(
                hosts,
                (connector, progress, access) -> fleet(connector, progress, new Halt())
                        .visit(access.values().stream()
                                .map(a -> new CommandSession(a, command, commandTimeout()))
                                .toList()));
        return console.end(ExitCode.of(results, Mode.APPLY), () -> {
            if (output.json()) console.out().println(JsonReport.of("exec", RunId.fresh(), results, false));
            else new TextReport(console.out(), console.style(), 1).print(results, since(started));
        });
    }

    private RunOptions options(String id, long epoch, Mode mode, boolean keepPrograms) {
        RunOptions.Owner owner = new RunOptions.Owner(
                Controller.name(),
                LocalDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        return new RunOptions(
                id,
                epoch,
                owner,
                mode,
                commandTimeout(),
                connection.taskTimeout(),
                Duration.ofSeconds(connection.reconnect()),
                keepPrograms,
                new StopSignal(),
                Optional.empty());
    }

    private Duration commandTimeout() {
        return Duration.ofSeconds(connection.commandTimeout());
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private interface Work {
        List<HostResult> on(Connector connector, Progress progress, Map<String, Access> access);
    }

    /** The hosts that gates name, and those that tasks may be delegated to. */
    private static List<Host> asked(List<BoundPlay> plays) {
        Stream<Host> ofGates = plays.stream()
                .flatMap(play -> play.gates().stream())
                .filter(gate -> !gate.ofBatch())
                .flatMap(gate -> gate.play().hosts().stream());
        Stream<Host> ofTasks = plays.stream().flatMap(BoundPlay::delegates);
        return Stream.concat(ofGates, ofTasks).distinct().toList();
    }

    private List<HostResult> work(List<Host> hosts, Work work) {
        return work(hosts, List.of(), work);
    }

    /** @param plays may connect to other hosts besides */
    private List<HostResult> work(List<Host> hosts, List<BoundPlay> plays, Work work) {
        Map<String, Access> access = access(hosts, plays);
        Questions questions = new Questions();
        try (Connector connector = connector(access.values(), questions);
                Progress progress = progress(hosts)) {
            questions.over(progress);
            return work.on(connector, progress, access);
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
            sessions.put(name, session(host, of(host, access), options, listener, gates.apply(name), access));
        }
        return sessions;
    }

    private static Access of(Host host, Map<String, Access> access) {
        return Objects.requireNonNull(access.get(host.name()));
    }

    private HostSession session(
            Host host,
            Access access,
            RunOptions options,
            RunListener listener,
            ApplyDecision gate,
            Map<String, Access> others) {
        return new HostSession(
                host,
                access,
                library,
                variables,
                options,
                listener,
                gate,
                name -> Optional.ofNullable(others.get(name)));
    }

    /** Fails, with no host touched, if the input has shown any problem up to here. */
    private Map<String, Access> access(List<Host> hosts, List<BoundPlay> plays) {
        Map<String, Access> access = access(hosts, plays, connection);
        console.failOn(problems);
        console.warn(problems);
        variables.endLookups();
        return access;
    }

    private Map<String, Access> access(List<Host> hosts, List<BoundPlay> plays, ConnectionRequest by) {
        AccessReader reader = new AccessReader(by.access(problems), by.reach(problems), problems);
        Logins logins = Logins.of(plays, variables::of, problems);
        Map<String, Access> access = new LinkedHashMap<>();
        Stream.concat(hosts.stream(), asked(plays).stream())
                .forEach(h -> access.computeIfAbsent(
                        h.name(), _ -> reader.read(h, variables.of(h).above(logins.of(h)))));
        return access;
    }

    /** Finds what is wrong with how hosts are to be reached, and asks for no password. */
    void check(List<Host> hosts, List<BoundPlay> plays) {
        access(hosts, plays, connection.withoutPasswords());
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
}
