package io.drydock.run;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.playbook.Loop;
import io.drydock.playbook.Task;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.UnknownValueException;
import io.drydock.template.ValueTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles the tasks of one program, each by itself, and gathers the secrets in them. */
final class TaskCompiler {
    private static final int LONGEST_LABEL = 80; // characters
    private static final String UNSEEN = "# no_log: not shown\n";

    private final HostContext context;
    private final BoundPlay play;
    private final TaskListing listing;
    /** Knows the secrets of the tasks so far, besides those that were known before. */
    private final Redactor redactor;

    private final List<Secret> secrets = new ArrayList<>();

    TaskCompiler(HostContext context, BoundPlay play, Optional<String> user) {
        this.context = context;
        this.play = play;
        this.redactor = context.redactor().copy();
        this.listing = new TaskListing(context.library(), user, redactor);
    }

    /** All that has been met, also in a task that was not compiled after all. */
    List<Secret> secrets() {
        return secrets;
    }

    /**
     * The task at a place of the play; empty where it needs a value that is not known yet.
     *
     * @param first the id of its first step
     * @param known facts, and what tasks have set or registered
     * @param waits whether a value that is not known may be when the program so far has been run
     */
    Optional<CompiledTask> compile(int place, int first, Map<String, Object> known, boolean waits) {
        BoundTask bound = play.course().at(place);
        boolean ignores = false;
        List<String> asks = List.of();
        try {
            LayeredScope scope = context.scope(play, bound.task(), known);
            ignores = ignores(bound.task(), scope);
            asks = asks(place, scope);
            TaskDraft draft = draft(place, first, ignores, asks);
            addItems(draft, bound, known, scope);
            if (draft.isEmpty()) draft.skip(bound.task().title(), Optional.empty());
            return Optional.of(draft.whole());
        } catch (UnknownValueException e) {
            TaskDraft deferred =
                    draft(place, first, ignores, asks).defer(bound.task().title(), e.waitsFor());
            return waits ? Optional.empty() : Optional.of(deferred.whole());
        } catch (TemplateFailure e) {
            TaskDraft refused = draft(place, first, ignores, asks)
                    .refuse(bound.task().title(), e.diagnostic().inLine());
            return Optional.of(refused.whole());
        } catch (RuntimeException e) {
            throw masked(e);
        }
    }

    private TaskDraft draft(int place, int first, boolean ignores, List<String> asks) {
        return new TaskDraft(context.options(), play, place, first, ignores, asks);
    }

    /** A program says which handlers it asks for, so their names are known before it starts. Those of a task that is not run nobody needs to know. */
    private List<String> asks(int place, Scope scope) {
        Task task = play.course().at(place).task();
        try {
            return play.course().notifiedAt(place, scope);
        } catch (TemplateFailure e) {
            if (ruledOut(task, scope)) return List.of();
            throw e;
        } catch (UnknownValueException e) {
            throw new TemplateFailure(new Diagnostic(
                    task.pos(),
                    "which handlers it notifies is known only after " + e.waitsFor() + " has been applied",
                    "name them in tasks with conditions, or by variables that the host has before"));
        }
    }

    /** Of a task that is not run nobody needs to know it. */
    private static boolean ignores(Task task, Scope scope) {
        boolean isPlain =
                task.conduct().ignoreErrors().map(ValueTemplate::isConstant).orElse(true);
        return (isPlain || !ruledOut(task, scope)) && task.conduct().ignoresErrors(scope);
    }

    private void addItems(TaskDraft draft, BoundTask bound, Map<String, Object> known, LayeredScope scope) {
        Task task = bound.task();
        draft.setTimes(scope);
        if (task.when().stream().anyMatch(when -> when.isChoice() && !when.test(scope))) {
            draft.leaveOut(task.title());
            return;
        }
        boolean said = isSaid(task, scope);
        Map<String, Object> set = new HashMap<>(known); // the next item sees what one sets
        for (Map<String, Object> item : items(task, scope).orElse(List.of())) {
            LayeredScope now = bound.action().setsVariables() ? context.scope(play, task, set) : scope;
            set.putAll(add(draft, bound, item, now.with(item, said)));
        }
    }

    /** Whether a host had a say in the items of its loop. */
    private static boolean isSaid(Task task, LayeredScope scope) {
        return task.loop().filter(loop -> loop.over().holdsHostData(scope)).isPresent();
    }

    /** The variables of each item; empty where the list cannot be had and a condition says that it is not needed, as in {@code when: list??}. */
    private static Optional<List<Map<String, Object>>> items(Task task, Scope scope) {
        if (task.loop().isEmpty()) return Optional.of(List.of(Map.of()));
        Loop loop = task.loop().get();
        Object value;
        try {
            value = loop.over().evaluate(scope);
        } catch (TemplateFailure e) {
            if (ruledOut(task, scope)) return Optional.empty();
            throw e;
        }
        return loop.items(value, loop.over().pos());
    }

    /** Whether a condition is false before there are items, with no other one failing before it. */
    private static boolean ruledOut(Task task, Scope scope) {
        try {
            return task.when().stream().anyMatch(when -> !when.test(scope));
        } catch (TemplateFailure e) {
            return false;
        }
    }

