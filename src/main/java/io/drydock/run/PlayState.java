package io.drydock.run;

import io.drydock.facts.Facts;
import io.drydock.inventory.Host;
import io.drydock.playbook.Play;
import io.drydock.playbook.Task;
import io.drydock.template.Unknown;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far one host has come in one play. Confined to the host's thread. */
final class PlayState {
  final BoundPlay play;
  final Host host;
  private final Variables variables;
  /** Facts, and what tasks set or registered. */
  final Map<String, Object> dynamic;
  /** Registered by tasks of the segment being compiled: not known before it has run. */
  final Map<String, Unknown> pending = new LinkedHashMap<>();
  final Set<String> notified = new LinkedHashSet<>();
  /** Of the whole run: this play adds to them. */
  final List<TaskResult> results;
  final Map<Integer, String> names = new HashMap<>();
  final StringBuilder promises = new StringBuilder();
  int next;
  int lastId;
  int lastChange;
  boolean stopped;

  PlayState(BoundPlay play, Host host, Facts facts, Variables variables, Map<String, Object> registered, List<TaskResult> results) {
    this.results = results;
    this.play = play;
    this.host = host;
    this.variables = variables;
    this.dynamic = new HashMap<>(registered);
    dynamic.put("facts", facts.data());
  }

  LayeredScope scope(Task task) {
    Map<String, Object> all = new HashMap<>(dynamic);
    all.putAll(pending);
    return variables.of(host, play.play(), task, all);
  }

  /** Whether a task is left to compile: after a failure only handlers, and those only when a change asked for one. */
  boolean left() {
    if (stopped && !atHandlers()) next = play.tasks().size();
    if (!atHandlers()) return true;
    return next < play.tasks().size() + play.handlers().size();
  }

  boolean atHandlers() {
    return next >= play.tasks().size();
  }

  BoundTask nextTask() {
    return atHandlers() ? play.handlers().get(next - play.tasks().size()) : play.tasks().get(next);
  }
}
