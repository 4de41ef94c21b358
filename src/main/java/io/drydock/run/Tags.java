package io.drydock.run;

import java.util.Set;

/** Which tasks run, by Ansible's rules: "always" unless skipped, "never" only when named. */
public record Tags(Set<String> wanted, Set<String> skipped) {
  public static final Tags ALL = new Tags(Set.of(), Set.of());

  public Tags {
    wanted = Set.copyOf(wanted);
    skipped = Set.copyOf(skipped);
  }

  boolean select(Set<String> tags) {
    if (tags.stream().anyMatch(skipped::contains)) return false;
    boolean named = tags.stream().anyMatch(wanted::contains);
    if (tags.contains("never")) return named;
    return wanted.isEmpty() || wanted.contains("all") || named || tags.contains("always");
  }
}
