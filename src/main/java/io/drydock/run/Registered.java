package io.drydock.run;

import io.drydock.action.ResultField;
import io.drydock.playbook.Loop;
import io.drydock.playbook.Play;
import io.drydock.template.Any;
import io.drydock.template.HostValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is known, before any host is contacted, of what tasks register. */
final class Registered {
    private final Map<String, Object> values = new HashMap<>();

    /**
     * Of all tasks of some plays, in whatever order they are run: a name that several register stands for what each of them gives.
     *
     * @param others names that stand for something else, too
     */
    Registered(List<BoundPlay> plays, Set<String> others) {
        Set<String> set = new HashSet<>(others);
        plays.stream().flatMap(play -> play.parts().stream()).forEach(part -> set.addAll(names(part.play())));
        plays.stream().flatMap(Registered::tasks).forEach(task -> set.addAll(variables(task)));
        plays.stream()
                .flatMap(Registered::tasks)
                .forEach(task -> task.task()
                        .register()
                        .ifPresent(name ->
                                values.merge(name, set.contains(name) ? Any.ANY : of(task), HostValue::either)));
    }

    /** What stands for the value that a name has once a task has given it. */
    Object of(String name) {
        return values.getOrDefault(name, Any.ANY);
    }

    /** What stands for the result of one step, which the conditions of its task see. */
    static Object ofStep(BoundTask task) {
        return task.action()
                .results()
                .<Object>map(own -> HostValue.map(fields(task, own)))
                .orElse(Any.ANY);
    }

    private static Object of(BoundTask task) {
        Optional<Loop> loop = task.task().loop();
        if (loop.isEmpty()) return ofStep(task);
        Map<String, Object> all = values(ResultField.COMMON);
        all.keySet().retainAll(ResultField.OF_LOOP);
        all.put(ResultField.RESULTS.name(), HostValue.list(ofItem(task, loop.get())));
        return HostValue.map(all);
    }

    private static Object ofItem(BoundTask task, Loop loop) {
        return task.action()
                .results()
                .<Object>map(own -> {
                    Map<String, Object> fields = fields(task, own);
                    fields.put(loop.variable(), Any.ANY);
                    return HostValue.map(fields);
                })
                .orElse(Any.ANY);
    }

    private static Map<String, Object> fields(BoundTask task, Map<String, ResultField> own) {
        Map<String, Object> fields = values(ResultField.COMMON);
        if (task.task().judgement().tries().isPresent())
            fields.put(ResultField.ATTEMPTS.name(), value(ResultField.ATTEMPTS));
        fields.putAll(values(own));
        return fields;
    }

    private static Map<String, Object> values(Map<String, ResultField> fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> values.put(name, value(field)));
        return values;
    }

    private static Object value(ResultField field) {
        return switch (field.type()) {
            case STRING -> new HostValue(HostValue.Kind.TEXT, List.of());
            case NUMBER -> new HostValue(HostValue.Kind.NUMBER, List.of());
            case BOOLEAN -> new HostValue(HostValue.Kind.TRUTH, List.of());
            case LIST ->
                field.fields().isEmpty()
                        ? new HostValue(HostValue.Kind.LIST, List.of())
                        : HostValue.list(HostValue.map(values(field.fields())));
            case MAP -> HostValue.map(values(field.fields()));
            case ANY -> Any.ANY;
        };
    }

    private static Stream<BoundTask> tasks(BoundPlay play) {
        return play.parts().stream().flatMap(part -> part.course().everyTask());
    }

    private static Set<String> names(Play play) {
        Set<String> names = new HashSet<>(play.vars().keySet());
        names.addAll(play.defaults().keySet());
        return names;
    }

    private static Set<String> variables(BoundTask task) {
        Set<String> names = new HashSet<>(task.unknownVariables().keySet());
        names.addAll(task.task().vars().keySet());
        names.addAll(task.task().defaults().keySet());
        return names;
    }
}
