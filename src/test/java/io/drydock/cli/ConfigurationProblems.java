package io.drydock.cli;

import io.drydock.diag.Diagnostics;
import io.drydock.fleet.Interruption;
import java.io.OutputStream;
import java.nio.file.Path;

/** What is said of a configuration file, for tests of other packages. */
public final class ConfigurationProblems {
    private ConfigurationProblems() {}

    public static void report(Path file, Diagnostics problems) {
        OutputStream none = OutputStream.nullOutputStream();
        Console console = Console.on(none, none, new Interruption());
        new ConfigurationReader(Drydock.line(console).getCommandSpec(), Path.of("/home/ops"), problems).read(file);
    }
}
