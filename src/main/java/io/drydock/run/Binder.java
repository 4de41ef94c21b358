package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ActionSpec;
import io.drydock.action.ArgumentBinder;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.Host;
import io.drydock.inventory.HostPattern;
import io.drydock.inventory.Inventory;
import io.drydock.playbook.Gate;
import io.drydock.playbook.Meta;
import io.drydock.playbook.Play;
import io.drydock.playbook.Playbook;
import io.drydock.playbook.Rollout;
import io.drydock.playbook.Safeguards;
import io.drydock.playbook.Task;
import io.drydock.template.Expression;
import io.drydock.template.Scope;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Positions;
import io.drydock.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses a playbook's hosts and tasks and binds the tasks to their actions. */
public final class Binder {
    private final Inventory inventory;
    private final ActionLibrary library;
    private final ArgumentBinder arguments;
    private final Diagnostics problems;

    public Binder(Inventory inventory, ActionLibrary library, ArgumentBinder arguments, Diagnostics problems) {
        this.inventory = inventory;
        this.library = library;
        this.arguments = arguments;
        this.problems = problems;
    }

    /** @param limit the names of the hosts to stay within */
    public List<BoundPlay> bind(Playbook playbook, Set<String> limit, Tags tags) {
        List<BoundPlay> plays = new ArrayList<>();
        for (Play play : playbook.plays()) {
            List<BoundTask> tasks = bind(play.tasks());
            tasks.forEach(task -> checkMeta(play, task.task()));
            List<Host> hosts = hosts(play, limit);
            plays.add(new BoundPlay(
                    play.above(MagicVariables.of(play, hosts, tags)),
                    hosts,
                    canaries(play, hosts),
                    new Course(
                            tasks.stream()
                                    .filter(t -> tags.select(t.task().tags()))
                                    .toList(),
                            bind(play.handlers())),
                    drain(play),
                    gates(play, hosts)));
        }
        return plays;
    }

    private Optional<BoundPlay.Drain> drain(Play play) {
        Safeguards safeguards = play.safeguards();
        if (safeguards.drain().isEmpty() && safeguards.undrain().isEmpty()) return Optional.empty();
        return Optional.of(new BoundPlay.Drain(part(play, safeguards.drain()), part(play, safeguards.undrain())));
    }

    private BoundPlay part(Play play, List<Task> tasks) {
        return part(play, List.of(), bind(tasks), "for which drain and undrain are");
    }

    private void checkMeta(Play play, Task task) {
        Meta meta = task.meta().orElse(Meta.FLUSH_HANDLERS);
        if (meta == Meta.END_PLAY && play.rollout().hasBatches())
            problems.error(
                    task.pos(),
                    "the play has batches, and a later one does not know what ends an earlier one",
                    "end each for itself: meta: end_batch");
        if (meta == Meta.BARRIER
                && (play.rollout().throttle().isPresent()
                        || !play.rollout().widths().isEmpty()))
            problems.error(
                    task.pos(),
                    "hosts that wait at a barrier keep others from beginning, as the play has only some worked on at once",
                    "leave the barrier out, or throttle single tasks");
    }

    /** @param unfit why none of the tasks may restart a host */
    private BoundPlay part(Play play, List<Host> hosts, List<BoundTask> tasks, String unfit) {
        tasks.stream()
                .map(BoundTask::task)
                .filter(t -> t.meta().filter(Meta::isOfHosts).isPresent())
                .forEach(t -> problems.error(
                        t.pos(),
                        "meta: " + t.meta().orElseThrow().word() + " is for the play's own tasks",
                        "leave it out"));
        tasks.stream()
                .filter(t -> t.action().restarts())
                .forEach(t -> problems.error(
                        t.task().pos(),
                        t.task().action() + " may restart the host, " + unfit,
                        "write it below the play's own tasks"));
        return new BoundPlay(play, hosts, Set.of(), new Course(tasks, List.of()), Optional.empty(), List.of());
    }

    private List<BoundPlay.GateTasks> gates(Play play, List<Host> hosts) {
        List<BoundPlay.GateTasks> gates = new ArrayList<>();
        for (Gate gate : play.safeguards().gates())
            if (gate.check() instanceof Gate.Tasks asks) gates.add(gate(play, hosts, gate, asks));
        return gates;
    }

    private BoundPlay.GateTasks gate(Play play, List<Host> hosts, Gate gate, Gate.Tasks asks) {
        List<BoundTask> tasks = asks.tasks().stream()
                .map(task -> bind(
                        task,
                        spec -> arguments
                                .guarded(spec, task.arguments(), task.more(), "never", task.actionPos())
                                .orElse(task.more())))
                .toList();
        List<Host> asked =
                asks.hosts().map(pattern -> hosts(pattern, asks.hostsAt())).orElse(hosts);
        return new BoundPlay.GateTasks(
                gate,
                part(play, asked, tasks, "which no gate does"),
                asks.hosts().isEmpty());
    }

    /** Of a gate, which no limit of a command keeps from asking. */
    private List<Host> hosts(String pattern, Positions at) {
        if (pattern.equals(Inventory.LOCALHOST)) return List.of(inventory.localhost());
        int before = problems.times();
        List<Host> hosts = HostPattern.parse(pattern, at, problems)
                .map(p -> {
                    p.check(inventory, problems);
                    return p.select(inventory);
                })
                .orElse(List.of());
        if (hosts.isEmpty() && problems.times() == before)
            problems.error(at.at(1, 1), "the gate has no host", "name hosts that it can ask, or leave hosts out");
        return hosts;
    }

