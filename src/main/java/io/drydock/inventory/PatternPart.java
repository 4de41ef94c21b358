package io.drydock.inventory;

import io.drydock.diag.SourcePos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        /** In the order they are meant. */
        List<Host> in(Inventory inventory);

        /** Reports what can select no host. A group without hosts is a selection like others. */
        void check(UnknownNames unknown);
    }

    /**
     * A host or a group.
     *
     * @param hostFirst which of the two is meant where both have the name; as in Ansible the host is, but what is taken away is the group
     */
    record Named(String name, boolean hostFirst, SourcePos pos) implements Hosts {
        @Override
        public List<Host> in(Inventory inventory) {
            Optional<Host> host = inventory.host(name);
            boolean isGroup = inventory.groups().contains(name);
            return isGroup && !(hostFirst && host.isPresent())
                    ? inventory.inGroup(name)
                    : host.map(List::of).orElse(List.of());
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

    /** Some of the hosts by their places from 0, the last included; a negative one counts from the end. */
    record Slice(String text, Hosts of, OptionalInt first, OptionalInt last, SourcePos pos) implements Hosts {
        @Override
        public List<Host> in(Inventory inventory) {
            List<Host> all = of.in(inventory);
            int from = Math.max(0, place(first.orElse(0), all));
            int to = Math.min(place(last.orElse(-1), all) + 1, all.size());
            return from < to ? all.subList(from, to) : List.of();
        }

        private static int place(int written, List<Host> all) {
            return written < 0 ? all.size() + written : written;
        }

        @Override
        public void check(UnknownNames unknown) {
            int before = unknown.found();
            of.check(unknown);
            if (unknown.found() == before) unknown.checkPlaces(text, of, this, pos);
        }
    }

    /** What the lines of a file mean together. */
    record Listed(HostPattern lines) implements Hosts {
        @Override
        public List<Host> in(Inventory inventory) {
            return lines.select(inventory);
        }

        @Override
        public void check(UnknownNames unknown) {
            lines.check(unknown);
        }
    }
}
