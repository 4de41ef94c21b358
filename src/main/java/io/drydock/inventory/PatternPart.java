package io.drydock.inventory;

import io.drydock.diag.SourcePos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One term of a pattern and what it does to those before it. */
record PatternPart(Operation operation, Hosts hosts) {
    /** What a part does to those before it, in the order in which parts take effect. */
    enum Operation {
        ADD,
        KEEP,
        REMOVE
    }

    sealed interface Hosts {
        /** In the order they are meant; those of several patterns perhaps some of them twice. */
        List<Host> in(Inventory inventory);

        /** Reports what can select no host. A group without hosts is a selection like others. */
        void check(UnknownNames unknown);
    }

    /** A group, or else a host. */
    record Named(String name, SourcePos pos) implements Hosts {
        @Override
        public List<Host> in(Inventory inventory) {
            return inventory.groups().contains(name)
                    ? inventory.inGroup(name)
                    : inventory.host(name).map(List::of).orElse(List.of());
        }

        @Override
        public void check(UnknownNames unknown) {
            unknown.check(name, pos);
        }
    }

    /** Those of the groups of such a name, then the hosts of such a name. */
    record Matching(String text, Predicate<String> names, SourcePos pos) implements Hosts {
        @Override
        public List<Host> in(Inventory inventory) {
            Stream<Host> grouped =
                    inventory.groups().stream().filter(names).flatMap(g -> inventory.inGroup(g).stream());
            Stream<Host> named = inventory.hosts().stream().filter(host -> names.test(host.name()));
            Map<String, Host> each = new LinkedHashMap<>();
            Stream.concat(grouped, named).forEach(host -> each.putIfAbsent(host.name(), host));
            return List.copyOf(each.values());
        }

        @Override
        public void check(UnknownNames unknown) {
            unknown.checkMatch(text, names, pos);
        }
    }

    /** Some of the hosts by their places from 0; a negative one counts from the end. Without {@code last} they go up to the end. */
    record Slice(String text, Hosts of, int first, OptionalInt last, SourcePos pos) implements Hosts {
        @Override
        public List<Host> in(Inventory inventory) {
            List<Host> all = of.in(inventory);
            int from = first < 0 ? all.size() + first : first;
            int to = Math.min(last.isPresent() ? (first < 0 ? from : last.getAsInt()) + 1 : all.size(), all.size());
            return from < 0 || from >= to ? List.of() : all.subList(from, to);
        }

        @Override
        public void check(UnknownNames unknown) {
            int before = unknown.found();
            of.check(unknown);
            if (unknown.found() == before) unknown.checkPlaces(text, of, this, pos);
        }
    }

    /** What the lines of a file mean together. */
    record Listed(List<HostPattern> lines) implements Hosts {
        @Override
        public List<Host> in(Inventory inventory) {
            return lines.stream()
                    .flatMap(line -> line.select(inventory).stream())
                    .toList();
        }

        @Override
        public void check(UnknownNames unknown) {
            lines.forEach(line -> line.check(unknown));
        }
    }
}
