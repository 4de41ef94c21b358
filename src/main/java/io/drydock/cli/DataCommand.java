package io.drydock.cli;

import io.drydock.action.DatedData;
import io.drydock.diag.Diagnostics;
import io.drydock.fleet.ExitCode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "data",
        description = {
            "Shows the data of known holes, versions and ends of support that assess, plan and apply go by.",
            "What came with Drydock ages; data update takes a newer file."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        subcommands = DataUpdateCommand.class)
final class DataCommand implements Callable<Integer> {
    private final Console console;

    DataCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Diagnostics problems = new Diagnostics();
        DataFiles files = DataFiles.here();
        DatedData data = files.inUse(problems);
        console.refuse(problems);
        Path file = data.file();
        console.out().println("in use: data of " + data.date() + ", " + origin(files, file));
        console.out().println("  " + file);
        new TreeMap<>(data.map()).forEach((section, entries) -> {
            if (entries instanceof List<?> list) console.out().println("  " + section + ": " + list.size());
        });
        files.brought(problems)
                .filter(brought -> !brought.file().equals(file))
                .ifPresent(brought -> console.out()
                        .println(
                                "not in use: data of " + brought.date() + ", which is not newer\n  " + brought.file()));
        data.old(today()).ifPresent(console.out()::println);
        return ExitCode.OK.status;
    }

    private static String origin(DataFiles files, Path file) {
        return file.equals(files.own()) ? "brought by data update" : "which came with this Drydock";
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }
}
