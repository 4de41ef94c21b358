package io.drydock.cli;

import io.drydock.action.ActionLibrary;
import io.drydock.diag.Diagnostics;
import io.drydock.inventory.Host;
import io.drydock.inventory.Inventory;
import io.drydock.run.Variables;
import io.drydock.template.TemplateEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that needs hosts and no playbook. */
abstract class HostCommand implements Callable<Integer> {
    final Console console;

    @Mixin
    InventoryOptions inventory;

    @Mixin
    ConnectionOptions connection;

    @Mixin
    OutputOptions output;

    HostCommand(Console console) {
        this.console = console;
    }

    /** Which hosts. */
    abstract String pattern();

    /** Has the work done, and returns the exit status. */
    abstract int on(Sessions sessions, List<Host> hosts);

    @Override
    public final Integer call() {
        Diagnostics problems = new Diagnostics();
        InventoryRequest wanted = inventory.request();
        TemplateEngine engine = new TemplateEngine(wanted.lookups());
        Optional<Inventory> read = wanted.read(List.of(), problems);
        console.failOn(problems);
        List<Host> hosts = wanted.matching(pattern(), read.orElseThrow(), problems);
        Variables variables = new Variables(engine, read.get(), Map.of(), problems);
        ActionLibrary library =
                new ActionLibrary(List.of(Home.templates()), DataFiles.here().inUse(problems), engine, problems);
        return on(new Sessions(console, connection.request(), output.request(), library, variables, problems), hosts);
    }
}
