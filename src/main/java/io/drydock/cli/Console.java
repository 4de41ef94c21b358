package io.drydock.cli;

import io.drydock.diag.Bug;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.Printable;
import io.drydock.diag.SourcePos;
import io.drydock.diag.SourcePrinter;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.Interruption;
import io.drydock.report.Style;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Where a command writes, and how it learns that it is to end. Only results go to {@code out}. Both streams make printable
 * what hosts and files put into the text; there is no other way to a terminal.
 *
 * @param data the same as {@code out}, for what must not be changed on its way into a file or another program
 */
record Console(PrintStream out, PrintStream err, Interruption interruption, OutputStream data) {
    static Console on(OutputStream out, OutputStream err, Interruption interruption) {
        return new Console(
                Printable.stream(out),
                Printable.stream(err),
                interruption,
                isTerminal("out") ? Printable.stream(out) : out);
    }

    /** bin/drydock says which of the standard streams are terminals. */
    private static boolean isTerminal(String stream) {
        return Boolean.getBoolean("drydock.terminal." + stream);
    }

    Style style() {
        return new Style(hasColours("out"));
    }

    Style progressStyle() {
        return new Style(hasColours("err"));
    }

    boolean liveProgress() {
        return isTerminal("err") && !isDumb();
    }

    /** no-color.org: an empty NO_COLOR is none. */
    private static boolean hasColours(String stream) {
        return isTerminal(stream)
                && !isDumb()
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }

    private static boolean isDumb() {
        return "dumb".equals(System.getenv("TERM"));
    }

    /** Prints all problems, if one keeps the command from being done, and ends it with the exit status for invalid input. */
    void failOn(Diagnostics problems) {
        if (problems.isEmpty()) return;
        List<Diagnostic> told = problems.reasons();
        err.print(printer(problems).print(told));
        err.println(counted(told.size(), "problem") + "; no host was touched");
        throw new InvalidInput();
    }

    static String counted(long number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }

    /** As {@link #failOn}, of a command that is for files of this machine and no hosts. */
    void refuse(Diagnostics problems) {
        if (problems.isEmpty()) return;
        err.print(printer(problems).print(problems.reasons()));
        throw new InvalidInput();
    }

    /** Has results printed, and returns the exit status that is theirs whatever goes wrong with that. */
    int end(ExitCode results, Runnable report) {
        try {
            report.run();
            return results.status;
        } catch (RuntimeException | Error e) {
            err.println("drydock: " + Bug.message(e) + "; the report is not complete");
            boolean settled = results == ExitCode.OK || results == ExitCode.CHANGES_PENDING;
            return (settled ? ExitCode.UNWRITTEN : results).status;
        }
    }

    /** To be called once, when nothing keeps the command from being done any more. */
    void warn(Diagnostics problems) {
        err.print(printer(problems).print(problems.inReadingOrder()));
    }

    static SourcePrinter printer(Diagnostics problems) {
        return new SourcePrinter(problems.typed(), problems::shown);
    }

    /** Ends the command for one problem of the command line. */
    InvalidInput fail(String option, String message, String remedy) {
        Diagnostics problems = new Diagnostics();
        problems.error(SourcePos.of(option), message, remedy);
        failOn(problems);
        return new InvalidInput();
    }
}
