package io.drydock.playbook;

import io.drydock.diag.Diagnostics;
import io.drydock.template.ShellTemplate;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the keys of a play that {@link Safeguards} are made of. */
final class SafeguardsReader {
    static final Set<String> KEYS =
            Set.of("gates", "soak", "drain", "undrain", "on_start", "on_batch", "on_failure", "on_finish");

    private final PlayFields fields;
    private final TemplateEngine engine;
    private final Diagnostics problems;

    SafeguardsReader(YamlMap play, TemplateEngine engine, Diagnostics problems) {
        this.fields = new PlayFields(play, engine, problems);
        this.engine = engine;
        this.problems = problems;
    }

    /**
     * @param tasks reads lists of tasks
     * @param hosts reads patterns of hosts
     */
    Safeguards read(
            Path file, Function<List<YamlNode>, List<Task>> tasks, Function<YamlNode, Optional<YamlScalar>> hosts) {
        List<Gate> gates = fields.items("gates").stream()
                .flatMap(node -> gate(node, tasks, hosts).stream())
                .toList();
        return new Safeguards(
                gates,
                fields.duration("soak").orElse(Duration.ZERO),
                drain(tasks),
                tasks.apply(fields.items("undrain")),
                hooks(),
                Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/")));
    }

    private List<Task> drain(Function<List<YamlNode>, List<Task>> tasks) {
        List<YamlNode> drain = fields.items("drain");
        if (!drain.isEmpty() && fields.items("undrain").isEmpty())
            problems.error(
                    drain.getFirst().pos(), "a play with drain needs undrain", "write below undrain: what undoes it");
        return tasks.apply(drain);
    }

    private Optional<Gate> gate(
            YamlNode node, Function<List<YamlNode>, List<Task>> tasks, Function<YamlNode, Optional<YamlScalar>> hosts) {
        if (node instanceof YamlMap map) return new GateReader(map, engine, problems, tasks, hosts).read();
        problems.error(
                node.pos(),
                "a gate is a map with one of: " + GateReader.CHECKS,
                "for example: - command: ./check-health.sh");
        return Optional.empty();
    }

    private Map<Safeguards.Hook, ShellTemplate> hooks() {
        Map<Safeguards.Hook, ShellTemplate> hooks = new EnumMap<>(Safeguards.Hook.class);
        for (Safeguards.Hook hook : Safeguards.Hook.values())
            fields.scalar(hook.key())
                    .flatMap(text -> engine.shell(text, problems))
                    .ifPresent(text -> hooks.put(hook, text));
        return hooks;
    }
}
