package io.drydock.run;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.facts.Facts;
import io.drydock.inventory.Host;
import io.drydock.playbook.Loop;
import io.drydock.playbook.Task;
import io.drydock.template.Any;
import io.drydock.template.Expression;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.Unknown;
import io.drydock.template.UnknownValueException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds undefined variables, misspelled facts and wrong types for every host before any is contacted. Hosts whose
 * variables are the same are checked once.
 */
public final class Checker {
    private static final Unknown UNKNOWN = new Unknown("facts");

    private final Variables variables;
    private final Diagnostics problems;

    public Checker(Variables variables, Diagnostics problems) {
        this.variables = variables;
        this.problems = problems;
    }

    public void check(List<BoundPlay> plays) {
        Map<String, Set<String>> registered = new HashMap<>();
        for (BoundPlay play : plays) {
            safeguards(play);
            play.gates().forEach(this::gate);
            Set<Object> seen = new HashSet<>();
            for (Host host : play.hosts()) {
                Set<String> names = registered.computeIfAbsent(host.name(), h -> new HashSet<>());
                Object signature = List.of(signature(host), Set.copyOf(names));
                Set<String> known = new HashSet<>(names);
                if (seen.add(signature)) play.parts().forEach(part -> check(part, host, known));
                names(play).forEach(names::add);
            }
        }
    }

    /** Its tasks know nothing of what others have registered. */
    private void gate(BoundPlay.GateTasks gate) {
        Set<Object> seen = new HashSet<>();
        for (Host host : gate.play().hosts())
            if (seen.add(signature(host))) check(gate.play(), host, new HashSet<>(Set.of("run", "batch")));
    }

    private void safeguards(BoundPlay play) {
        Map<String, Object> ofHooks = Map.of("run", Any.ANY);
        Map<String, Object> ofGates = Map.of("run", Any.ANY, "batch", Any.ANY);
        report(play.play().safeguards().problems(probing(play, ofGates), probing(play, ofHooks)));
    }

    private LayeredScope probing(BoundPlay play, Map<String, Object> more) {
        LayeredScope scope = variables.of(play.play(), more);
        return variables.isIncomplete() || play.play().incomplete() ? scope.above(new Missing()) : scope;
    }

    /** Connection variables differ from host to host and no task should care. */
    private Object signature(Host host) {
        if (variables.looksUp()) return host.name(); // it may be by its name
        Map<String, Integer> signature = new TreeMap<>();
        host.vars().forEach((name, node) -> {
            if (!name.startsWith("ansible_")) signature.put(name, System.identityHashCode(node));
        });
        return signature;
    }

    private static Set<String> names(BoundPlay play) {
        Set<String> names = new HashSet<>();
        play.parts().stream().flatMap(part -> part.course().everyTask()).forEach(task -> names.addAll(task.gives()));
        return names;
    }

    private void check(BoundPlay play, Host host, Set<String> known) {
        for (BoundTask task : play.tasks()) {
            check(play, host, task, known);
            known.addAll(task.gives());
        }
        play.handlers().forEach(handler -> known.addAll(handler.gives()));
        for (BoundTask handler : play.handlers()) check(play, host, handler, known);
    }

    private void check(BoundPlay play, Host host, BoundTask bound, Set<String> known) {
        Task task = bound.task();
        Map<String, Object> probe = new HashMap<>(Map.of("facts", JudgedFacts.unjudged(Facts.shape(Any.ANY), Any.ANY)));
        Map<String, Object> unknown = new HashMap<>(Map.of("facts", UNKNOWN));
        known.forEach(name -> {
            probe.put(name, Any.ANY);
            unknown.put(name, UNKNOWN);
        });
        LayeredScope probing = variables.of(host, play.play(), task, probe);
        if (variables.isIncomplete() || play.play().incomplete()) probing = probing.above(new Missing());
        LayeredScope partial = variables.of(host, play.play(), task, unknown);
        for (Map<String, Object> item : items(task, probing, partial)) {
            checkItem(bound, probing.with(item), partial.with(item.containsValue(Any.ANY) ? unknown(item) : item));
        }
    }

    private static Map<String, Object> unknown(Map<String, Object> item) {
        Map<String, Object> unknown = new HashMap<>();
        item.keySet().forEach(name -> unknown.put(name, UNKNOWN));
        return unknown;
    }

    private void checkItem(BoundTask bound, LayeredScope probing, LayeredScope partial) {
        Task task = bound.task();
        for (Expression when : task.when()) {
            report(when.problemsAsCondition(probing));
            if (isFalse(when, partial)) return;
        }
        task.name().ifPresent(name -> report(name.problems(probing)));
        report(Environment.problems(task, probing));
        judgement(task, probing, partial);
        task.loop().flatMap(Loop::label).ifPresent(label -> report(label.problems(probing)));
        report(bound.arguments().problems(probing, partial));
    }

    /** Its conditions know what the task registers. */
    private void judgement(Task task, LayeredScope probing, LayeredScope partial) {
        Map<String, Object> own = task.register()
                .<Map<String, Object>>map(name -> Map.of(name, Any.ANY))
                .orElse(Map.of());
        task.judgement().conditions().forEach(c -> report(c.problemsAsCondition(probing.with(own))));
        task.judgement().tries().ifPresent(tries -> {
            List<Diagnostic> found = tries.problems(probing);
            report(found);
            if (found.isEmpty()) number(() -> tries.retries(partial), () -> tries.delay(partial));
        });
    }

    @SafeVarargs
    private void number(Supplier<Integer>... numbers) {
        for (Supplier<Integer> number : numbers) {
            try {
                var _ = number.get();
            } catch (UnknownValueException e) {
                // only a host can tell
            } catch (TemplateFailure e) {
                problems.add(e.diagnostic());
            }
        }
    }

    /** The variables of each item: {@code item} known, or Any where only a host can tell; one empty map without a loop. */
    private List<Map<String, Object>> items(Task task, Scope probing, Scope partial) {
        if (task.loop().isEmpty()) return List.of(Map.of());
        Loop loop = task.loop().get();
        List<Diagnostic> found = loop.over().problems(probing);
        if (!found.isEmpty() && ruledOut(task, partial)) return List.of();
        report(found);
        Optional<Object> value = found.isEmpty() ? known(() -> loop.over().evaluate(partial)) : Optional.empty();
        try {
            return value.flatMap(known -> loop.items(known, task.pos()))
                    .orElseGet(() -> List.of(loop.anyVariables(Any.ANY)));
        } catch (TemplateFailure e) {
            problems.add(e.diagnostic());
            return List.of();
        }
    }

    /** Whether a condition that needs no host is false, so that the task's arguments are never evaluated. */
    private static boolean ruledOut(Task task, Scope partial) {
        return task.when().stream().anyMatch(when -> isFalse(when, partial));
    }

    private static boolean isFalse(Expression when, Scope partial) {
        return known(() -> when.test(partial)).filter(Boolean.FALSE::equals).isPresent();
    }

    private static Optional<Object> known(Supplier<Object> evaluation) {
        try {
            return Optional.ofNullable(evaluation.get());
        } catch (UnknownValueException | TemplateFailure e) {
            return Optional.empty();
        }
    }

    /** Variables of parts that could not be read, of which no name is known; none that only Ansible has. */
    private static final class Missing extends HashMap<String, Object> {
        @Override
        public @Nullable Object get(Object name) {
            return AnsibleWords.remedy(AnsibleWords.Place.VARIABLES, (String) name)
                            .isPresent()
                    ? null
                    : Any.ANY;
        }
    }

    private void report(List<Diagnostic> found) {
        found.forEach(problems::add);
    }
}
