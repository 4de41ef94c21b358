package io.drydock.run;

import io.drydock.action.ActionSpec;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Printable;
import io.drydock.playbook.BlockSection;
import io.drydock.template.Scope;
import io.drydock.template.ShellTemplate;
import io.drydock.template.ShellWord;
import io.drydock.template.TemplateFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task's part of a program under construction, one step after the other. */
final class TaskDraft {
    /** How a step ends that is run. */
    private static final Set<Outcome> RUN = Set.of(Outcome.OK, Outcome.CHANGE, Outcome.FAILED, Outcome.UNSUPPORTED);

    private final Mode mode;
    private final BoundPlay play;
    private final int place;
    private final BoundTask task;
    /** Of a handler. */
    private final Optional<String> token;

    private final boolean ignores;
    /** The words after a step's number: where it fails, or that its failure is ignored, and what its change asks for. */
    private final String ignore;

    private final List<String> asks;
    private final String asked;
    /** In seconds. */
    private final Optional<Integer> timeout;

    /** How often the host tries it again, and how long it waits before: a word. */
    private String tries = "''";

    /** Seconds between two items. */
    private int pause;

    private Optional<String> delegate = Optional.empty();
    private boolean isRun;
    private boolean isSilent;
    /** Whether one of its steps is not left out. */
    private boolean hasRun;

    private final int first;
    private final StringBuilder text = new StringBuilder();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> modules = new LinkedHashSet<>();
    private final Map<String, Object> known = new HashMap<>();

    /**
     * @param first the id of its first step
     * @param ignores whether the rest goes on after its failure
     * @param asks the tokens of the handlers that a change asks for
     */
    TaskDraft(RunOptions options, BoundPlay play, int place, int first, boolean ignores, List<String> asks) {
        this.mode = options.mode();
        this.play = play;
        this.place = place;
        BoundTask task = play.course().at(place);
        this.timeout = task.task().conduct().timeout().or(options::taskTimeout).filter(seconds -> seconds > 0);
        this.task = task;
        this.token = play.course().token(place);
        String section = FailedSections.section(task);
        this.ignores = ignores;
        this.ignore = ignores ? "'ignore'" : section.equals(FailedSections.PLAY) ? "''" : section;
        this.asks = asks;
        this.asked = ShellWord.quoted(asked());
        this.first = first;
    }

    /** The handlers that a change asks for, with the word for another round where one of them stands before the handler that does. */
    private String asked() {
        return String.join(" ", asks) + (token.isPresent() && play.course().notifiesBack(place) ? " again" : "");
    }

    /** @param scope what its numbers are read in */
    void setTimes(Scope scope) {
        task.task().loop().ifPresent(loop -> pause = loop.pause(scope));
        task.task()
                .judgement()
                .tries()
                .filter(t -> t.until().isEmpty())
                .ifPresent(t -> tries = "'" + t.retries(scope) + " " + t.delay(scope) + "'");
    }

