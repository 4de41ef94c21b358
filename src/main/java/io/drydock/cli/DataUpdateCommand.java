package io.drydock.cli;

import io.drydock.action.DatedData;
import io.drydock.action.Sha256;
import io.drydock.diag.Diagnostics;
import io.drydock.fleet.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "update",
        description = {
            "Takes newer data, for this user. It is checked first: by its sum, its format, and its date.",
            "Data that is not newer than what is in use is refused."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionOption.class,
        sortOptions = false)
final class DataUpdateCommand implements Callable<Integer> {
    private static final String SUM = "--sha256";

    private final Console console;

    @Option(
            names = SUM,
            paramLabel = "SUM",
            required = true,
            description = "The SHA-256 of the file, from who has published it and by another way than the file.")
    String sum;

    @Parameters(paramLabel = "FILE", description = "The data, of the form of templates/data.yml.")
    Path file;

    DataUpdateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        byte[] content = read();
        String is = Sha256.of(content);
        if (!is.equals(sum.toLowerCase(Locale.ROOT)))
            throw console.fail(
                    SUM,
                    "the SHA-256 of " + file + " is " + is,
                    "take the file anew, or the sum that was published with it");
        Diagnostics problems = new Diagnostics();
        DataFiles files = DataFiles.here();
        DatedData inUse = files.inUse(new Diagnostics()); // what was brought and is broken gives way
        DatedData newer = DatedData.read(file, new String(content, StandardCharsets.UTF_8), problems)
                .orElse(inUse);
        console.refuse(problems);
        if (newer.date().isAfter(DataCommand.today()))
            throw console.fail(
                    "FILE", "the data is of " + newer.date() + ", which is still to come", "see to its date");
        if (!newer.date().isAfter(inUse.date()))
            throw console.fail(
                    "FILE",
                    "the data is of " + newer.date() + ", and that in use of " + inUse.date(),
                    "only newer data takes its place; see: drydock data");
        files.bring(content);
        console.out().println("in use: data of " + newer.date() + ", before of " + inUse.date());
        console.out().println("  " + files.own());
        return ExitCode.OK.status;
    }

    private byte[] read() {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw console.fail("FILE", "there is no file " + file, "");
        } catch (IOException e) {
            throw console.fail("FILE", file + " cannot be read: " + e.getMessage(), "");
        }
    }
}
