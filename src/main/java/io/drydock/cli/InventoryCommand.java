package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.diag.Secret;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.json.Json;
import io.drydock.run.AccessReader;
import io.drydock.run.Variables;
import io.drydock.template.TemplateEngine;
import io.drydock.yaml.Encryption;
import io.drydock.yaml.YamlList;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlNode;
import io.drydock.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "inventory",
        description = "Lists hosts with their groups and variables, secrets masked. Contacts none.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class InventoryCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    InventoryOptions options;

    @Mixin
    OutputOptions output;

    @Mixin
    PatternParameter hosts;

    @Option(names = "--host", paramLabel = "PATTERN", description = "Which hosts; the same as PATTERN.")
    Optional<String> host = Optional.empty();

    @Option(
            names = "--explain",
            description =
                    "How each host would be reached, hop by hop, and which file and line or option says so. Asks name servers where ssh does.")
    boolean explain;

    @Mixin
    ConnectionOptions connection;

    InventoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Diagnostics problems = new Diagnostics();
        InventoryRequest wanted = options.request();
        Optional<Inventory> inventory = wanted.read(List.of(), problems);
        console.failOn(problems);
        List<Host> named = wanted.matching(host.orElse(hosts.pattern), inventory.orElseThrow(), problems);
        console.failOn(problems);
        if (!explain) console.warn(problems);
        Variables found = new Variables(
                new TemplateEngine(wanted.lookups()), inventory.get(), Map.of(), problems); // and the secrets
        if (explain) return explain(named, found, problems);
        Map<Host, Map<String, Object>> variables = new LinkedHashMap<>();
        named.forEach(h -> variables.put(h, variables(h, problems)));
        if (output.request().json())
            console.out()
                    .println(Json.pretty(Map.of(
                            "hosts",
                            variables.entrySet().stream()
                                    .map(e -> data(e.getKey(), e.getValue()))
                                    .toList())));
        else variables.forEach(this::print);
        return 0;
    }

    private int explain(List<Host> named, Variables variables, Diagnostics problems) {
        ConnectionRequest request = connection.request().withoutPasswords();
        AccessReader reader = new AccessReader(request.access(problems), request.reach(problems), problems);
        List<Explanation> explained = named.stream()
                .map(h -> new Explanation(h.name(), reader.read(h, variables.of(h)), problems))
                .toList();
        console.failOn(problems);
        console.warn(problems);
        if (output.request().json())
            console.out()
                    .println(Json.pretty(Map.of(
                            "hosts", explained.stream().map(Explanation::data).toList())));
        else explained.stream().flatMap(e -> e.lines().stream()).forEach(console.out()::println);
        return 0;
    }

    private void print(Host host, Map<String, Object> variables) {
        console.out()
                .println(Printable.line(host.name()) + "  "
                        + console.style().dim(Printable.line(host.groups().toString())));
        if (output.request().verbosity() > 0)
            variables.forEach((name, value) -> console.out().println("    " + Printable.line(name + ": " + value)));
    }

    private static Map<String, Object> data(Host host, Map<String, Object> variables) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("host", host.name());
        data.put("groups", host.groups());
        data.put("vars", variables);
        return data;
    }

    private static Map<String, Object> variables(Host host, Diagnostics secrets) {
        Map<String, Object> variables = new LinkedHashMap<>();
        host.vars()
                .forEach((name, node) ->
                        variables.put(name, name.contains("pass") ? Secret.MASK : shown(name, node, secrets)));
        return variables;
    }

    private static @Nullable Object shown(String name, YamlNode node, Diagnostics secrets) {
        if (Secret.isName(name)) return Secret.MASK;
        return switch (node) {
            case YamlScalar scalar when scalar.encryption() != Encryption.NONE -> Secret.MASK;
            case YamlScalar scalar -> scalar.value() instanceof String text ? secrets.shown(text) : scalar.value();
            case YamlList list ->
                list.items().stream().map(item -> shown(name, item, secrets)).toList();
            case YamlMap map -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                map.entries().forEach(e -> shown.put(e.key(), shown(e.key(), e.value(), secrets)));
                yield shown;
            }
        };
    }
}
