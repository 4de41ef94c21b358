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

/** What the commands share that need hosts and no playbook. */
record HostCommand(Console console, InventoryOptions inventory, ConnectionOptions connection, OutputOptions output) {
    interface Work {
        int on(Sessions sessions, List<Host> hosts);
    }

    /** Has the work done on the hosts of a pattern. */
    int run(String pattern, Work work) {
        Diagnostics problems = new Diagnostics();
        TemplateEngine engine = new TemplateEngine();
        Optional<Inventory> read = inventory.read(List.of(), problems);
        console.failOn(problems);
        List<Host> hosts = inventory.matching(pattern, read.orElseThrow(), problems);
        Variables variables = new Variables(engine, read.get(), Map.of(), problems);
        ActionLibrary library = new ActionLibrary(List.of(Home.templates()), engine, problems);
        return work.on(new Sessions(console, connection, output, library, variables, problems), hosts);
    }
}
