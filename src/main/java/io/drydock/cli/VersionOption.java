package io.drydock.cli;

import io.drydock.diag.Bug;
import picocli.CommandLine.IVersionProvider;

/** What --version prints. */
final class VersionOption implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"drydock " + Bug.version() + " (Java " + Runtime.version() + ")"};
    }
}
