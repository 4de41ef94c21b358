package io.drydock.inventory;

import io.drydock.diag.SourcePos;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One term of a pattern and what it does to those before it. */
record PatternPart(Operation operation, Hosts hosts) {
  /** In the order they take effect. */
  enum Operation { ADD, KEEP, REMOVE }

  sealed interface Hosts {
    /** In any order, perhaps some of them twice. */
    List<Host> in(Inventory inventory);

    void check(UnknownNames unknown);
  }

  /** A group, or else a host. */
  record Named(String name, SourcePos pos) implements Hosts {
    @Override
    public List<Host> in(Inventory inventory) {
      return inventory.groups().contains(name) ? inventory.inGroup(name)
          : inventory.host(name).map(List::of).orElse(List.of());
    }

    @Override
    public void check(UnknownNames unknown) {
      unknown.check(name, pos);
    }
  }

  /** Hosts of such a name or in a group of such a name. */
  record Matching(Predicate<String> names) implements Hosts {
    @Override
    public List<Host> in(Inventory inventory) {
      Stream<Host> grouped = inventory.groups().stream().filter(names).flatMap(g -> inventory.inGroup(g).stream());
      Stream<Host> named = inventory.hosts().stream().filter(host -> names.test(host.name()));
      return Stream.concat(grouped, named).toList();
    }

    @Override
    public void check(UnknownNames unknown) {}
  }

  /** Some of a group by their place, from 0; a negative one counts from the end. No {@code last}: up to the end. */
  record Slice(String group, int first, OptionalInt last, SourcePos pos) implements Hosts {
    @Override
    public List<Host> in(Inventory inventory) {
      List<Host> all = inventory.inGroup(group);
      int from = first < 0 ? all.size() + first : first;
      int to = Math.min(last.isPresent() ? (first < 0 ? from : last.getAsInt()) + 1 : all.size(), all.size());
      return from < 0 || from >= to ? List.of() : all.subList(from, to);
    }

    @Override
    public void check(UnknownNames unknown) {
      unknown.checkGroup(group, pos);
    }
  }

  /** What the lines of a file mean together. */
  record Listed(List<HostPattern> lines) implements Hosts {
    @Override
    public List<Host> in(Inventory inventory) {
      return lines.stream().flatMap(line -> line.chosen(inventory).stream()).toList();
    }

    @Override
    public void check(UnknownNames unknown) {
      lines.forEach(line -> line.check(unknown));
    }
  }
}
