package io.drydock.cli;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostics;
import io.drydock.fleet.ExitCode;
import io.drydock.importer.ImportReport;
import io.drydock.importer.Importer;
import io.drydock.template.TemplateEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import-ansible",
        description = {
            "Rewrites a playbook of Ansible, its roles, templates, variables and inventories, as Drydock's.",
            "What cannot be said as exactly becomes a task that fails, with the original and the reason above it. Then the result is checked."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class ImportAnsibleCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    InventoryOptions inventory;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The folder for the result. Default: drydock beside the playbook.")
    Optional<Path> output = Optional.empty();

    @Option(names = "--force", description = "Replace files that are there already.")
    boolean force;

    @Parameters(paramLabel = "SITE.yml", description = "The playbook.")
    Path playbook;

    ImportAnsibleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Diagnostics problems = new Diagnostics();
        TemplateEngine engine = new TemplateEngine();
        ActionLibrary library = new ActionLibrary(List.of(Home.templates()), engine, problems);
        Path to = output.orElseGet(() -> playbook.resolveSibling("drydock"));
        Optional<ImportReport> report = new Importer(library, engine, problems).convert(playbook, to, force);
        console.refuse(problems);
        ImportReport done = report.orElseThrow();
        new ImportSummary(console.out()).print(done, to);
        return check(to, done);
    }

    /** As drydock check does, with the inventory that is given or came along; else every group that is named is a host. */
    private int check(Path to, ImportReport done) {
        Path result = to.resolve(playbook.getFileName());
        InventoryRequest hosts =
                !inventory.inventory.isEmpty() ? inventory.request() : from(ImportedHosts.sources(to, result));
        if (inventory.inventory.isEmpty()
                && hosts.read(List.of(result), new Diagnostics()).isEmpty())
            hosts = from(ImportedHosts.withOne(hosts.inventory())); // a sample that nobody has filled in yet
        RunRequest request = new RunRequest(
                hosts,
                CommandLine.populateCommand(new PlaybookOptions()).request(),
                CommandLine.populateCommand(new ConnectionOptions()).request(),
                new OutputRequest(false, false, 0));
        console.out().println();
        console.out()
                .println("Checked as by: drydock check -i " + String.join(" -i ", hosts.inventory()) + " " + result);
        console.out().flush();
        int status = new RunCommand(console, request).check(List.of(result), ProblemFormat.text);
        return done.refused() > 0 && status == ExitCode.OK.status ? ExitCode.CHANGES_PENDING.status : status;
    }

    private InventoryRequest from(List<String> sources) {
        InventoryRequest given = inventory.request();
        return new InventoryRequest(
                sources, given.limit(), given.trustFiles(), given.keys(), given.allowLookups(), given.vault());
    }
}
