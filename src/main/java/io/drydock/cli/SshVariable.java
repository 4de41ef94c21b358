package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import io.drydock.inventory.KnownVars;
import io.drydock.sshconfig.GivenOptions;
import io.drydock.sshconfig.Keyword;
import io.drydock.sshconfig.SshArguments;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A variable of --extra-vars that holds words of ssh's command line.
 *
 * @param text as it is once YAML or a shell has read it
 */
record SshVariable(String name, String text) {
    /** Empty for the name of any other variable. */
    static Optional<SshVariable> of(String name, String text) {
        return KnownVars.SSH_ARGUMENTS.contains(name) ? Optional.of(new SshVariable(name, text)) : Optional.empty();
    }

    /** Whether a command that is named here would run on this machine. A template may come to name one. */
    boolean mayNameCommand() {
        return text.contains("${") || text.contains("<#") || arguments().say(Keyword.PROXY_COMMAND);
    }

    /** The file of ssh_config that it names. */
    Optional<Path> file() {
        return arguments().named();
    }

    /** What is wrong is told where the variable is set. */
    private GivenOptions arguments() {
        return SshArguments.parse(text, SourcePos.of(name), new Diagnostics());
    }
}
