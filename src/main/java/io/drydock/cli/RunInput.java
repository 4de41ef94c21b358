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
}
