package io.drydock.report;

import static io.drydock.report.TestRun.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Printable;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunEvent.TaskEntry;
import io.drydock.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page as a file. The pages are left in target/pages, where src/test/browser opens them. */
class HistoryPageTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">([^<]*)</script>");

    private static String page(String name, TestRun run) throws IOException {
        return page(name, run.history());
    }

    private static String page(String name, RunHistory history) throws IOException {
        String page = HistoryPage.of(history);
        Path folder = Files.createDirectories(Path.of(System.getProperty("drydock.home"), "target/pages"));
        Files.writeString(folder.resolve(name + ".html"), page);
        return page;
    }

    private static Map<?, ?> data(String page) {
        Matcher data = DATA.matcher(page);
        assertTrue(data.find());
        return (Map<?, ?>) Json.read(data.group(1));
    }

    @Test
    void aRunWithBatchesAndGates() throws IOException {
        TestRun run = TestRun.of("web1", "web2", "web3", "db1", "db2", "db3")
                .add(new RunEvent.BatchBegan(1, 3, List.of("web1", "db1"), "canaries"))
                .host("web1", "changed", upgrade("changed", "6.1.0-18", "6.1.0-21"))
                .add(TestRun.facts("web1", "6.1.0-21"))
                .host(
                        "db1",
                        "failed",
                        Optional.empty(),
                        task(4, "docker is there", "ok"),
                        task(
                                9,
                                "a container runs",
                                "failed",
                                "exit status 125\ndocker: no space left on device",
                                "+ running"))
                .add(new RunEvent.BatchEnded(1), new RunEvent.GateBegan("error rate"))
                .add(new RunEvent.GateEnded("error rate", "inconclusive", Optional.of("no data from prometheus")))
                .add(new RunEvent.RunPaused("the gate error rate is inconclusive"))
                .resume()
                .add(new RunEvent.GateBegan("error rate"))
                .add(new RunEvent.GateEnded("error rate", "pass", Optional.of("0.1 is below 1")))
                .add(new RunEvent.BatchBegan(2, 3, List.of("web2", "db2"), "50%"))
                .host("web2", "changed", upgrade("changed", "6.1.0-18", "6.1.0-21"))
                .add(TestRun.facts("web2", "6.1.0-21"))
                .host("db2", "unreachable", Optional.of("connection refused"))
                .add(
                        new RunEvent.HostBegan("web3"),
                        new RunEvent.HostPlanned("web3", List.of(upgrade("change", "a", "b"))))
                .add(new RunEvent.TaskEnded("web3", task(4, "the kernel", "failed", "E: held packages", "")))
                .add(new RunEvent.HostEnded("web3", "failed", Optional.empty(), List.of("the plan was not sealed")));
        Map<?, ?> data = data(page("small", run.history(Optional.of("the last 7 bytes are no whole line"))));
        assertEquals(6, ((List<?>) data.get("hosts")).size());
        assertEquals(5, ((List<?>) data.get("kinds")).size());
        assertEquals(6, ((List<?>) data.get("stages")).size());
        Map<?, ?> facts = (Map<?, ?>) data.get("facts");
        assertEquals(List.of(1, 1, 0, 1, 1, 0).toString(), facts.get("known").toString());
    }

    private static TaskEntry upgrade(String outcome, String from, String to) {
        return task(
                4,
                "the kernel",
                outcome,
                "",
                "release: " + from + " -> " + to + "\n--- a\n+++ b\n@@ -1 +1 @@\n-" + from + "\n+" + to);
    }

    @Test
    void nothingOfAHostIsMarkup() throws IOException {
        String page = page("hostile", TestRun.hostile());
        assertEquals(page, Printable.of(page));
        assertEquals(2, page.split("<script", -1).length - 1);
        assertEquals(2, page.split("</script", -1).length - 1);
        assertFalse(page.contains("<!--"));
        List<?> hosts = (List<?>) data(page).get("hosts");
        for (int i = 0; i < TestRun.HOSTILE.size(); i++)
            assertEquals(Printable.line(TestRun.HOSTILE.get(i)), ((List<?>) hosts.get(i)).getFirst());
    }

    @Test
    void runsWithoutHostsOrEnd() throws IOException {
        assertEquals(List.of(), data(page("empty", TestRun.of())).get("hosts"));
        TestRun open = TestRun.of("a", "b")
                .add(new RunEvent.HostBegan("a"), TestRun.facts("a", "6.1"), new RunEvent.TaskBegan("a", "the kernel"));
        assertEquals(2, ((List<?>) data(page("unfinished", open)).get("kinds")).size());
    }

    /** 2,000 hosts of which most are equal: what they have in common is there once. */
    @Test
    void aLargeFleetIsFolded() throws IOException {
        String page = page("large", fleet(i -> i % 20 == 7 ? "E: cannot lock /var/lib/" + i : "", false));
        assertEquals(102, ((List<?>) data(page).get("kinds")).size());
        assertTrue(page.length() < 700_000, () -> page.length() + " characters");
    }

    /** The same with no two hosts of which the same is to be said. */
    @Test
    void aLargeFleetOfStrangers() throws IOException {
        String page = page("strangers", fleet(i -> i % 20 == 7 ? "E: cannot lock /var/lib/" + i : "", true));
        assertEquals(2000, ((List<?>) data(page).get("kinds")).size());
        assertTrue(page.length() < 6_000_000, () -> page.length() + " characters");
    }

    private interface Fault {
        /** What goes wrong on the host of that number; "" for nothing. */
        String of(int host);
    }

    private static TestRun fleet(Fault fault, boolean strangers) {
        List<RunEvent.HostEntry> hosts = new ArrayList<>();
        for (int i = 0; i < 2000; i++)
            hosts.add(new RunEvent.HostEntry(
                    "host-%04d.example.com".formatted(i), List.of("zone" + i % 4, i % 50 == 0 ? "db" : "web")));
        TestRun run = TestRun.of(hosts).step(Duration.ofMillis(10));
        for (int batch = 0; batch < 10; batch++) {
            List<RunEvent.HostEntry> own = hosts.subList(batch * 200, batch * 200 + 200);
            run.add(new RunEvent.BatchBegan(
                    batch + 1, 10, own.stream().map(RunEvent.HostEntry::name).toList(), "10%"));
            for (int i = 0; i < 200; i++)
                host(run, batch * 200 + i, own.get(i).name(), fault.of(batch * 200 + i), strangers);
            run.add(new RunEvent.BatchEnded(batch + 1), new RunEvent.GateBegan("error rate"));
            run.add(new RunEvent.GateEnded("error rate", "pass", Optional.empty()));
        }
        return run.add(new RunEvent.RunEnded(1));
    }

    private static void host(TestRun run, int number, String name, String fault, boolean stranger) {
        List<TaskEntry> tasks = new ArrayList<>();
        for (int t = 0; t < 40; t++) {
            boolean own = stranger && t % 8 == 0;
            tasks.add(
                    t % 8 == 0
                            ? task(
                                    t,
                                    "task " + t + " of the play",
                                    "changed",
                                    "",
                                    own
                                            ? "address: none -> 10.0." + number / 256 + "." + number % 256
                                            : "mode: 0600 -> 0644")
                            : task(t, "task " + t + " of the play", "ok"));
        }
        if (!fault.isEmpty()) tasks.add(task(40, "a package", "failed", fault, ""));
        if (number % 2 == 0 && fault.isEmpty()) tasks.add(task(41, "only there", "skipped"));
        run.host(name, fault.isEmpty() ? "changed" : "failed", tasks.toArray(TaskEntry[]::new));
        run.add(TestRun.facts(name, "6.1.0-21"));
    }
}
