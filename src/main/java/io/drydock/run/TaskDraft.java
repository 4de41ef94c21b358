package io.drydock.run;

import io.drydock.action.ActionSpec;
import io.drydock.diag.Printable;
import io.drydock.template.Scope;
import io.drydock.template.ShellTemplate;
import io.drydock.template.ShellWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A task's part of a program under construction, one step after the other. */
final class TaskDraft {
    /** How a step ends that is run. */
    private static final Set<Outcome> RUN = Set.of(Outcome.OK, Outcome.CHANGE, Outcome.FAILED, Outcome.UNSUPPORTED);

    private final Mode mode;
    private final BoundTask task;
    /** Of a handler. */
    private final Optional<String> token;
    /** The words after a step's number: whether its failure is ignored, and what its change asks for. */
    private final String ignore;

    private final String asked;
    /** In seconds. */
    private final Optional<Integer> timeout;

    private final int first;
    private final StringBuilder text = new StringBuilder();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> modules = new LinkedHashSet<>();
    private final Map<String, Object> known = new HashMap<>();

    /** @param first the id of its first step */
    TaskDraft(RunOptions options, BoundPlay play, BoundTask task, boolean isHandler, int first) {
        this.mode = options.mode();
        this.timeout = task.task().timeout().or(options::taskTimeout).filter(seconds -> seconds > 0);
        this.task = task;
        this.token = isHandler ? Optional.of(play.token(task)) : Optional.empty();
        this.ignore = task.task().ignoreErrors() ? "'ignore'" : "''";
        this.asked = ShellWord.quoted(asked(play));
        this.first = first;
    }

    /** The handlers that a change asks for, with the word for another round where one of them stands before the handler that does. */
    private String asked(BoundPlay play) {
        List<String> notified = play.notifiedBy(task);
        var before = play.handlers().stream().takeWhile(h -> h != task).map(play::token);
        return String.join(" ", notified) + (token.isPresent() && before.anyMatch(notified::contains) ? " again" : "");
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** What later tasks see; of a handler, of which only the host knows whether it is run, when it has been. */
    void run(
            String name,
            Optional<Map<String, Object>> item,
            Map<String, Object> variables,
            Map<String, Object> model,
            Optional<String> rendered) {
        int id = add(name, item, variables, RUN, rendered);
        known.putAll(token.isPresent() ? task.unknownVariables() : variables);
        ActionSpec action = task.action();
        modules.addAll(action.library());
        Scope scope = Scope.of(model);
        check(id, action, scope);
        if (mode == Mode.APPLY) function("apply_" + id, text(action.apply(), scope));
        call("run " + arguments(id), id);
    }

    /** What is run of a step that has restarted the host, once that is back: {@code after}, and the check again. */
    void rejoin(Step step, Map<String, Object> model) {
        ActionSpec action = task.action();
        modules.addAll(action.library());
        Scope scope = Scope.of(model);
        check(step.id(), action, scope);
        function("after_" + step.id(), text(action.after(), scope));
        text.append("rejoin ").append(arguments(step.id())).append('\n');
    }

    private void check(int id, ActionSpec action, Scope scope) {
        action.desired().ifPresent(t -> function("desired_" + id, t.render(scope)));
        function("check_" + id, action.check().render(scope));
    }

    void skip(String name, Optional<Map<String, Object>> item) {
        int id = add(name, item, Map.of(), Set.of(Outcome.SKIPPED), Optional.empty());
        decided("skip " + id);
    }

    TaskDraft defer(String name, String waitsFor) {
        int id = add(name, Optional.empty(), Map.of(), Set.of(Outcome.DEFERRED), Optional.empty());
        known.putAll(task.unknownVariables());
        decided(waiting(id, waitsFor));
        return this;
    }

    TaskDraft refuse(String name, String message) {
        int id = add(name, Optional.empty(), Map.of(), Set.of(Outcome.FAILED), Optional.empty());
        call("refuse " + id + " " + ignore + " " + ShellWord.quoted(Printable.of(message)), id);
        return this;
    }

    CompiledTask whole() {
        task.task().register().ifPresent(name -> known.put(name, task.waitsFor()));
        return new CompiledTask(List.copyOf(steps), text.toString(), modules, known);
    }

    private int add(
            String name,
            Optional<Map<String, Object>> item,
            Map<String, Object> variables,
            Set<Outcome> endings,
            Optional<String> rendered) {
        int id = first + steps.size();
        steps.add(new Step(id, name, task, token.isPresent(), item, variables, possible(endings), rendered));
        return id;
    }

    /** In a plan every step may be deferred besides. */
    private Set<Outcome> possible(Set<Outcome> endings) {
        Set<Outcome> possible = new HashSet<>(endings);
        if (mode == Mode.PLAN) possible.add(Outcome.DEFERRED);
        return possible;
    }

    private static String text(Optional<ShellTemplate> template, Scope scope) {
        return template.map(t -> t.render(scope)).orElse("");
    }

    private void function(String name, String body) {
        text.append(name).append("() {\n:\n").append(body).append("\n}\n");
    }

    private String arguments(int id) {
        return id + " " + ignore + " " + asked
                + task.action().desired().map(_ -> " desired_" + id).orElse(timeout.isPresent() ? " :" : "")
                + timeout.map(seconds -> " " + seconds).orElse("");
    }

    private String waiting(int id, String waitsFor) {
        String reason = ShellWord.quoted(Printable.of("known after " + waitsFor + " has been applied"));
        return "wait_for " + id + " " + reason + " " + asked;
    }

    /** A handler is run when it was asked for; when it may be asked for, it waits. */
    private void call(String command, int id) {
        text.append(token.map(t -> "if notified " + t + "; then " + command + "\nelif perhaps " + t + "; then "
                        + waiting(id, "what may notify it") + "\nfi\n")
                .orElseGet(() -> going(command)));
    }

    /** What becomes of it is the same whether it is asked for or may be. */
    private void decided(String command) {
        text.append(token.map(t -> "if notified " + t + " || perhaps " + t + "; then " + command + "; fi\n")
                .orElseGet(() -> going(command)));
    }

    /** Unless something has failed; an item of the same loop does not count. */
    private String going(String command) {
        return "going " + first + " && " + command + "\n";
    }
}
