package io.drydock.report;

import io.drydock.diag.Printable;
import io.drydock.run.HostResult;
import io.drydock.run.Outcome;

/** Colours, or none; for a stream of {@link Printable}. */
public record Style(boolean colour) {
    private static final String RESET = "[0m";

    public String bold(String text) {
        return paint("[1m", text);
    }

    public String dim(String text) {
        return paint("[2m", text);
    }

    String of(Outcome outcome, String text) {
        return switch (outcome) {
            case OK -> paint("[32m", text);
            case CHANGE, CHANGED -> paint("[33m", text);
            case DEFERRED -> paint("[36m", text);
            case SKIPPED -> dim(text);
            case FAILED, UNSUPPORTED -> paint("[31m", text);
        };
    }

    String of(HostResult.Status status, String text) {
        return switch (status) {
            case OK -> paint("[32m", text);
            case CHANGED -> paint("[33m", text);
            case IGNORED, NOT_STARTED -> dim(text);
            case FAILED, UNREACHABLE, INTERRUPTED, STOPPED -> paint("[31m", text);
        };
    }

    /** A line of a diff, by its first character. */
    String diff(String line) {
        if (line.startsWith("+")) return paint("[32m", line);
        if (line.startsWith("-")) return paint("[31m", line);
        return line.startsWith("@@") ? paint("[36m", line) : line;
    }

    private String paint(String code, String text) {
        return colour ? Printable.ESCAPE + code + text + Printable.ESCAPE + RESET : text;
    }
}
