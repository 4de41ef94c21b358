package io.drydock.report;

import static io.drydock.report.TestRun.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.journal.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics are what Prometheus reads: https://prometheus.io/docs/instrumenting/exposition_formats/ */
class HistoryMetricsTest {
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_]+)\\{((?:[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*)} (-?[0-9]+(?:\\.[0-9]+)?)");

    private static RunHistory full() {
        return TestRun.of("a", "b", "c")
                .add(new RunEvent.BatchBegan(1, 2, List.of("a"), "canaries"))
                .host("a", "changed", task(1, "one", "changed"), task(2, "two", "ok"))
                .add(new RunEvent.BatchEnded(1), new RunEvent.GateBegan("errors"))
                .add(new RunEvent.GateEnded("errors", "pass", Optional.empty()))
                .host("b", "unreachable", Optional.of("refused"))
                .add(new RunEvent.RunEnded(4))
                .history();
    }

    @Test
    void numbers() {
        List<String> lines = HistoryMetrics.of(full()).lines().toList();
        for (String expected : List.of(
                "drydock_run_info{playbook=\"site.yml\",run=\"20260301-100000-0001\",command=\"apply\",version=\"0.1.0\",state=\"finished\"} 1",
                "drydock_run_hosts{playbook=\"site.yml\",status=\"not started\"} 1",
                "drydock_run_hosts{playbook=\"site.yml\",status=\"failed\"} 0",
                "drydock_run_tasks{playbook=\"site.yml\",outcome=\"changed\"} 1",
                "drydock_run_exit_status{playbook=\"site.yml\"} 4",
                "drydock_run_gates{playbook=\"site.yml\",outcome=\"pass\"} 1",
                "drydock_run_start_timestamp_seconds{playbook=\"site.yml\"} 1772359200",
                "drydock_host_duration_seconds{playbook=\"site.yml\",host=\"a\"} 70",
                "drydock_run_accurate_tasks{playbook=\"site.yml\"} 2"))
            assertTrue(lines.contains(expected), () -> expected + "\nin\n" + String.join("\n", lines));
    }

    /** Each family once, its samples below its head, no series twice. */
    @Test
    void format() {
        for (RunHistory history :
                List.of(full(), TestRun.hostile().history(), TestRun.of().history())) {
            String family = "";
            Set<String> seen = new HashSet<>();
            for (String line : HistoryMetrics.of(history).split("\n")) {
                if (line.startsWith("# HELP ")) {
                    family = line.split(" ")[2];
                    assertTrue(seen.add(family), line);
                } else if (line.startsWith("# TYPE ")) assertEquals("# TYPE " + family + " gauge", line);
                else {
                    Matcher sample = SAMPLE.matcher(line);
                    assertTrue(sample.matches(), line);
                    assertEquals(family, sample.group(1));
                    assertTrue(seen.add(sample.group(1) + sample.group(2)), line);
                }
            }
        }
    }

    @Test
    void promtoolFindsNothing(@TempDir Path folder) throws Exception {
        assumeTrue(hasPromtool(), "promtool is not installed");
        for (RunHistory history : List.of(full(), TestRun.hostile().history())) {
            Path file = Files.writeString(folder.resolve("run.prom"), HistoryMetrics.of(history));
            Process process = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectInput(file.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("", said);
            assertEquals(0, process.waitFor());
        }
    }

    private static boolean hasPromtool() {
        try {
            return new ProcessBuilder("promtool", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
