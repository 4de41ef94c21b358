package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ActionSpec;
import io.drydock.template.Scope;
import java.security.SecureRandom;
import java.util.HexFormat;
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
  private final Set<String> libraries = new LinkedHashSet<>();

  record Mark(int length, int lastId) {}

  ProgramText(ActionLibrary library, RunOptions options, PlayState state) {
    this.library = library;
    this.options = options;
    this.state = state;
  }

  Mark mark() {
    return new Mark(body.length(), state.lastId);
  }

  void reset(Mark mark) {
    body.setLength(mark.length());
    state.lastId = mark.lastId();
  }

  /** @param model what the action's templates see */
  void task(Step step, Map<String, Object> model, List<String> notify) {
    ActionSpec action = step.task().action();
    libraries.addAll(action.library());
    Scope scope = new MapScope(model);
    function("check_" + step.id(), action.check().render(scope));
    if (options.mode() == Mode.APPLY) function("apply_" + step.id(), action.apply().map(t -> t.render(scope)).orElse(""));
    call(step, "run " + step.id() + " '" + (step.task().task().ignoreErrors() ? "ignore" : "") + "' '" + String.join(" ", notify) + "'");
  }

  void skipped(Step step) {
    call(step, "skip " + step.id());
  }

  void deferred(Step step, String waitsFor) {
    call(step, "wait_for " + step.id() + " " + quoted(waitsFor));
  }

  void refused(Step step, String message) {
    call(step, "refuse " + step.id() + " '" + (step.task().task().ignoreErrors() ? "ignore" : "") + "' " + quoted(message));
  }

  private void call(Step step, String command) {
    if (step.handler()) {
      body.append("notified h").append(state.play.handlers().indexOf(step.task())).append(" && ").append(command).append('\n');
    } else {
      body.append("going && ").append(command).append('\n');
    }
  }

  private void function(String name, String text) {
    body.append(name).append("() {\n:\n").append(text).append("\n}\n");
  }

  /** The whole program; its first line sets the marker that its events carry. */
  String finish() {
    StringBuilder text = new StringBuilder(header(options.mode().label(), options.id()));
    text.append(library.shared("runtime.sh"));
    for (String name : libraries) text.append(library.shared("lib/" + name + ".sh"));
    text.append("NOTIFIED=").append(quoted(String.join(" ", state.notified))).append('\n');
    if (state.lastChange > 0) {
      text.append("LAST_CHANGE=").append(state.lastChange).append(" PROMISES=").append(quoted(state.promises.toString())).append('\n');
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
