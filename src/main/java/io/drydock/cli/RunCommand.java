package io.drydock.cli;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ArgumentBinder;
import io.drydock.action.ControllerFiles;
import io.drydock.action.Trust;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.SavedPlan;
import io.drydock.fleet.Waves;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.playbook.Playbook;
import io.drydock.playbook.PlaybookReader;
import io.drydock.run.ApplyDecision;
import io.drydock.run.Binder;
import io.drydock.run.BoundPlay;
import io.drydock.run.Checker;
import io.drydock.run.Mode;
import io.drydock.run.Variables;
import io.drydock.template.TemplateEngine;
import io.drydock.template.ValueTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the commands that run playbooks share: read and check everything, then run. */
final class RunCommand {
    private final Console console;
    private final RunRequest request;
    private final Diagnostics problems = new Diagnostics();
    private final TemplateEngine engine;
    private final Trust trust;

    RunCommand(Console console, RunRequest request) {
        this.console = console;
        this.request = request;
        this.engine = new TemplateEngine(request.inventory().lookups());
        this.trust = request.inventory().trust();
        if (request.playbook().heedsWarnings()) problems.heedWarnings();
    }

    /**
     * Everything read and checked, with no host touched.
     *
     * @param inputs the files and folders it was read from
     * @param hasSecret whether a text holds a secret of the input
     */
    record Prepared(
            Inventory inventory,
            List<Host> hosts,
            List<BoundPlay> plays,
            List<Path> inputs,
            Predicate<String> hasSecret,
            Sessions sessions) {
        /** @param keepPrograms the results keep what their tasks render to */
        Sessions.Ended plan(boolean keepPrograms) {
            return sessions.run(Mode.PLAN, hosts, plays, host -> ApplyDecision.OPEN, keepPrograms, Recording.none());
        }

        /**
         * @param gates decide for each host, by its name, whether an apply goes on once it is planned
         * @param keepPrograms as above
         */
        Sessions.Ended apply(Function<String, ApplyDecision> gates, boolean keepPrograms, Recording recording) {
            return sessions.run(Mode.APPLY, hosts, plays, gates, keepPrograms, recording);
        }

        /** The same for some of the hosts. */
        Prepared only(Collection<String> names) {
            List<Host> some =
                    hosts.stream().filter(h -> names.contains(h.name())).toList();
            List<BoundPlay> parts = plays.stream()
                    .map(p -> p.with(p.hosts().stream().filter(some::contains).toList()))
                    .toList();
            return new Prepared(inventory, some, parts, inputs, hasSecret, sessions);
        }
    }

    /** @param waves whether it shows what batches an apply would have */
    int plan(List<Path> files, boolean waves) {
        Prepared prepared = prepare(files);
        Sessions.Ended ended = prepared.plan(waves);
        if (!waves) return prepared.sessions().report("plan", ended, Mode.PLAN);
        return prepared.sessions()
                .report(
                        ended,
                        Waves.of(
                                prepared.plays(),
                                prepared.hosts(),
                                ended.results(),
                                request.connection().forks(),
                                EarlierRuns.durations(Runs.store(), names(prepared.hosts().stream()))));
    }

    /** @param journaled whether it is kept, so that it can be resumed */
    int apply(List<Path> files, boolean journaled) {
        Prepared prepared = prepare(files);
        Recording recording = journaled ? recording(prepared, files) : Recording.none();
        return prepared.sessions()
                .report("apply", prepared.apply(host -> ApplyDecision.OPEN, false, recording), Mode.APPLY);
    }

    private Recording recording(Prepared prepared, List<Path> files) {
        SavedPlan.Request asked = new KeptRequest(request).of(files, prepared.hasSecret());
        return new NewRun(
                console,
                RunId.fresh(),
                "apply",
                JournaledRequest.of(request, asked, Optional.empty()),
                SavedPlan.fingerprints(prepared.inputs()));
    }

    /** Says all that is wrong with the input, as a plan and an apply do before they touch a host. */
    int check(List<Path> files, ProblemFormat format) {
        Optional<Prepared> prepared = read(files);
        prepared.ifPresent(p -> p.sessions().check(p.hosts(), p.plays()));
        ExitCode code = problems.isEmpty() ? ExitCode.OK : ExitCode.INVALID;
        return console.end(code, () -> format.print(console, problems, prepared.map(RunCommand::extent)));
    }

    private static String extent(Prepared prepared) {
        List<BoundPlay> plays = prepared.plays();
        long tasks = plays.stream().mapToLong(p -> p.tasks().size()).sum();
        return Console.counted(tasks, "task") + " in " + Console.counted(plays.size(), "play") + " for "
                + Console.counted(prepared.hosts().size(), "host");
    }

