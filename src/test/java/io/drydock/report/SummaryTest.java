package io.drydock.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Columns;
import io.drydock.run.HostResult;
import io.drydock.run.HostResult.Status;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static Summary.Row row(String names, Status status, Object... outcomes) {
        List<TaskResult> tasks = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i += 2) {
            TaskResult task = new TaskResult(
                    Optional.empty(),
                    "t",
                    "a",
                    (Outcome) outcomes[i],
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Duration.ZERO,
                    Optional.empty());
            tasks.addAll(Collections.nCopies((int) outcomes[i + 1], task));
        }
        return new Summary.Row(
                names,
                new HostResult("h", status, Optional.empty(), tasks, Optional.empty(), List.of(), Optional.empty()));
    }

    private static String print(Summary.Row... rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Summary(new Style(false), List.of(rows)).print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8);
        text.lines().forEach(line -> assertTrue(Columns.of(line) <= 80 && line.equals(line.stripTrailing()), line));
        return text;
    }

    @Test
    void columnsOfAllLinesBeginBelowEachOther() {
        assertEquals(
                """
        a                   changed      ok=3  change=120 skipped=8
        \u4e2d\u6587\u4e3b\u673a            ok           ok=12
        a.long.name         unreachable
        b, c (2 hosts)      failed       ok=3             skipped=10 failed=1
        d, e, f (30 hosts)  interrupted        change=1
        """,
                print(
                        row("a", Status.CHANGED, Outcome.OK, 3, Outcome.CHANGE, 120, Outcome.SKIPPED, 8),
                        row("\u4e2d\u6587\u4e3b\u673a", Status.OK, Outcome.OK, 12),
                        row("a.long.name", Status.UNREACHABLE),
                        row("b, c (2 hosts)", Status.FAILED, Outcome.OK, 3, Outcome.SKIPPED, 10, Outcome.FAILED, 1),
                        row("d, e, f (30 hosts)", Status.INTERRUPTED, Outcome.CHANGE, 1)));
    }

    /** Whatever the names, states and counts are, a state and each count is a word of its own. */
    @Test
    void wordsNeverRunTogether() {
        for (Status status : Status.values()) {
            for (int length = 1; length < 80; length++) {
                for (int count : new int[] {1, 99, 12345}) {
                    String name = "h".repeat(length);
                    String text = print(
                            row(name, status, Outcome.OK, count, Outcome.DEFERRED, 1, Outcome.FAILED, 1),
                            row("b", Status.OK, Outcome.OK, 1),
                            row("c", status));
                    String label = status.label().replace(' ', '-');
                    List<String> words =
                            List.of(text.replace(status.label(), label).split("\\s+"));
                    assertTrue(words.containsAll(List.of(name, label, "ok=" + count, "ok=1", "b", "c")), text);
                    assertEquals(
                            3,
                            words.stream()
                                    .filter(w -> w.equals(label) || w.equals(Status.OK.label()))
                                    .count(),
                            text);
                }
            }
        }
    }

    @Test
    void namesThatLeaveNoRoomStandAlone() {
        String domain = ".a-rather-long-name-of-a-zone.example.com";
        String names = "web1" + domain + ", web2" + domain + " (2 hosts)";
        assertEquals(
                """
        web1DOMAIN,
        web2DOMAIN (2 hosts)
               changed    ok=3  changed=120 skipped=8
        other  ok         ok=12
        """.replace("DOMAIN", domain),
                print(
                        row(names, Status.CHANGED, Outcome.OK, 3, Outcome.CHANGED, 120, Outcome.SKIPPED, 8),
                        row("other", Status.OK, Outcome.OK, 12)));
    }
}
