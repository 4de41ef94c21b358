package io.drydock.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class BugTest {
    private static final String REPORT = "; please report this line, and the command that was run";

    private static String told(String place, String error) {
        return "this is a bug in Drydock development, at " + place + ": " + error + REPORT;
    }

    private static StackTraceElement frame(String type, int line) {
        return new StackTraceElement(type, "method", "File.java", line);
    }

    private static <T extends Throwable> T at(T error, StackTraceElement... frames) {
        error.setStackTrace(frames);
        return error;
    }

    @Test
    void namesTheLineOfOursThatCalledWhatThrew() {
        Exception error = at(
                new IllegalStateException("a secret"),
                frame("java.util.ArrayDeque", 3),
                frame("io.drydock.run.Compiler$Mark", 41),
                frame("io.drydock.run.HostSession", 7));
        assertEquals(told("io.drydock.run.Compiler:41", "java.lang.IllegalStateException"), Bug.message(error));
        Exception real = assertThrows(RuntimeException.class, () -> new ArrayDeque<>().addFirst(null));
        assertEquals(
                told("io.drydock.diag.BugTest:N", "java.lang.NullPointerException"),
                Bug.message(real).replaceFirst("BugTest:\\d+", "BugTest:N"));
    }

    @Test
    void tellsOfTheFirstCause() {
        Exception cause = at(new ClassCastException("a secret"), frame("org.other.Library", 1));
        Exception error = at(new IllegalStateException("a secret", cause), frame("io.drydock.fleet.Fleet", 9));
        assertEquals(told("io.drydock.fleet.Fleet:9", "java.lang.ClassCastException"), Bug.message(error));
        assertEquals(told("an unknown place", "java.lang.ClassCastException"), Bug.message(cause));
    }

    @Test
    void causesInACircleEnd() {
        Exception one = at(new IllegalStateException());
        one.initCause(at(new IllegalArgumentException(one)));
        assertEquals(
                told("an unknown place", "java.lang.I"), Bug.message(one).replaceFirst("lang\\.I[A-Za-z]+", "lang.I"));
    }
}
