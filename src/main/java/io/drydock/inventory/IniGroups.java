package io.drydock.inventory;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.diag.Suggestion;
import io.drydock.inventory.Draft.DraftGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The groups of an INI inventory: it is their sections that make them, and one may be named as a child before. */
final class IniGroups {
    private final Draft draft;
    private final Diagnostics problems;
    private final Map<String, List<Mention>> waiting = new LinkedHashMap<>();
    private final Map<String, SourcePos> onlyVariables = new LinkedHashMap<>();

    /** A group is named as a child of another one. */
    private record Mention(DraftGroup parent, SourcePos pos) {}

    IniGroups(Draft draft, Diagnostics problems) {
        this.draft = draft;
        this.problems = problems;
    }

    /** Empty for a name that is reported. */
    Optional<DraftGroup> section(String name, String kind, SourcePos pos) {
        boolean isNew = !draft.groups.containsKey(name);
        Optional<DraftGroup> group = draft.group(name, pos);
        if (kind.equals("vars")) {
            if (isNew && group.isPresent() && !waiting.containsKey(name)) onlyVariables.put(name, pos);
        } else {
            onlyVariables.remove(name);
            List<Mention> mentions = waiting.getOrDefault(name, List.of());
            waiting.remove(name);
            group.ifPresent(g -> mentions.forEach(m -> draft.addChild(m.parent(), g, m.pos())));
        }
        return group;
    }

    void child(DraftGroup parent, String name, SourcePos pos) {
        DraftGroup known = draft.groups.get(name);
        if (known != null) draft.addChild(parent, known, pos);
        else waiting.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Mention(parent, pos));
    }

    /** Groups that no section makes. */
    void reportUndeclared() {
        waiting.forEach((name, mentions) -> mentions.forEach(m -> report(name, m.pos(), "[" + name + "]")));
        onlyVariables.forEach((name, pos) -> report(name, pos, "[" + name + "] or [" + name + ":children]"));
    }

    private void report(String name, SourcePos pos, String section) {
        List<String> others = draft.groups.keySet().stream()
                .filter(other -> !other.equals(name))
                .toList();
        problems.error(
                pos,
                "no group is named \"" + name + "\"",
                Suggestion.near(name, others).orElse("make it, by a section " + section));
    }
}