    private List<Host> hosts(Play play, Set<String> limit) {
        if (play.hosts().isEmpty()) return List.of();
        Optional<HostPattern> pattern = HostPattern.parse(play.hosts(), play.hostsAt(), problems);
        int before = problems.times();
        pattern.ifPresent(p -> p.check(inventory, problems));
        List<Host> named = pattern.map(p -> p.select(inventory)).orElse(List.of());
        if (!named.isEmpty()) checkGroups(play.rollout(), named);
        List<Host> hosts = named.stream().filter(h -> limit.contains(h.name())).toList();
        if (pattern.isPresent() && hosts.isEmpty() && problems.times() == before) {
            problems.warn(
                    play.hostsAt().at(1, 1),
                    "the play has no host" + (named.isEmpty() ? "" : " within the limit") + ": nothing of it is done",
                    named.isEmpty() ? "give it other hosts, or remove it" : "");
        }
        return hosts;
    }

    /** @param hosts those of the play, within no limit: that of a command must not make a playbook wrong */
    private void checkGroups(Rollout rollout, List<Host> hosts) {
        Stream.concat(rollout.widths().stream(), rollout.maxFailures().stream()).forEach(of -> {
            if (of.among(hosts) > 0) return;
            boolean known = inventory.groups().contains(of.group());
            problems.error(
                    of.pos(),
                    known
                            ? "the play has no host in the group \"" + of.group() + "\""
                            : "no group is named \"" + of.group() + "\"",
                    known
                            ? "leave it out, or add the group to the play's hosts"
                            : Suggestion.didYouMean(of.group(), inventory.groups()));
        });
    }

    private Set<String> canaries(Play play, List<Host> hosts) {
        Optional<Rollout.Canary> canary =
                play.rollout().canary().filter(_ -> !play.rollout().isByClass());
        Optional<HostPattern> pattern = canary.flatMap(c -> HostPattern.parse(c.pattern(), c.at(), problems));
        if (pattern.isEmpty() || hosts.isEmpty()) return Set.of();
        int before = problems.times();
        pattern.get().check(inventory, problems);
        Set<String> named = names(pattern.get().select(inventory));
        Set<String> canaries = new LinkedHashSet<>(names(hosts));
        canaries.retainAll(named);
        if (!canaries.isEmpty() || problems.times() > before) return canaries;
        if (names(of(play)).stream().noneMatch(named::contains))
            problems.error(
                    canary.get().at().at(1, 1),
                    "no host of the play is a canary",
                    "name some of its hosts, or per_class");
        else
            problems.warn(
                    canary.get().at().at(1, 1),
                    "no canary is within the limit: no host is tried before the others",
                    "");
        return canaries;
    }

    /** Within no limit. */
    private List<Host> of(Play play) {
        return HostPattern.parse(play.hosts(), play.hostsAt(), problems)
                .map(p -> p.select(inventory))
                .orElse(List.of());
    }

    private static Set<String> names(List<Host> hosts) {
        return hosts.stream().map(Host::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<BoundTask> bind(List<Task> tasks) {
        return tasks.stream()
                .map(task -> bind(task, spec -> changing(task, spec)))
                .toList();
    }

    /** @param more what is given to the action besides what is written there */
    private BoundTask bind(Task task, Function<ActionSpec, List<YamlMap.Entry>> more) {
        Optional<ActionSpec> action = library.find(task.action());
        ActionSpec spec = action.orElseGet(() -> ActionSpec.unknown(task.action()));
        return new BoundTask(
                task,
                spec,
                arguments.bind(
                        spec,
                        task.actionPos(),
                        action.flatMap(_ -> task.arguments()),
                        action.map(more).orElse(List.of()),
                        task.whole(),
                        task.directory()),
                delegates(task, spec));
    }

    /** Where a template decides, it may be any. */
    private List<Host> delegates(Task task, ActionSpec spec) {
        Optional<ValueTemplate> delegate = task.conduct().delegateTo();
        if (delegate.isEmpty()) return List.of();
        if (spec.restarts())
            problems.error(
                    delegate.get().pos(),
                    task.action() + " may restart the host, and is not delegated",
                    "write it in a play for that host");
        if (!delegate.get().isConstant()) return inventory.reachable();
        String name = String.valueOf(delegate.get().evaluate(Scope.EMPTY));
        Optional<Host> host = inventory.reachable().stream()
                .filter(h -> h.name().equals(name))
                .findFirst();
        if (host.isEmpty())
            problems.error(
                    delegate.get().pos(),
                    "no host is named \"" + name + "\"",
                    Suggestion.near(
                                    name,
                                    inventory.reachable().stream()
                                            .map(Host::name)
                                            .toList())
                            .orElse("name one of the inventory, or localhost for this machine"));
        return host.stream().toList();
    }

    /** {@code changed_when} says of a command what {@code changes} does; what other actions change is known without it. */
    private List<YamlMap.Entry> changing(Task task, ActionSpec spec) {
        List<Expression> changedWhen = task.judgement().changedWhen();
        if (changedWhen.isEmpty()) return task.more();
        SourcePos pos = changedWhen.getFirst().pos();
        if (!ArgumentBinder.isGuarded(spec)) {
            if (spec.apply().isPresent() || !task.judgement().neverChanges())
                problems.error(
                        pos, "\"" + task.action() + "\" sees by itself what it changes", "leave changed_when out");
            return task.more();
        }
        String changes = task.judgement().neverChanges() ? "never" : "always";
        Optional<List<YamlMap.Entry>> more = arguments.guarded(spec, task.arguments(), task.more(), changes, pos);
        boolean isConstant = task.judgement().neverChanges() || task.judgement().alwaysChanges();
        if (isConstant && more.isEmpty())
            problems.error(pos, "the task's guard says already what it changes", "leave changed_when out");
        return more.orElse(task.more());
    }
}
