package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ActionSpec;
import io.drydock.action.Sha256;
import io.drydock.diag.Secret;
import io.drydock.template.Scope;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The shell text of a program under construction. */
final class ProgramText {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** How a task ends that is run. */
    private static final Set<String> RUN = Set.of("ok", "change", "failed", "unsupported");

    private final ActionLibrary library;
    private final RunOptions options;
    private final PlayState state;
    private final Optional<String> user;
    private final StringBuilder body = new StringBuilder();
    private final Map<Integer, String> rendered = new HashMap<>();
    private final Map<Integer, Set<String>> endings = new HashMap<>();
    private final LinkedHashSet<String> libraries = new LinkedHashSet<>();
    private final Map<String, String> sums = new HashMap<>();
    private BoundTask task;
    private int first;

    record Mark(int length, int lastId, int libraries) {}

    /** @param user empty: as the connection's user; else the user to become */
    ProgramText(ActionLibrary library, RunOptions options, PlayState state, Optional<String> user) {
        this.library = library;
        this.options = options;
        this.state = state;
        this.user = user;
    }

    Mark mark() {
        return new Mark(body.length(), state.pass.lastId, libraries.size());
    }

    /** As if nothing had been added since: nor is a program shown for a step that there is not. */
    void reset(Mark mark) {
        body.setLength(mark.length());
        rendered.keySet().removeIf(id -> id > mark.lastId());
        endings.keySet().removeIf(id -> id > mark.lastId());
        while (libraries.size() > mark.libraries()) libraries.removeLast();
        state.pass.lastId = mark.lastId();
    }

    /** @param model what the action's templates see */
    void task(Step step, Map<String, Object> model, List<String> notify) {
        ActionSpec action = step.task().action();
        libraries.addAll(action.library());
        Scope scope = new MapScope(model);
        if (options.keepPrograms())
            rendered.put(step.id(), state.pass.context.redactor().clean(shown(action, model)));
        checked(step, action, scope);
        if (options.mode() == Mode.APPLY)
            function(
                    "apply_" + step.id(),
                    action.apply().map(t -> t.render(scope)).orElse(""));
        call(step, "run " + arguments(step, notify), RUN, notify);
    }

    /** The same for a task that has restarted the host. */
    void rejoin(Step step, Map<String, Object> model, List<String> notify) {
        ActionSpec action = step.task().action();
        libraries.addAll(action.library());
        Scope scope = new MapScope(model);
        checked(step, action, scope);
        function("after_" + step.id(), action.after().map(t -> t.render(scope)).orElse(""));
        endings.put(step.id(), RUN);
        body.append("rejoin ").append(arguments(step, notify)).append('\n');
    }

    private void checked(Step step, ActionSpec action, Scope scope) {
        action.desired().ifPresent(t -> function("desired_" + step.id(), t.render(scope)));
        function("check_" + step.id(), action.check().render(scope));
    }

    private String arguments(Step step, List<String> notify) {
        return step.id() + " '" + (step.task().task().ignoreErrors() ? "ignore" : "") + "' '" + asked(step, notify)
                + "'"
                + step.task()
                        .action()
                        .desired()
                        .map(_ -> " desired_" + step.id())
                        .orElse("");
    }

    /** The handlers that a change asks for, with the word for another round where one of them stands before the handler that does. */
    private String asked(Step step, List<String> notify) {
        var before = state.play.handlers().stream()
                .takeWhile(handler -> handler != step.task())
                .map(state::handlerToken);
        return String.join(" ", notify) + (step.handler() && before.anyMatch(notify::contains) ? " again" : "");
    }

    void skipped(Step step) {
        decided(step, "skip " + step.id(), Set.of("skipped"));
    }

    /** All that runs of a task: who as, the libraries it calls by their sums, and its texts with every secret masked. */
    private String shown(ActionSpec action, Map<String, Object> model) {
        StringBuilder text =
                new StringBuilder(user.map(u -> "# as " + quoted(u) + "\n").orElse("# as who logs in\n"));
        Stream.concat(Stream.of("runtime.sh"), action.library().stream().map(ProgramText::file))
                .forEach(f -> text.append("# with ")
                        .append(f)
                        .append(' ')
                        .append(sums.computeIfAbsent(f, l -> Sha256.of(library.shared(l))))
                        .append('\n'));
        Map<String, Object> shown = new HashMap<>();
        model.forEach((name, value) -> shown.put(name, mask(value)));
        Scope scope = new MapScope(shown);
        action.desired().ifPresent(t -> text.append(t.render(scope)).append("\n# check\n"));
        text.append(action.check().render(scope));
        action.apply().ifPresent(t -> text.append("\n# apply\n").append(t.render(scope)));
        action.after().ifPresent(t -> text.append("\n# after the restart\n").append(t.render(scope)));
        return text.toString();
    }

