package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports names that are in no inventory, with the nearest that is. */
final class UnknownNames {
  /** Comparing with a hundred thousand hosts takes a moment each. */
  private static final int SEARCHED = 10;

  private final Inventory inventory;
  private final Diagnostics problems;
  private int found;

  UnknownNames(Inventory inventory, Diagnostics problems) {
    this.inventory = inventory;
    this.problems = problems;
  }

  void check(String name, SourcePos pos) {
    if (!inventory.groups().contains(name) && inventory.host(name).isEmpty()) {
      report("no host or group \"" + name + "\" in the inventory", name, pos, true);
    }
  }

  void checkGroup(String name, SourcePos pos) {
    if (!inventory.groups().contains(name)) {
      report("no group \"" + name + "\" in the inventory", name, pos, false);
    }
  }

  private void report(String message, String name, SourcePos pos, boolean withHosts) {
    Stream<String> hosts = withHosts ? inventory.hosts().stream().map(Host::name) : Stream.empty();
    Collection<String> names = Stream.concat(inventory.groups().stream(), hosts).toList();
    Optional<String> near = ++found > SEARCHED ? Optional.empty() : Suggestion.near(name, names);
    problems.error(pos, message, near.orElseGet(() -> "groups: " + Suggestion.listed(inventory.groups())));
  }
}