    /**
     * A step is run on this host; empty: on the one that it is of.
     *
     * @throws TemplateFailure where an earlier one is not
     */
    void delegate(Optional<String> host) {
        if (!isRun) delegate = host;
        isRun = true;
        if (!delegate.equals(host))
            throw new TemplateFailure(new Diagnostic(
                    task.task().pos(),
                    "the items of one task are delegated to " + delegate.orElse("the host itself") + " and to "
                            + host.orElse("the host itself"),
                    "write a task for each of them"));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /**
     * What later tasks see; of a handler, of which only the host knows whether it is run, when it has been.
     *
     * @param environment lines that set it
     */
    void run(
            String name,
            Optional<Map<String, Object>> item,
            Map<String, Object> variables,
            Map<String, Object> model,
            String environment,
            Optional<String> rendered) {
        int id = add(name, item, variables, RUN, rendered);
        known.putAll(token.isPresent() ? task.unknownVariables() : variables);
        modules.addAll(task.action().library());
        functions(id, Scope.of(model), environment);
        call("run " + arguments(id, hasRun ? pause : 0), id);
        hasRun = true;
    }

    /** What is run of a step once more. */
    void again(Step step, Map<String, Object> model, String environment) {
        modules.addAll(task.action().library());
        functions(step.id(), Scope.of(model), environment);
        call("run " + arguments(step.id(), 0), step.id());
    }

    private void functions(int id, Scope scope, String environment) {
        check(id, task.action(), scope, environment);
        if (mode == Mode.APPLY)
            function("apply_" + id, environment + text(task.action().apply(), scope));
    }

    /** What is run of a step that has restarted the host, once that is back: {@code after}, and the check again. */
    void rejoin(Step step, Map<String, Object> model, String environment) {
        ActionSpec action = task.action();
        modules.addAll(action.library());
        Scope scope = Scope.of(model);
        check(step.id(), action, scope, environment);
        function("after_" + step.id(), environment + text(action.after(), scope));
        text.append("rejoin ").append(arguments(step.id(), 0)).append('\n');
    }

    private void check(int id, ActionSpec action, Scope scope, String environment) {
        action.desired().ifPresent(t -> function("desired_" + id, environment + t.render(scope)));
        function("check_" + id, environment + action.check().render(scope));
    }

    /** Another task stands in its place. */
    void leaveOut(String name) {
        isSilent = true;
        skip(name, Optional.empty());
    }

    void skip(String name, Optional<Map<String, Object>> item) {
        int id = add(name, item, Map.of(), Set.of(Outcome.SKIPPED), Optional.empty());
        decided("skip " + id);
    }

    /** Nothing is run here; the play may end for the host. */
    void pass(String name, boolean ends) {
        int id = add(name, Optional.empty(), Map.of(), Set.of(Outcome.OK), Optional.empty());
        call((ends ? "end_host " : "pass ") + id, id);
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
        if (token.isPresent() && play.course().isFlushed(place))
            text.append("handled ").append(token.get()).append('\n');
        text.append(FailedSections.leaving(play.course(), place));
        return new CompiledTask(List.copyOf(steps), text.toString(), modules, known, delegate);
    }

    private int add(
            String name,
            Optional<Map<String, Object>> item,
            Map<String, Object> variables,
            Set<Outcome> endings,
            Optional<String> rendered) {
        int id = first + steps.size();
        steps.add(new Step(
                id,
                name,
                task,
                place,
                token.isPresent(),
                play.course().isRescued(task),
                ignores,
                asks,
                isSilent,
                item,
                variables,
                possible(endings),
                rendered,
                Optional.empty()));
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

    /** @param before seconds that are waited before it */
    private String arguments(int id, int before) {
        List<String> more = new ArrayList<>();
        more.add(task.action().desired().map(_ -> "desired_" + id).orElse(":"));
        more.add(timeout.map(String::valueOf).orElse("''"));
        more.add(tries);
        more.add(task.task().judgement().neverFails() ? "accept" : "''");
        more.add(before > 0 ? String.valueOf(before) : "''");
        while (!more.isEmpty() && List.of(":", "''").contains(more.getLast())) more.removeLast();
        return Stream.concat(Stream.of(String.valueOf(id), ignore, asked), more.stream())
                .collect(Collectors.joining(" "));
    }

    private String waiting(int id, String waitsFor) {
        String reason = ShellWord.quoted(Printable.of("known after " + waitsFor + " has been applied"));
        return "wait_for " + id + " " + reason + " " + asked + (ignore.equals("''") ? "" : " " + ignore);
    }

    /** A handler is run when it was asked for; when it may be asked for, it waits. So does in a plan what rescues a block that may fail. */
    private void call(String command, int id) {
        text.append(token.map(t -> "if notified " + t + "; then " + command + "\nelif perhaps " + t + "; then "
                        + waiting(id, "what may notify it") + "\nfi\n")
                .orElseGet(() -> mayRescue() ? rescuing(command, id) : going(command)));
    }

    private boolean mayRescue() {
        return mode == Mode.PLAN && task.task().within().stream().anyMatch(s -> s.kind() == BlockSection.Kind.RESCUE);
    }

    private String rescuing(String command, int id) {
        return "if " + isGoing() + "; then " + command + "\nelif may_go "
                + String.join(" ", FailedSections.conditions(task)) + "; then "
                + waiting(id, "the block that it rescues") + "\nfi\n";
    }

    /** What becomes of it is the same whether it is asked for or may be. */
    private void decided(String command) {
        text.append(token.map(t -> "if notified " + t + " || perhaps " + t + "; then " + command + "; fi\n")
                .orElseGet(() -> going(command)));
    }

    /** Unless something has failed; an item of the same loop does not count. */
    private String going(String command) {
        return isGoing() + " && " + command + "\n";
    }

    private String isGoing() {
        return Stream.concat(Stream.of("going", String.valueOf(first)), FailedSections.conditions(task).stream())
                .collect(Collectors.joining(" "));
    }
}
