package io.drydock.diag;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What to tell of an error that nobody has foreseen: where it came from, and nothing of what it says, which may be a secret. */
public final class Bug {
    private static final String OURS = "io.drydock.";
    private static final int MOST_CAUSES = 16; // they may go round in a circle

    private Bug() {}

    /** The version that the build put into the jar. */
    public static String version() {
        return Optional.ofNullable(Bug.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** One line. */
    public static String message(Throwable error) {
        if (error instanceof OutOfMemoryError)
            return "the memory that Java may use does not suffice; DRYDOCK_JAVA_OPTS=-Xmx4g gives it more";
        List<Throwable> causes = Stream.iterate(error, e -> e != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .toList()
                .reversed();
        return "this is a bug in Drydock " + version() + ", at " + place(causes) + ": "
                + causes.getFirst().getClass().getName()
                + "; please report this line, and the command that was run";
    }

    /** The line of ours that threw, or that called what did; of the first cause that knows one. */
    private static String place(List<Throwable> causes) {
        return causes.stream()
                .flatMap(e -> Arrays.stream(e.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> frame.getClassName().replaceFirst("\\$.*", "") + ":" + frame.getLineNumber())
                .orElse("an unknown place");
    }
}
