package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Secret;
import io.drydock.playbook.Task;
import io.drydock.template.Expression;
import io.drydock.template.Scope;
import io.drydock.template.TemplateFailure;
import io.drydock.template.Unknown;
import io.drydock.template.UnknownValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles a play's next stretch of tasks into one program for a host. */
final class Compiler {
    private static final int MOST_ITEMS = 10_000;

    private final ActionLibrary library;
    private final RunOptions options;
    private final Access access;

    Compiler(ActionLibrary library, RunOptions options, Access access) {
        this.library = library;
        this.options = options;
        this.access = access;
    }

    /** Compiles from {@code state.next} on, up to a barrier or the end of the play with its handlers, and moves it. */
    Segment compile(PlayState state) {
        Optional<String> user = user(state.nextTask());
        ProgramText text = new ProgramText(library, options, state, user);
        List<Step> steps = new ArrayList<>();
        boolean restarts = false;
        while (state.left() && user.equals(user(state.nextTask()))) {
            restarts = restarts(state);
            if (restarts && options.mode() == Mode.APPLY && !steps.isEmpty() || !add(state, text, steps)) break;
            state.next++;
            if (restarts) break;
        }
        return new Segment(text.finish(!restarts && state.ends()), steps, user, text.rendered(), text.endings());
    }

    /** Whether the next task may restart the host: it ends a program, and an apply gives it one of its own. */
    boolean restarts(PlayState state) {
        return state.nextTask().action().restarts();
    }

    /** What is run, once the host is back, of a task that has restarted it: {@code after}, and the check again. */
    Segment rejoin(PlayState state, Step step) {
        Optional<String> user = user(step.task());
        ProgramText text = new ProgramText(library, options, state, user);
        Map<String, Object> model = new HashMap<>(
                step.task().arguments().evaluate(state.scope(step.task().task())));
        model.put("facts", state.dynamic.get("facts"));
        text.rejoin(step, model, handlerTokens(step.task().task(), state));
        return new Segment(text.finish(state.ends()), List.of(step), user, Map.of(), text.endings());
    }

    private Optional<String> user(BoundTask bound) {
        boolean enabled = bound.task().become().enabled().orElse(access.become());
        return enabled ? Optional.of(bound.task().become().user().orElse(access.becomeUser())) : Optional.empty();
    }

    /** Adds the next task's steps; false when it needs a result of this same segment: a barrier. */
    private boolean add(PlayState state, ProgramText text, List<Step> steps) {
        BoundTask bound = state.nextTask();
        Task task = bound.task();
        List<Step> added = new ArrayList<>();
        ProgramText.Mark mark = text.mark();
        Map<String, Object> before = new HashMap<>(state.dynamic);
        try {
            LayeredScope scope = state.scope(task);
            boolean said = task.loop().filter(l -> l.holdsHostData(scope)).isPresent();
            Optional<List<Map<String, Object>>> items = items(task, scope);
            for (Map<String, Object> item : items.orElse(List.of())) {
                LayeredScope now = bound.action().setsVariables() ? state.scope(task) : scope;
                Step step = step(bound, item, said ? now.withSaid(item) : now.with(item), state, text);
                added.add(step);
                state.dynamic.putAll(step.variables()); // the next item sees them
            }
            if (added.isEmpty()) {
                added.add(fixed(bound, state, task.title()));
                text.skipped(added.getFirst());
            }
        } catch (UnknownValueException e) {
            undo(state, before, text, mark);
            if (!state.pending.isEmpty()) return false;
            added = List.of(fixed(bound, state, task.title()));
            text.deferred(added.getFirst(), e.waitsFor(), handlerTokens(task, state));
        } catch (TemplateFailure e) {
            undo(state, before, text, mark);
            added = List.of(fixed(bound, state, task.title()));
            text.refused(added.getFirst(), message(e.diagnostic()));
        }
        steps.addAll(added);
        task.register().ifPresent(name -> state.pending.put(name, new Unknown(task.title())));
        return true;
    }

    private static void undo(PlayState state, Map<String, Object> dynamic, ProgramText text, ProgramText.Mark mark) {
        text.reset(mark);
        state.dynamic.clear();
        state.dynamic.putAll(dynamic);
    }

