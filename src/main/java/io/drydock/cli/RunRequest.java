package io.drydock.cli;

/** What a command that runs playbooks was asked for. */
record RunRequest(
        InventoryRequest inventory, PlaybookRequest playbook, ConnectionRequest connection, OutputRequest output) {}
