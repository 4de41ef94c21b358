package io.drydock.cli;

import io.drydock.action.ActionLibrary;
import io.drydock.action.ActionSchema;
import io.drydock.diag.Diagnostics;
import io.drydock.inventory.InventorySchema;
import io.drydock.json.Json;
import io.drydock.playbook.PlaybookSchema;
import io.drydock.template.TemplateEngine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        description = {
            "Prints a JSON Schema, by which editors complete and check YAML.",
            "That of playbooks has the actions of templates/ in the current folder, too."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class)
final class SchemaCommand implements Callable<Integer> {
    enum Subject {
        playbook,
        inventory,
        config
    }

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "SUBJECT",
            defaultValue = "playbook",
            description = "playbook, inventory or config. Default: ${DEFAULT-VALUE}")
    Subject subject;

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, Object> schema = switch (subject) {
            case playbook -> playbook();
            case inventory -> InventorySchema.of();
            case config -> ConfigurationKey.schema(Drydock.line(console).getCommandSpec());
        };
        console.out().println(Json.canonical(schema));
        return 0;
    }

    private Map<String, Object> playbook() {
        Diagnostics problems = new Diagnostics();
        List<Path> roots = List.of(Path.of("templates").toAbsolutePath(), Home.templates());
        ActionLibrary library = new ActionLibrary(roots, new TemplateEngine(), problems);
        Map<String, Map<String, Object>> actions = new LinkedHashMap<>();
        Map<String, List<String>> required = new LinkedHashMap<>();
        for (String name : library.names())
            library.find(name).ifPresent(action -> {
                actions.put(name, ActionSchema.of(action));
                required.put(name, ActionSchema.required(action));
            });
        console.failOn(problems);
        return PlaybookSchema.of(actions, required);
    }
}
