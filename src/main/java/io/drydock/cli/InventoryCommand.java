package io.drydock.cli;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.inventory.Group;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.json.Json;
import io.drydock.run.AccessReader;
import io.drydock.run.Variables;
import io.drydock.template.TemplateEngine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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

    /** As ansible-inventory has them. */
    static final class Shape {
        @Option(names = "--list", description = "The whole inventory as JSON, as an inventory program prints it.")
        boolean list;

        @Option(names = "--graph", description = "The groups as a tree; PATTERN may be the group to begin with.")
        boolean graph;

        @Option(names = "--host", paramLabel = "HOST", description = "The variables of one host as JSON.")
        Optional<String> host = Optional.empty();
    }

    @ArgGroup
    Shape shape = new Shape();

    @Option(
            names = "--export",
            description = "With --list and --host: variables with the group or host that they are given to.")
    boolean export;

    @Option(
            names = "--explain",
            description =
                    "How each host would be reached, hop by hop, and which file and line or option says so; with --host also where each variable comes from. Asks name servers where ssh does.")
    boolean explain;

    @Option(
            names = "--playbook-dir",
            paramLabel = "DIR",
            description = "Also with the group_vars and host_vars of the playbooks in this folder.")
    Optional<Path> playbooks = Optional.empty();

    @Mixin
    ConnectionOptions connection;

    InventoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Diagnostics problems = new Diagnostics();
        Diagnostics misuse = explain ? problems : new Diagnostics();
        InventoryRequest wanted = options.request();
        Optional<Inventory> inventory = wanted.read(
                playbooks.map(folder -> folder.resolve("site.yml")).stream().toList(), problems, misuse);
        boolean sound = problems.isEmpty();
        for (Diagnostic p : misuse.all()) {
            if (sound) problems.warn(p.pos(), p.message(), p.remedy());
            else problems.add(p);
        }
        console.failOn(problems);
        Inventory read = inventory.orElseThrow();
        String pattern = shape.host.orElse(shape.graph || shape.list ? "all" : hosts.pattern);
        List<Host> named = wanted.matching(pattern, read, problems);
        console.failOn(problems);
        if (shape.host.isPresent() && named.size() != 1)
            throw console.fail("--host", "these are " + named.size() + " hosts", "name one");
        if (!explain) console.warn(problems);
        Variables found =
                new Variables(new TemplateEngine(wanted.lookups()), read, Map.of(), problems); // and the secrets
        if (explain) return explain(named, found, problems);
        print(named, new InventoryListing(read, new ShownVars(problems), export));
        return 0;
    }

    private void print(List<Host> named, InventoryListing listing) {
        if (shape.host.isPresent()) console.out().println(Json.canonical(listing.vars(named.getFirst())));
        else if (shape.list) console.out().println(Json.canonical(listing.list()));
        else if (shape.graph) graph(listing);
        else if (output.request().json())
            console.out()
                    .println(Json.pretty(Map.of(
                            "hosts",
                            named.stream().map(h -> data(h, listing.vars(h))).toList())));
        else named.forEach(h -> print(h, listing));
    }

    private void graph(InventoryListing listing) {
        Optional<Group> top = listing.inventory().group(hosts.pattern);
        if (top.isEmpty())
            throw console.fail(
                    "PATTERN",
                    "no group is named \"" + hosts.pattern + "\"",
                    "name the group that the tree begins with, or leave it out");
        listing.graph(top.get()).forEach(line -> console.out().println(Printable.line(line)));
    }

    private int explain(List<Host> named, Variables variables, Diagnostics problems) {
        ConnectionRequest request = connection.request().withoutPasswords();
        AccessReader reader = new AccessReader(request.access(problems), request.reach(problems), problems);
        List<Explanation> explained = named.stream()
                .map(h -> new Explanation(h.name(), reader.read(h, variables.of(h)), problems))
                .toList();
        console.failOn(problems);
        console.warn(problems);
        Optional<Origins> origins = shape.host.map(_ -> new Origins(named.getFirst(), new ShownVars(problems)));
        if (output.request().json()) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("hosts", explained.stream().map(Explanation::data).toList());
            origins.ifPresent(o -> data.put("variables", o.data()));
            console.out().println(Json.pretty(data));
        } else {
            explained.stream().flatMap(e -> e.lines().stream()).forEach(console.out()::println);
            origins.stream().flatMap(o -> o.lines().stream()).forEach(console.out()::println);
        }
        return 0;
    }

    private void print(Host host, InventoryListing listing) {
        console.out()
                .println(Printable.line(host.name()) + "  "
                        + console.style().dim(Printable.line(host.groups().toString())));
        if (output.request().verbosity() > 0)
            listing.vars(host)
                    .forEach((name, value) -> console.out().println("    " + Printable.line(name + ": " + value)));
    }

    private static Map<String, Object> data(Host host, Map<String, Object> variables) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("host", host.name());
        data.put("groups", host.groups());
        data.put("vars", variables);
        return data;
    }
}
