package io.drydock.cli;

import io.drydock.diag.Bug;
import io.drydock.fleet.ExitCode;
import io.drydock.fleet.Interruption;
import io.drydock.template.TemplateEngine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import sun.misc.Signal;

/** The process: arguments in, exit status out. */
public final class Main {
    private static final int FILE_TYPE = 0170000;
    private static final Set<Integer> PIPES = Set.of(0010000, 0140000); // FIFOs and sockets

    private Main() {}

    public static void main(String[] args) {
        Console console = Console.on(
                new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), new Interruption());
        System.setOut(console.out());
        System.setErr(console.err());
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> died(e, console));
        Thread.ofPlatform().daemon().start(TemplateEngine::prepare); // the slowest part to start; nothing needs it yet
        for (String signal : new String[] {"INT", "TERM", "HUP"}) heed(signal, console);
        ConfigurationPlaces places =
                ConfigurationPlaces.of(System.getenv(), Path.of(""), Path.of(System.getProperty("user.home")));
        int status = Drydock.run(console, places, args);
        console.err().flush();
        if (console.out().checkError() && !isPipe())
            console.err().println("drydock: standard output could not be written; the report is not complete");
        Runtime.getRuntime().halt(status); // sshj leaves threads behind, and there is nothing to wait for
    }

    /** A thread that has been lost to the machine's limits is one that others may wait for without end. */
    private static void died(Throwable e, Console console) {
        console.err().println("drydock: " + Bug.message(e));
        if (e instanceof VirtualMachineError) console.interruption().end();
    }

    /**
     * The first signal ends the run with a report, the second the process. An apply has it one easier: at the first it begins nothing more, at the
     * second it leaves its hosts to themselves, and it goes on when its terminal is gone.
     */
    private static void heed(String signal, Console console) {
        try {
            Signal.handle(new Signal(signal), received -> {
                if (signal.equals("HUP") && console.interruption().outlivesTerminal()) return;
                if (console.interruption().raised()) Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status);
                if (!console.interruption().raise())
                    System.exit(ExitCode.INTERRUPTED.status); // no host was touched; gives the terminal its echo back
            });
        } catch (IllegalArgumentException e) {
            // the JVM was told to leave signals alone
        }
    }

    /** Whoever reads a pipe may have read enough. */
    private static boolean isPipe() {
        try {
            return PIPES.contains((int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & FILE_TYPE);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
