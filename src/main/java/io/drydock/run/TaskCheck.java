package io.drydock.run;

import io.drydock.diag.Diagnostic;
import io.drydock.playbook.Loop;
import io.drydock.playbook.Notification;
import io.drydock.playbook.Task;
import io.drydock.template.Any;
import io.drydock.template.Expression;
import io.drydock.template.HostValue;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds what is wrong with a task where variables have certain values. */
final class TaskCheck {
    private final BoundTask bound;
    private final Task task;
    private final Set<Diagnostic> found;
    private final List<Task> handlers;

    /**
     * @param handlers of its play
     * @param found takes the problems
     */
    TaskCheck(BoundTask bound, List<Task> handlers, Set<Diagnostic> found) {
        this.handlers = handlers;
        this.bound = bound;
        this.task = bound.task();
        this.found = found;
    }

    /**
     * @param probing a scope in which what only a host can tell is {@link Any}
     * @param partial the same with {@link io.drydock.template.Unknown} in its place
     */
    void check(LayeredScope probing, LayeredScope partial) {
        for (Map<String, Object> item : items(probing, partial))
            item(probing.with(item), partial.with(isOfHost(item) ? HostNames.unknown(item) : item));
    }

    private void item(LayeredScope probing, LayeredScope partial) {
        for (Expression when : task.when()) {
            found.addAll(when.problemsAsCondition(probing));
            if (isFalse(when, partial)) return;
        }
        task.name().ifPresent(name -> found.addAll(name.problems(probing)));
        found.addAll(Environment.problems(task, probing));
        task.conduct().delegateTo().ifPresent(host -> found.addAll(host.problems(probing)));
        task.conduct().ignoreErrors().ifPresent(ignore -> {
            List<Diagnostic> wrong = ignore.problems(probing);
            found.addAll(wrong);
            if (wrong.isEmpty()) evaluated(() -> task.conduct().ignoresErrors(partial));
        });
        for (Notification notification : task.conduct().notifies()) {
            if (notification.value().isConstant()) continue; // the reader has looked for it
            List<Diagnostic> wrong = notification.value().problems(probing);
            found.addAll(wrong);
            if (wrong.isEmpty()) evaluated(() -> notification.names(handlers, partial));
        }
        judgement(probing, partial);
        task.loop().flatMap(Loop::label).ifPresent(label -> found.addAll(label.problems(probing)));
        task.loop().ifPresent(loop -> {
            List<Diagnostic> wrong = loop.pause().map(p -> p.problems(probing)).orElse(List.of());
            found.addAll(wrong);
            if (wrong.isEmpty()) evaluated(() -> loop.pause(partial));
        });
        found.addAll(bound.arguments().problems(probing, partial));
    }

    /** Its conditions know what the task registers. */
    private void judgement(LayeredScope probing, LayeredScope partial) {
        Map<String, Object> own = task.register()
                .<Map<String, Object>>map(name -> Map.of(name, Registered.ofStep(bound)))
                .orElse(Map.of());
        task.judgement().conditions().forEach(c -> found.addAll(c.problemsAsCondition(probing.with(own))));
        task.judgement().tries().ifPresent(tries -> {
            List<Diagnostic> wrong = tries.problems(probing);
            found.addAll(wrong);
            if (wrong.isEmpty())
                Stream.<Supplier<Object>>of(() -> tries.retries(partial), () -> tries.delay(partial))
                        .forEach(this::evaluated);
        });
    }

    private void evaluated(Supplier<Object> value) {
        try {
            var _ = value.get();
        } catch (UnknownValueException e) {
            // only a host can tell
        } catch (TemplateFailure e) {
            found.add(e.diagnostic());
        }
    }

    private static boolean isOfHost(Map<String, Object> item) {
        return item.values().stream().anyMatch(HostValue::isOfHost);
    }

    /** The variables of each item: {@code item} known, or what stands for it where only a host can tell; one empty map without a loop. */
    private List<Map<String, Object>> items(Scope probing, Scope partial) {
        if (task.loop().isEmpty()) return List.of(Map.of());
        Loop loop = task.loop().get();
        List<Diagnostic> wrong = loop.over().problems(probing);
        if (!wrong.isEmpty() && ruledOut(partial)) return List.of();
        found.addAll(wrong);
        Optional<Object> value = wrong.isEmpty() ? known(() -> loop.over().evaluate(partial)) : Optional.empty();
        try {
            return value.flatMap(known -> loop.items(known, loop.over().pos()))
                    .orElseGet(() -> List.of(loop.anyVariables(wrong.isEmpty() ? itemOfHost(loop, probing) : Any.ANY)));
        } catch (TemplateFailure e) {
            found.add(e.diagnostic());
            return List.of();
        }
    }

    /** What stands for each item of a list that a host gives. */
    private static Object itemOfHost(Loop loop, Scope probing) {
        boolean isPlain = loop.kind() == Loop.Kind.LOOP || loop.kind() == Loop.Kind.WITH_LIST;
        return known(() -> loop.over().evaluate(probing))
                .filter(_ -> isPlain)
                .flatMap(list -> list instanceof HostValue value ? value.item() : Optional.empty())
                .orElse(Any.ANY);
    }

    /** Whether a condition that needs no host is false, so that the task's arguments are never evaluated. */
    private boolean ruledOut(Scope partial) {
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
}
