package io.drydock.cli;

import picocli.CommandLine.Mixin;

/** The options of every command that runs playbooks. */
final class RunInput {
    @Mixin
    InventoryOptions inventory;

    @Mixin
    PlaybookOptions playbook;

    @Mixin
    ConnectionOptions connection;

    @Mixin
    OutputOptions output;

    RunRequest request() {
        return new RunRequest(inventory.request(), playbook.request(), connection.request(), output.requestOfRun());
    }
}
