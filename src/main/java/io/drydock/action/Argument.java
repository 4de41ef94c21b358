package io.drydock.action;

import java.util.List;
import java.util.Optional;

/**
 * One argument an action takes, as its action.yml declares it.
 *
 * @param fallback the declared default, plain data
 * @param secrecy whether it is a secret, or may be one
 */
public record Argument(
    String name, Type type, boolean required, Optional<Object> fallback, List<String> choices, Secrecy secrecy, String doc) {

  /**
   * NO: what is given may be seen by every user of the host, as the argument list of a program can, so a secret is refused. ALLOWED: it may
   * hold secrets. HIDDEN: it is one where the argument {@code hidden} is true. ALWAYS: it is one.
   */
  public enum Secrecy {
    NO, ALLOWED, HIDDEN, ALWAYS;

    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What a playbook may give and what the action's templates see. docs/actions.md describes each. */
  public enum Type {
    STRING, PATH, MODE, BOOLEAN, INTEGER, NUMBER, SIZE, CHOICE, STRINGS, MAP, ANY, SHOWN, WORDS, SHELL, FILE, TEMPLATE, CONDITIONS, JSON;

    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Argument {
    choices = List.copyOf(choices);
  }
}