    private static String file(String library) {
        return "lib/" + library + ".sh";
    }

    private static Object mask(Object value) {
        return switch (value) {
            case null -> null;
            case Secret secret -> secret.shown();
            case List<?> list -> list.stream().map(ProgramText::mask).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> masked = new LinkedHashMap<>();
                map.forEach((k, v) -> masked.put(k, mask(v)));
                yield masked;
            }
            default -> value;
        };
    }

    void deferred(Step step, String waitsFor, List<String> notify) {
        decided(step, waiting(step, waitsFor, notify), Set.of("deferred"));
    }

    void refused(Step step, String message) {
        call(
                step,
                "refuse " + step.id() + " '" + (step.task().task().ignoreErrors() ? "ignore" : "") + "' "
                        + quoted(message),
                Set.of("failed"),
                List.of());
    }

    private String waiting(Step step, String waitsFor, List<String> notify) {
        return "wait_for " + step.id() + " " + quoted("known after " + waitsFor + " has been applied") + " '"
                + asked(step, notify) + "'";
    }

    /** @param notify the handlers that a change asks for, and perhaps, where the step itself is a handler that may be asked for */
    private void call(Step step, String command, Set<String> outcomes, List<String> notify) {
        endings.put(step.id(), outcomes);
        if (!step.handler()) {
            body.append(going(step, command));
            return;
        }
        String token = state.handlerToken(step.task());
        body.append("if notified ")
                .append(token)
                .append("; then ")
                .append(command)
                .append("\nelif perhaps ")
                .append(token)
                .append("; then ")
                .append(waiting(step, "what may notify it", notify))
                .append("\nfi\n");
    }

    /** What becomes of it is the same whether it is asked for or may be. */
    private void decided(Step step, String command, Set<String> outcomes) {
        endings.put(step.id(), outcomes);
        String token = step.handler() ? state.handlerToken(step.task()) : "";
        body.append(
                step.handler()
                        ? "if notified " + token + " || perhaps " + token + "; then " + command + "; fi\n"
                        : going(step, command));
    }

    /** Unless something has failed; an item of the same loop does not count. */
    private String going(Step step, String command) {
        if (step.task() != task) first = step.id();
        task = step.task();
        return "going " + first + " && " + command + "\n";
    }

    private void function(String name, String text) {
        body.append(name).append("() {\n:\n").append(text).append("\n}\n");
    }

    Map<Integer, String> rendered() {
        return rendered;
    }

    /** As {@link Segment#endings}. In a plan every step may be deferred besides. */
    Map<Integer, Set<String>> endings() {
        Map<Integer, Set<String>> all = new HashMap<>();
        endings.forEach((id, words) -> all.put(id, options.mode() == Mode.PLAN ? with("deferred", words) : words));
        return all;
    }

    private static Set<String> with(String word, Set<String> words) {
        Set<String> more = new HashSet<>(words);
        more.add(word);
        return more;
    }

    /**
     * The whole program; its first line sets the marker that its events carry.
     *
     * @param last no other program of the run follows on this host
     */
    String finish(boolean last) {
        StringBuilder text = new StringBuilder(header(options.mode().label(), options.id(), last));
        text.append(library.shared("runtime.sh"));
        for (String name : libraries) text.append(library.shared(file(name)));
        text.append("NOTIFIED=")
                .append(quoted(String.join(" ", state.notified)))
                .append(" PERHAPS=")
                .append(quoted(String.join(" ", state.perhaps)))
                .append('\n');
        if (state.pass.lastChange > 0) {
            text.append("LAST_CHANGE=")
                    .append(state.pass.lastChange)
                    .append(" PROMISES=")
                    .append(quoted(state.pass.promises.toString()))
                    .append('\n');
        }
        return text.append("start\n").append(body).append("finish\n").toString();
    }

    /** The lines every program begins with. The marker is 128 random bits, so nothing a host prints can match it. */
    static String header(String mode, String run, boolean last) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "MARKER=@" + HexFormat.of().formatHex(bytes) + " MODE=" + mode + " RUN=" + quoted(run) + " LAST="
                + (last ? "yes" : "") + "\n";
    }

    static String marker(String program) {
        return program.substring("MARKER=".length(), program.indexOf(' '));
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** An action's model as the variables of its templates. */
    private record MapScope(Map<String, Object> model) implements Scope {
        @Override
        public Object get(String name) {
            return model.get(name);
        }

        @Override
        public Set<String> names() {
            return model.keySet();
        }
    }
}