    /** Adds the step of an item; returns the variables that it sets. */
    private Map<String, Object> add(TaskDraft draft, BoundTask bound, Map<String, Object> item, LayeredScope scope) {
        Task task = bound.task();
        Optional<Map<String, Object>> ofLoop = task.loop().map(_ -> item);
        learn(item);
        if (!task.when().stream().allMatch(when -> when.test(scope))) {
            draft.skip(name(task, scope, item), ofLoop);
            return Map.of();
        }
        if (task.meta().isPresent()) {
            draft.pass(name(task, scope, item), task.meta().get().endsPlay());
            return Map.of();
        }
        Map<String, Object> model = model(bound, scope);
        learn(model.get("arg"));
        Map<String, Object> set =
                bound.action().setsVariables() ? bound.arguments().values(scope) : Map.of();
        Optional<String> rendered = context.options().keepPrograms()
                ? Optional.of(task.conduct().noLog() ? UNSEEN : listing.of(bound.action(), model))
                : Optional.empty();
        Optional<String> delegate = delegate(task, scope);
        draft.delegate(delegate);
        draft.run(
                name(task, scope, item) + delegate.map(d -> " -> " + shown(d)).orElse(""),
                ofLoop,
                set,
                model,
                environment(task, scope),
                rendered);
        return set;
    }

    /**
     * The other host that it is run on.
     *
     * @throws TemplateFailure where there is none of that name
     */
    private Optional<String> delegate(Task task, Scope scope) {
        Optional<ValueTemplate> template = task.conduct().delegateTo();
        Optional<String> name =
                template.map(t -> String.valueOf(t.evaluate(scope))).filter(n -> !n.equals(context.name()));
        if (name.isPresent() && context.others().apply(name.get()).isEmpty())
            throw new TemplateFailure(new Diagnostic(
                    template.get().pos(),
                    "no host is named \"" + shown(name.get()) + "\"",
                    "name one of the inventory"));
        return name;
    }

    /** What is left of a step that has restarted the host. */
    CompiledTask rejoin(Step step, Map<String, Object> known) throws ProgramFailure {
        return part(step, known, TaskDraft::rejoin);
    }

    /** A step once more. */
    CompiledTask again(Step step, Map<String, Object> known) throws ProgramFailure {
        return part(step, known, TaskDraft::again);
    }

    private interface Part {
        void add(TaskDraft draft, Step step, Map<String, Object> model, String environment);
    }

    private CompiledTask part(Step step, Map<String, Object> known, Part part) throws ProgramFailure {
        Task task = step.task().task();
        try {
            LayeredScope whole = context.scope(play, task, known);
            LayeredScope scope = whole.with(step.item().orElse(Map.of()), isSaid(task, whole));
            Map<String, Object> model = model(step.task(), scope);
            learn(model.get("arg"));
            TaskDraft draft = draft(step.place(), step.id(), step.ignores(), step.asks());
            draft.setTimes(scope);
            draft.delegate(delegate(task, scope));
            part.add(draft, step, model, environment(task, scope));
            return draft.whole();
        } catch (TemplateFailure e) {
            throw new ProgramFailure(e.diagnostic().inLine());
        } catch (RuntimeException e) {
            throw masked(e);
        }
    }

    /** What the action's templates see. */
    private static Map<String, Object> model(BoundTask bound, Scope scope) {
        Map<String, Object> model = new HashMap<>(bound.arguments().evaluate(scope));
        model.put(JudgedFacts.NAME, scope.get(JudgedFacts.NAME));
        return model;
    }

    /** Lines that set it. */
    private String environment(Task task, Scope scope) {
        Environment environment = Environment.of(task, scope);
        learn(environment.variables());
        return environment.lines();
    }

    private void learn(@Nullable Object data) {
        List<Secret> found = Secrets.in(data);
        redactor.learn(found);
        secrets.addAll(found);
    }

    private String name(Task task, Scope scope, Map<String, Object> item) {
        String name = task.name().map(n -> shown(n.evaluate(scope))).orElse(task.title());
        if (item.isEmpty() || (task.name().isPresent() && !task.name().get().isConstant())) return name;
        Loop loop = task.loop().orElseThrow();
        if (task.conduct().noLog()) return name + " [" + Secret.MASK + "]";
        return name + " ["
                + shown(loop.label().map(label -> label.evaluate(scope)).orElseGet(() -> item.get(loop.variable())))
                + "]";
    }

    /** One line, without secrets. */
    private String shown(@Nullable Object value) {
        learn(value);
        String text = switch (value) {
            case Secret secret -> secret.shown();
            case Map<?, ?> map when map.get("name") != null -> shown(map.get("name"));
            case null, default -> String.valueOf(value);
        };
        String line = redactor.mask(text).replace('\n', ' ');
        return line.length() > LONGEST_LABEL ? line.substring(0, LONGEST_LABEL - 1) + "\u2026" : line;
    }

    /** The failure with every secret of the tasks masked: whoever shows it does not know them yet. */
    private RuntimeException masked(RuntimeException failure) {
        RuntimeException masked = new IllegalStateException(redactor.clean(failure.toString()));
        masked.setStackTrace(failure.getStackTrace());
        return masked;
    }
}