    /** Fails with every problem of the input where there is nothing to go on with; what else is wrong ends what is done with it. */
    Prepared prepare(List<Path> files) {
        Optional<Prepared> prepared = read(files);
        if (prepared.isEmpty()) console.failOn(problems);
        return prepared.orElseThrow();
    }

    /** Empty where there is no inventory to go on with. */
    private Optional<Prepared> read(List<Path> named) {
        List<Path> files = named.stream().map(Home::playbook).toList();
        List<Path> roots = templateRoots(files);
        ActionLibrary library = new ActionLibrary(roots, DataFiles.here().inUse(problems), engine, problems);
        Optional<Inventory> inventory = request.inventory().read(files, problems);
        int before = problems.all().size();
        Map<String, Object> extra =
                request.playbook().variables(engine, request.inventory().keys(), problems);
        boolean sound = problems.all().size() == before;
        List<Playbook> playbooks = read(files, library, early(inventory, extra));
        if (inventory.isEmpty()) return Optional.empty();
        Variables variables = new Variables(engine, inventory.get(), extra, problems);
        List<BoundPlay> plays = bind(inventory.get(), playbooks, library);
        if (sound) new Checker(variables, problems).check(plays); // else what is undefined may be among what is wrong
        List<Host> hosts = hosts(inventory.get(), plays);
        if (hosts.isEmpty()
                && problems.isEmpty()
                && plays.stream().anyMatch(p -> !p.play().hosts().isEmpty())
                && request.inventory().limit().isPresent()) {
            problems.error(
                    new SourcePos("--limit", 1, 1),
                    "no play has a host among these",
                    "the plays are for: "
                            + plays.stream()
                                    .map(p -> p.play().hosts())
                                    .distinct()
                                    .collect(Collectors.joining("; ")));
        }
        request.playbook().checkTags(playbooks, problems);
        List<Path> read = read(playbooks, roots);
        read.stream()
                .filter(f -> !f.equals(Home.templates()))
                .forEach(f -> trust.check(f, problems)); // who could write there could have changed Drydock itself
        Sessions sessions = new Sessions(console, request.connection(), request.output(), library, variables, problems);
        List<Path> inputs = Stream.concat(request.inventory().files(files).stream(), read.stream())
                .toList();
        return Optional.of(new Prepared(
                inventory.get(),
                hosts,
                plays,
                inputs,
                text -> !problems.shown(text).equals(text),
                sessions));
    }

    /** What has been read besides the inventory. */
    private List<Path> read(List<Playbook> playbooks, List<Path> roots) {
        Set<Path> files = new LinkedHashSet<>();
        playbooks.forEach(playbook -> files.addAll(playbook.files()));
        return Stream.of(files.stream(), request.playbook().files().stream(), roots.stream())
                .flatMap(s -> s)
                .toList();
    }

    private static List<Path> templateRoots(List<Path> files) {
        List<Path> roots = new ArrayList<>();
        files.forEach(f -> roots.add(f.toAbsolutePath().resolveSibling("templates")));
        roots.add(Home.templates());
        return roots.stream().distinct().toList();
    }

    /** What is wrong with the inventory's variables is told where they are read. */
    private PlaybookReader.Early early(Optional<Inventory> inventory, Map<String, Object> extra) {
        Map<String, Object> ofAll = new HashMap<>();
        inventory.ifPresent(read -> {
            read.ofAll().forEach((name, node) -> {
                Optional<ValueTemplate> value = engine.value(name, node, new Diagnostics());
                ofAll.put(name, value.orElse(ValueTemplate.broken(node.pos())));
            });
            ofAll.put("groups", Variables.groups(read));
        });
        return new PlaybookReader.Early(ofAll, extra);
    }

    private List<Playbook> read(List<Path> files, ActionLibrary library, PlaybookReader.Early early) {
        PlaybookReader reader =
                new PlaybookReader(engine, library.names(), request.inventory().keys(), early, problems);
        return files.stream().flatMap(f -> reader.read(f).stream()).toList();
    }

    private List<BoundPlay> bind(Inventory inventory, List<Playbook> playbooks, ActionLibrary library) {
        Set<String> limit = names(request.inventory().limited(inventory, problems).stream());
        Binder binder = new Binder(
                inventory,
                library,
                new ArgumentBinder(
                        engine, new ControllerFiles(trust, request.inventory().keys()), problems),
                problems);
        return playbooks.stream()
                .flatMap(p -> binder.bind(p, limit, request.playbook().selected()).stream())
                .toList();
    }

    private static List<Host> hosts(Inventory inventory, List<BoundPlay> plays) {
        Set<String> named = names(plays.stream().flatMap(p -> p.hosts().stream()));
        return inventory.reachable().stream()
                .filter(h -> named.contains(h.name()))
                .toList();
    }

    private static Set<String> names(Stream<Host> hosts) {
        return hosts.map(Host::name).collect(Collectors.toSet());
    }
}
