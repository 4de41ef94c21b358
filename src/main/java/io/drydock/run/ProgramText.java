package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ActionSpec;
import io.drydock.diag.Secret;
import io.drydock.template.Scope;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shell text of a program under construction. */
final class ProgramText {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ActionLibrary library;
  private final RunOptions options;
  private final PlayState state;
  private final StringBuilder body = new StringBuilder();
  private final Map<Integer, String> rendered = new HashMap<>();
  private final Set<String> libraries = new LinkedHashSet<>();

  record Mark(int length, int lastId) {}

  ProgramText(ActionLibrary library, RunOptions options, PlayState state) {
    this.library = library;
    this.options = options;
    this.state = state;
  }

  Mark mark() {
    return new Mark(body.length(), state.pass.lastId);
  }

  void reset(Mark mark) {
    body.setLength(mark.length());
    state.pass.lastId = mark.lastId();
  }

  /** @param model what the action's templates see */
  void task(Step step, Map<String, Object> model, List<String> notify) {
    ActionSpec action = step.task().action();
    libraries.addAll(action.library());
    Scope scope = new MapScope(model);
    if (options.keepPrograms()) rendered.put(step.id(), state.pass.context.redactor().clean(masked(action, model)));
    function("check_" + step.id(), action.check().render(scope));
    if (options.mode() == Mode.APPLY) function("apply_" + step.id(), action.apply().map(t -> t.render(scope)).orElse(""));
    call(step, "run " + arguments(step, notify));
  }

  /** The same for a task that has restarted the host. */
  void rejoin(Step step, Map<String, Object> model, List<String> notify) {
    ActionSpec action = step.task().action();
    libraries.addAll(action.library());
    Scope scope = new MapScope(model);
    function("check_" + step.id(), action.check().render(scope));
    function("after_" + step.id(), action.after().map(t -> t.render(scope)).orElse(""));
    body.append("rejoin ").append(arguments(step, notify)).append('\n');
  }

  private static String arguments(Step step, List<String> notify) {
    return step.id() + " '" + (step.task().task().ignoreErrors() ? "ignore" : "") + "' '" + String.join(" ", notify) + "'";
  }

  void skipped(Step step) {
    call(step, "skip " + step.id());
  }

  /** Check and apply as they read with every secret masked. */
  private static String masked(ActionSpec action, Map<String, Object> model) {
    Map<String, Object> shown = new HashMap<>();
    model.forEach((name, value) -> shown.put(name, mask(value)));
    Scope scope = new MapScope(shown);
    return action.check().render(scope) + action.apply().map(t -> "\n# apply\n" + t.render(scope)).orElse("");
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
    call(step, "wait_for " + step.id() + " " + quoted("known after " + waitsFor + " has been applied") + " '" + String.join(" ", notify) + "'");
  }

  void refused(Step step, String message) {
    call(step, "refuse " + step.id() + " '" + (step.task().task().ignoreErrors() ? "ignore" : "") + "' " + quoted(message));
  }

  private void call(Step step, String command) {
    if (step.handler()) {
      String token = "h" + state.play.handlers().indexOf(step.task());
      body.append("if notified ").append(token).append("; then ").append(command).append("\nelif perhaps ").append(token)
          .append("; then wait_for ").append(step.id()).append(" 'known after what may notify it has been applied'\nfi\n");
    } else {
      body.append("going && ").append(command).append('\n');
    }
  }

  private void function(String name, String text) {
    body.append(name).append("() {\n:\n").append(text).append("\n}\n");
  }

  Map<Integer, String> rendered() {
    return rendered;
  }

  /** The whole program; its first line sets the marker that its events carry. */
  String finish() {
    StringBuilder text = new StringBuilder(header(options.mode().label(), options.id()));
    text.append(library.shared("runtime.sh"));
    for (String name : libraries) text.append(library.shared("lib/" + name + ".sh"));
    text.append("NOTIFIED=").append(quoted(String.join(" ", state.notified))).append(" PERHAPS=").append(quoted(String.join(" ", state.perhaps))).append('\n');
    if (state.pass.lastChange > 0) {
      text.append("LAST_CHANGE=").append(state.pass.lastChange).append(" PROMISES=").append(quoted(state.pass.promises.toString())).append('\n');
    }
    return text.append("start\n").append(body).append("finish\n").toString();
  }

  /** The lines every program begins with. The marker is 128 random bits, so nothing a host prints can match it. */
  static String header(String mode, String run) {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return "M=@" + HexFormat.of().formatHex(bytes) + " MODE=" + mode + " RUN=" + quoted(run) + "\n";
  }

  static String marker(String program) {
    return program.substring(2, program.indexOf(' '));
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
