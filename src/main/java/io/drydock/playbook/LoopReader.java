package io.drydock.playbook;

import io.drydock.ansible.AnsibleWords;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Suggestion;
import io.drydock.template.ValueTemplate;
import io.drydock.yaml.Fields;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a task is repeated for. */
final class LoopReader {
    static final Set<String> CONTROL = Set.of("loop_var", "index_var", "label", "extended", "pause");

    private final YamlMap task;
    private final PlayFields fields;
    private final Diagnostics problems;

    LoopReader(YamlMap task, PlayFields fields, Diagnostics problems) {
        this.task = task;
        this.fields = fields;
        this.problems = problems;
    }

    Optional<Loop> read() {
        List<Loop.Kind> kinds = Stream.of(Loop.Kind.values())
                .filter(kind -> task.get(kind.key()).isPresent())
                .toList();
        Optional<PlayFields> control = control();
        if (kinds.size() > 1)
            problems.error(
                    task.get(kinds.get(1).key()).orElseThrow().pos(),
                    "a task has one loop, and this one already has \""
                            + kinds.getFirst().key() + "\"",
                    "leave one out, or include a file with the other");
        if (kinds.isEmpty()) {
            control.ifPresent(c -> problems.error(
                    task.get("loop_control").orElseThrow().pos(),
                    "there is no loop that it is for",
                    "write loop: [a, b]"));
            return Optional.empty();
        }
        Loop.Kind kind = kinds.getFirst();
        ValueTemplate over = fields.value(kind.key()).orElseThrow();
        return Optional.of(new Loop(
                over,
                kind,
                control.flatMap(c -> name(c, "loop_var")).orElse(Loop.ITEM),
                control.flatMap(c -> name(c, "index_var")),
                control.flatMap(c -> c.openValue("label")),
                control.flatMap(c -> c.flag("extended")).orElse(false),
                control.flatMap(c -> c.value("pause"))));
    }

    private Optional<PlayFields> control() {
        return task.get("loop_control").flatMap(node -> {
            if (!(node instanceof YamlMap map)) {
                problems.error(
                        node.pos(), "loop_control is a map", "for example: {loop_var: user, label: \"${user.name}\"}");
                return Optional.empty();
            }
            for (YamlMap.Entry entry : map.entries())
                if (!CONTROL.contains(entry.key()))
                    Fields.unknown(
                            entry,
                            "loop_control",
                            AnsibleWords.remedy(AnsibleWords.Place.LOOP_CONTROL, entry.key())
                                    .orElseGet(() -> Suggestion.didYouMean(entry.key(), CONTROL)),
                            problems);
            return Optional.of(fields.of(map));
        });
    }

    private Optional<String> name(PlayFields control, String key) {
        Optional<YamlScalar> given = control.scalar(key);
        given.ifPresent(scalar -> fields.checkName(scalar.text(), scalar.pos()));
        return given.map(YamlScalar::text);
    }
}
