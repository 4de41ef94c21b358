package io.drydock.action;

import java.util.List;
import java.util.Optional;

/** One argument an action takes, as its action.yml declares it. {@code fallback} is the declared default, plain data. */
public record Argument(
    String name, Type type, boolean required, Optional<Object> fallback, List<String> choices, boolean secret, String doc) {

  /** What a playbook may give and what the action's templates see. docs/actions.md describes each. */
  public enum Type {
    STRING, PATH, REGEXP, MODE, BOOLEAN, INTEGER, NUMBER, SIZE, CHOICE, STRINGS, MAP, ANY, SHOWN, WORDS, SHELL, FILE, TEMPLATE, CONDITIONS, JSON;

    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Argument {
    choices = List.copyOf(choices);
  }
}
