package io.drydock.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Columns;
import io.drydock.run.HostResult;
import io.drydock.run.HostResult.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the lines at the end of the terminal say. */
class RunningCountTest {
    private long now;
    private final RunningCount count = new RunningCount(10, () -> now);

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private void ended(String host, Status status) {
        count.ended(HostResult.without(host, status, ""));
    }

    private String lines(int width, int most) {
        List<String> lines = count.lines(width, most);
        assertTrue(lines.size() <= most, () -> lines.toString());
        lines.forEach(line -> assertTrue(Columns.of(line) <= width, line));
        return String.join("\n", lines);
    }

    @Test
    void aRunFromItsBeginning() {
        assertEquals("0 of 10 hosts done, 0 running\n0s", lines(80, 24));
        count.at("web1", "connecting");
        count.at("a-long-name", "connecting");
        pass(7);
        count.at("a-long-name", "the kernel");
        assertEquals("""
                web1         connecting  7s
                a-long-name  the kernel
                0 of 10 hosts done, 2 running
                7s""", lines(80, 24));
    }

    /** A host keeps its line, and the next one takes that of one that has ended. */
    @Test
    void linesStayWhereTheyAre() {
        for (String host : List.of("a", "b", "c")) count.at(host, "one");
        ended("b", Status.OK);
        assertEquals("a  one\nc  one\n1 of 10 hosts done, 2 running\n0s", lines(80, 24));
        count.at("d", "two");
        assertEquals("a  one\nd  two\nc  one\n1 of 10 hosts done, 3 running\n0s", lines(80, 24));
        count.waits("a");
        count.at("e", "three");
        count.at("a", "four");
        assertEquals("e  three\nd  two\nc  one\na  four\n1 of 10 hosts done, 4 running\n0s", lines(80, 24));
    }

    @Test
    void batchesFailuresAndWhatIsLeftOfThem() {
        count.batchBegan(2, 3, List.of("a", "b", "c"), "30%");
        count.failuresLeft(2);
        ended("z", Status.OK);
        ended("a", Status.UNREACHABLE);
        ended("b", Status.CHANGED);
        assertEquals(
                "batch 2 of 3 (30%): 2 of 3 done; 3 of 10 hosts done, 1 unreachable, 0 running\n0s, 2 more failures end the run",
                lines(100, 24));
        count.at("c", "one");
        count.waits("c");
        assertTrue(lines(100, 24).startsWith("batch 2 of 3 (30%): 3 of 3 done; 3 of 10 hosts done"));
        count.between("soak: 10m");
        assertTrue(lines(100, 24).startsWith("soak: 10m; 3 of 10 hosts done"));
        count.between("");
        assertTrue(lines(100, 24).startsWith("3 of 10 hosts done"));
        count.failuresLeft(1);
        assertTrue(lines(100, 24).endsWith("1 more failure ends the run"));
        count.failuresLeft(0);
        assertTrue(lines(100, 24).endsWith("no more failures are allowed"));
    }

    /** By the tasks of hosts that are at work, too. */
    @Test
    void whatIsLeft() {
        count.at("a", "one");
        count.planned("a", 4);
        pass(60);
        assertEquals("1m", lines(80, 1 + 2).lines().toList().getLast());
        count.taskEnded("a");
        count.taskEnded("a");
        assertEquals("1m, about 19m left", lines(80, 3).lines().toList().getLast());
        ended("a", Status.CHANGED);
        assertEquals("1m, about 9m left", lines(80, 3).lines().toList().getLast());
        IntStream.range(0, 9).forEach(i -> ended("h" + i, Status.OK));
        assertEquals("1m", lines(80, 3).lines().toList().getLast());
    }

    /** Handlers make more tasks than were planned. */
    @Test
    void neverMoreThanAllOfAHost() {
        pass(10);
        count.planned("a", 1);
        for (int i = 0; i < 5; i++) count.taskEnded("a");
        assertEquals("10s, about 2m left", lines(80, 3).lines().toList().getLast());
        ended("a", Status.OK);
        assertEquals("10s, about 2m left", lines(80, 3).lines().toList().getLast());
    }

    @Test
    void smallWindowsAndHostileNames() {
        for (int i = 0; i < 50; i++) count.at("host-with-a-rather-long-name-" + i, "x\u001b[2J\n".repeat(30));
        for (int most = 1; most < 60; most++) for (int width : new int[] {1, 10, 80, 300}) lines(width, most);
        assertTrue(lines(300, 10).contains("50 running (42 not shown)"));
    }

    /** A frame of 2,000 hosts is as cheap as one of 50: forks bounds those at work, and the rest are numbers. */
    @Test
    void manyHosts() {
        RunningCount many = new RunningCount(2000, () -> now);
        for (int i = 0; i < 2000; i++) {
            many.at("host" + i, "one");
            many.waits("host" + i);
        }
        for (int i = 0; i < 50; i++) many.at("host" + i, "two");
        List<String> lines = many.lines(80, 24);
        assertEquals(24, lines.size());
        assertEquals("0 of 2000 hosts done, 50 running (28 not shown)", lines.get(22));
    }
}