    private static String message(Diagnostic problem) {
        return problem.pos() + ": " + problem.message() + (problem.remedy().isEmpty() ? "" : "; " + problem.remedy());
    }

    /** The variables of each item; empty where the list cannot be had and a condition says that it is not needed, as in {@code when: list??}. */
    private static Optional<List<Map<String, Object>>> items(Task task, Scope scope) {
        if (task.loop().isEmpty()) return Optional.of(List.of(Map.of()));
        Object value;
        try {
            value = task.loop().get().evaluate(scope);
        } catch (TemplateFailure e) {
            if (ruledOut(task, scope)) return Optional.empty();
            throw e;
        }
        if (!(value instanceof List<?> list)) {
            throw new TemplateFailure(
                    new Diagnostic(task.pos(), "loop is not a list", "write loop: [a, b], or ${a_list}"));
        }
        if (list.size() > MOST_ITEMS) {
            throw new TemplateFailure(new Diagnostic(
                    task.pos(), "loop has " + list.size() + " items", "a task is run for up to " + MOST_ITEMS));
        }
        List<Map<String, Object>> items = new ArrayList<>();
        for (Object item : list) items.add(item == null ? Map.of() : Map.of("item", item));
        return Optional.of(items);
    }

    /** Whether a condition is false before there are items, with no other one failing before it. */
    private static boolean ruledOut(Task task, Scope scope) {
        try {
            return task.when().stream().anyMatch(when -> !when.test(scope));
        } catch (TemplateFailure e) {
            return false;
        }
    }

    private Step step(
            BoundTask bound, Map<String, Object> item, LayeredScope scope, PlayState state, ProgramText text) {
        Task task = bound.task();
        Redactor redactor = state.pass.context.redactor();
        redactor.learn(item);
        for (Expression when : task.when()) {
            if (!when.test(scope)) {
                Step step = new Step(
                        ++state.pass.lastId,
                        name(task, scope, item, redactor),
                        bound,
                        state.atHandlers(),
                        task.loop().map(_ -> item),
                        Map.of());
                text.skipped(step);
                return step;
            }
        }
        Map<String, Object> model = new HashMap<>(bound.arguments().evaluate(scope));
        redactor.learn(model.get("arg"));
        model.put("facts", scope.get("facts"));
        Map<String, Object> variables =
                bound.action().setsVariables() ? bound.arguments().values(scope) : Map.of();
        Step step = new Step(
                ++state.pass.lastId,
                name(task, scope, item, redactor),
                bound,
                state.atHandlers(),
                task.loop().map(_ -> item),
                variables);
        text.task(step, model, handlerTokens(task, state));
        return step;
    }

    private static Step fixed(BoundTask bound, PlayState state, String name) {
        return new Step(++state.pass.lastId, name, bound, state.atHandlers(), Optional.empty(), Map.of());
    }

    private static String name(Task task, Scope scope, Map<String, Object> item, Redactor redactor) {
        String name = task.name()
                .map(n -> n.evaluate(scope))
                .map(n -> shown(n, redactor))
                .orElse(task.action());
        if (item.isEmpty() || (task.name().isPresent() && !task.name().get().isConstant())) return name;
        return name + " [" + shown(item.get("item"), redactor) + "]";
    }

    /** One line, without secrets. */
    private static String shown(@Nullable Object value, Redactor redactor) {
        redactor.learn(value);
        String text = switch (value) {
            case Secret secret -> secret.shown();
            case Map<?, ?> map when map.get("name") != null -> shown(map.get("name"), redactor);
            case null, default -> String.valueOf(value);
        };
        String line = redactor.mask(text).replace('\n', ' ');
        return line.length() > 80 ? line.substring(0, 79) + "\u2026" : line;
    }

    /** Of the handlers that a change of the task asks for. One that notifies itself has just run. */
    static List<String> handlerTokens(Task task, PlayState state) {
        List<String> tokens = new ArrayList<>();
        List<BoundTask> handlers = state.play.handlers();
        for (BoundTask handler : handlers) {
            if (handler.task() != task
                    && task.notifies().contains(handler.task().title())) tokens.add(state.handlerToken(handler));
        }
        return tokens;
    }
}
