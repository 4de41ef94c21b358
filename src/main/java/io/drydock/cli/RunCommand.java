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
import io.drydock.playbook.VarsPrompt;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the commands that run playbooks share: read and check everything, then run. */
final class RunCommand {
    private final Console console;
    private final RunRequest request;
    /** Where it has been read before. */
    private final Optional<Inventory> known;

    private final Diagnostics problems;
    private final TemplateEngine engine;
    private final Trust trust;

    RunCommand(Console console, RunRequest request) {
        this(console, request, Optional.empty(), new Diagnostics());
    }

    private RunCommand(Console console, RunRequest request, Optional<Inventory> known, Diagnostics problems) {
        this.known = known;
        this.problems = problems;
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
     * @param request with the answers to what plays ask for
     * @param open what plays ask for, and has no answer
     */
    record Prepared(
            Inventory inventory,
            List<Host> hosts,
            List<BoundPlay> plays,
            List<Path> inputs,
            RunRequest request,
            List<VarsPrompt> open,
            InputSecrets hidden,
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
            return new Prepared(inventory, some, parts, inputs, request, open, hidden, sessions);
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
        SavedPlan.Request asked = new KeptRequest(prepared.request()).of(files, prepared.hidden());
        return new NewRun(
                console,
                RunId.fresh(),
                "apply",
                JournaledRequest.of(prepared.request(), asked, Optional.empty()),
                SavedPlan.fingerprints(prepared.inputs()));
    }

    /** Says all that is wrong with the input, as a plan and an apply do before they touch a host. */
    int check(List<Path> files, ProblemFormat format) {
        Optional<Prepared> prepared = read(files);
        prepared.ifPresent(p -> p.sessions().check(p.hosts(), p.plays()));
        prepared.ifPresent(this::warnOfOpenHosts);
        ExitCode code = problems.isEmpty() ? ExitCode.OK : ExitCode.INVALID;
        return console.end(code, () -> format.print(console, problems, prepared.map(RunCommand::extent)));
    }

    /** Which hosts they are may be what a play asks for. */
    private void warnOfOpenHosts(Prepared prepared) {
        List<VarsPrompt> open = prepared.open();
        for (BoundPlay play : prepared.plays())
            if (problems.isEmpty() && play.play().hosts().isEmpty() && !open.isEmpty())
                problems.warn(
                        play.play().hostsAt().at(1, 1),
                        "the hosts are known when they have been asked for: this play is checked for none",
                        "have it checked for some: -e " + open.getFirst().name() + "=...");
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
        return prepared.orElseThrow().open().isEmpty()
                ? prepared.get()
                : answered(prepared.get()).prepare(files);
    }

    /** Nobody is asked for what is not going to be used: all that can be known to be wrong without an answer is said before. */
    private RunCommand answered(Prepared prepared) {
        prepared.sessions().check(prepared.hosts(), prepared.plays());
        console.failOn(problems);
        Map<String, String> answers = new VarsQuestions(problems).ask(prepared.open());
        console.failOn(problems);
        RunRequest whole = new RunRequest(
                request.inventory(), request.playbook().with(answers), request.connection(), request.output());
        return new RunCommand(console, whole, Optional.of(prepared.inventory()), problems);
    }

    /** Empty where there is no inventory to go on with. */
    private Optional<Prepared> read(List<Path> named) {
        List<Path> files = named.stream().map(Home::playbook).toList();
        List<Path> roots = templateRoots(files);
        ActionLibrary library = new ActionLibrary(roots, DataFiles.here().inUse(problems), engine, problems);
        Optional<Inventory> inventory = known.or(() -> request.inventory().read(files, problems));
        int before = problems.all().size();
        Map<String, Object> given = variables(Set.of());
        boolean sound = problems.all().size() == before;
        List<Playbook> playbooks = read(files, library, early(inventory, given));
        Set<String> hidden = hidden(playbooks);
        if (inventory.isEmpty()) return Optional.empty();
        Map<String, Object> extra = hidden.isEmpty() ? given : variables(hidden);
        Variables variables = new Variables(engine, inventory.get(), some(extra, false), problems);
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
        List<VarsPrompt> open = plays.stream()
                .flatMap(p -> p.play().prompts().stream())
                .filter(p -> !given.containsKey(p.name()))
                .toList();
        return Optional.of(new Prepared(
                inventory.get(), hosts, plays, inputs, request, open, new InputSecrets(hidden, problems), sessions));
    }

    /** The command line's, which are answers, too. */
    private Map<String, Object> variables(Set<String> hidden) {
        return request.playbook().variables(engine, request.inventory().keys(), hidden, problems);
    }

    /** Those that are answers to what plays ask for, or the others. */
    private Map<String, Object> some(Map<String, Object> variables, boolean answers) {
        Map<String, Object> some = new HashMap<>(variables);
        some.keySet().removeIf(name -> request.playbook().answered().contains(name) != answers);
        return some;
    }

    /** The names of variables that are secrets because a play asks for them so. */
    private static Set<String> hidden(List<Playbook> playbooks) {
        return playbooks.stream()
                .flatMap(p -> p.plays().stream())
                .flatMap(p -> p.prompts().stream())
                .filter(VarsPrompt::isPrivate)
                .map(VarsPrompt::name)
                .collect(Collectors.toSet());
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
    private PlaybookReader.Early early(Optional<Inventory> inventory, Map<String, Object> given) {
        Map<String, Object> ofAll = new HashMap<>();
        inventory.ifPresent(read -> {
            read.ofAll().forEach((name, node) -> {
                Optional<ValueTemplate> value = engine.value(name, node, new Diagnostics());
                ofAll.put(name, value.orElse(ValueTemplate.broken(node.pos())));
            });
            ofAll.put("groups", Variables.groups(read));
            ofAll.putAll(limitSaid());
        });
        return new PlaybookReader.Early(
                ofAll, some(given, false), some(given, true), inventory.map(Inventory::reachable));
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
                .map(p -> p.above(limitSaid()))
                .toList();
    }

    /** As a variable; none where no limit is said. */
    private Map<String, ValueTemplate> limitSaid() {
        return request.inventory()
                .limit()
                .map(text -> Map.of(
                        "ansible_limit",
                        new ValueTemplate(SourcePos.of("--limit"), new ValueTemplate.Part.Constant(text), List.of())))
                .orElse(Map.of());
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
