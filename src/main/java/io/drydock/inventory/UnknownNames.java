package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.PatternPart.Hosts;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reports names that are in no inventory, with the nearest that is, and patterns that can select nothing. */
final class UnknownNames {
    /** How many unknown names are compared with those there are: with a hundred thousand hosts each takes a moment. */
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
            report("no host or group \"" + name + "\" in the inventory", pos, near(name));
        }
    }

    void checkMatch(String text, Predicate<String> names, SourcePos pos) {
        if (inventory.groups().stream().noneMatch(names)
                && inventory.hosts().stream().map(Host::name).noneMatch(names)) {
            report("no host or group matches \"" + text + "\"", pos, groups(text));
        }
    }

    /** Reports it when {@code some}, the places chosen from {@code all}, are none. */
    void checkPlaces(String text, Hosts all, Hosts some, SourcePos pos) {
        int count = all.in(inventory).size();
        if (count > 0 && some.in(inventory).isEmpty()) {
            report(
                    "\"" + text + "\" selects no host",
                    pos,
                    count == 1 ? "there is one, [0]" : "there are " + count + ", from [0] to [" + (count - 1) + "]");
        }
    }

    /** How many have been reported. */
    int found() {
        return found;
    }

    private void report(String message, SourcePos pos, String remedy) {
        found++;
        problems.error(pos, message, remedy);
    }

    private String near(String name) {
        Collection<String> names = Stream.concat(
                        inventory.groups().stream(), inventory.hosts().stream().map(Host::name))
                .toList();
        Optional<String> near = found >= SEARCHED ? Optional.empty() : Suggestion.near(name, names);
        return near.orElseGet(() -> groups(name));
    }

    private String groups(String name) {
        return Suggestion.among("groups", name, inventory.groups());
    }
}
