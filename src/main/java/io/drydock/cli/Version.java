package io.drydock.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version the build put into the jar. */
final class Version implements IVersionProvider {
    static String number() {
        return Optional.ofNullable(Drydock.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"drydock " + number() + " (Java " + Runtime.version() + ")"};
    }
}
