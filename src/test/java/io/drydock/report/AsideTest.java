package io.drydock.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.run.HostResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While somebody is asked something on the terminal, progress leaves it alone. */
class AsideTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(screen, true, StandardCharsets.UTF_8);

    private static HostResult ended(String host) {
        return new HostResult(
                host, HostResult.Status.OK, Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void linesOfHostsThatEndMeanwhileComeAfterIt() {
        try (Progress progress = Progress.to(err, new Style(false), false, 2)) {
            progress.hostEnded(ended("one"));
            String before = shown();
            assertEquals("answer", progress.aside(() -> {
                progress.hostEnded(ended("two"));
                assertEquals(before, shown());
                return "answer";
            }));
            assertEquals("[1/2] one: ok\n[2/2] two: ok\n", shown());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsDrawnMeanwhile(boolean live) {
        try (Progress progress = Progress.to(err, new Style(false), live, 2)) {
            progress.hostStarted("one");
            String drawn = progress.aside(() -> {
                String before = shown();
                progress.taskStarted("one", "a task");
                sleep();
                assertEquals(before, shown());
                return before;
            });
            assertEquals(drawn, shown().substring(0, drawn.length()));
        }
    }

    /** What the user should know stays on the screen, on a terminal too, and after what somebody is asked. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsToBeKnownStays(boolean live) {
        try (Progress progress = Progress.to(err, new Style(false), live, 2)) {
            progress.noticed("a class has no canary\nits hosts: web1");
            progress.gateEnded("errors", "pass", "0 is below 1");
            assertTrue(shown().contains("a class has no canary\nits hosts: web1\n"), shown());
            assertTrue(shown().contains("gate errors: pass (0 is below 1)\n"), shown());
            progress.aside(() -> {
                progress.hookFailed("on_batch", "exit status 1");
                assertFalse(shown().contains("on_batch"), shown());
                return "";
            });
            assertTrue(shown().contains("on_batch has failed: exit status 1\n"), shown());
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(400); // several times as long as between two drawings
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
