package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run goes over its hosts in the batches and the order that a play says, and ends where failures end it. */
class BatchesTest {
    private static final String TASKS = "  tasks:\n    - file: {path: /etc/one, state: directory}\n";
    private static final List<String> SIX = List.of("a", "b", "c", "d", "e", "f");

    @TempDir
    Path folder;

    private static String play(String... keys) {
        return "- hosts: all\n  " + String.join("\n  ", keys) + "\n" + TASKS;
    }

    private PlayedFleet.Ended apply(List<String> hosts, String playbook, String... more) throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, hosts)) {
            return fleet.run("apply", playbook, more);
        }
    }

    private List<String> sizes(String serial, int count) throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) names.add("h" + (char) ('a' + i));
        PlayedFleet.Ended ended = apply(names, play("serial: " + serial));
        assertEquals(0, ended.status(), ended::toString);
        return ended.batches().stream()
                .map(b -> String.valueOf(b.substring(b.indexOf("): ") + 3).split(", ").length))
                .toList();
    }

    @Test
    void aBatchIsNeverEmptyAndNeverAboveItsShare() throws Exception {
        assertEquals(List.of("2", "2", "1"), sizes("2", 5));
        assertEquals(List.of("1", "1", "1", "1", "1"), sizes("39%", 5), "1.95 of 5 is 1");
        assertEquals(List.of("1", "1", "1"), sizes("1%", 3), "0.03 of 3 would be none");
        assertEquals(List.of("3"), sizes("100%", 3));
        assertEquals(List.of("3"), sizes("50", 3));
        assertEquals(List.of("1", "3", "7", "4"), sizes("[1, \"20%\", 50%]", 15));
    }

    @Test
    void oneBatchEndsBeforeTheNextBegins() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, SIX)) {
            PlayedFleet.Ended ended = fleet.run("apply", play("serial: 2"));
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(2, fleet.most(h -> true));
            for (int i = 0; i < 6; i += 2)
                assertEquals(
                        SIX.subList(i, i + 2),
                        fleet.begun().subList(i, i + 2).stream().sorted().toList());
            assertEquals(
                    List.of(
                            "batch 1 of 3 (serial: 2): a, b",
                            "batch 2 of 3 (serial: 2): c, d",
                            "batch 3 of 3 (serial: 2): e, f"),
                    ended.batches());
        }
    }

    @Test
    void aPlanGoesOverAllHostsAtOnce() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("bad", "b", "c", "d", "e", "f"))) {
            PlayedFleet.Ended ended = fleet.run("plan", play("serial: 1", "max_failures: 1", "widths: {all: 1}"));
            assertEquals(List.of("bad"), ended.with("failed"), ended::toString);
            assertEquals(5, ended.with("ok").size(), ended::toString);
            assertTrue(fleet.most(h -> true) > 1, () -> "most: " + fleet.most(h -> true));
            assertEquals(List.of(), ended.batches());
        }
    }

    @Test
    void hostsBeginInTheOrderThatIsAskedFor() throws Exception {
        List<String> names = List.of("c", "a", "d", "b");
        Map<String, List<String>> orders = new TreeMap<>(Map.of(
                "inventory", names,
                "reverse_inventory", names.reversed(),
                "sorted", List.of("a", "b", "c", "d"),
                "reverse_sorted", List.of("d", "c", "b", "a")));
        for (var order : orders.entrySet()) {
            try (PlayedFleet fleet = new PlayedFleet(folder, names)) {
                fleet.run("apply", play("order: " + order.getKey()), "-f", "1");
                assertEquals(order.getValue(), fleet.begun(), order.getKey());
            }
        }
    }

    @Test
    void aShuffledOrderDiffersFromRunToRun() throws Exception {
        List<List<String>> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            try (PlayedFleet fleet = new PlayedFleet(folder, SIX)) {
                fleet.run("apply", play("order: shuffle", "serial: 1"));
                assertEquals(SIX, fleet.begun().stream().sorted().toList());
                seen.add(fleet.begun());
            }
        }
        assertTrue(seen.stream().distinct().count() > 1, seen::toString);
    }

    /** The keys of a play, the hosts that have been begun when it ends, and the exit status. */
    private void ends(String keys, List<String> hosts, int begun, int status) throws Exception {
        String playbook = play(keys.split("; "));
        PlayedFleet.Ended ended = apply(hosts, playbook, "-f", "1");
        String told = keys + ": " + ended;
        assertEquals(status, ended.status(), told);
        List<String> open = hosts.subList(begun, hosts.size());
        assertEquals(open, ended.with("not started"), told);
        if (!open.isEmpty()) assertTrue(ended.out().contains(keys.split(":")[0].replace("serial", "batch")), told);
    }

    @Test
    void failuresEndARunWhenTheyReachTheirLimit() throws Exception {
        List<String> hosts = List.of("bad1", "ok1", "gone1", "ok2", "bad2", "ok3", "ok4", "ok5");
        ends("max_failures: 1", hosts, 1, 1);
        ends("max_failures: 2", hosts, 3, 1);
        ends("max_failures: 3", hosts, 5, 1);
        ends("max_failures: 4", hosts, 8, 1);
        ends("max_failures: 25%", hosts, 3, 1);
        ends("max_failures: 26%", hosts, 5, 1);
        ends("max_failures: 1%", hosts, 1, 1);
        ends("any_errors_fatal: true", hosts, 1, 1);
        ends("max_fail_percentage: 0", hosts, 1, 1);
        ends("max_fail_percentage: 12.4%", hosts, 1, 1);
        ends("max_fail_percentage: 25", hosts, 5, 1);
        ends("max_fail_percentage: 100", hosts, 8, 1);
        ends("any_errors_fatal: false", hosts, 8, 1);
    }

    @Test
    void hostsThatCannotBeReachedCount() throws Exception {
        List<String> hosts = List.of("gone1", "ok1", "gone2", "ok2");
        ends("max_failures: 2", hosts, 3, 4);
        ends("any_errors_fatal: yes", hosts, 1, 4);
    }

    @Test
    void hostsThatCannotBeReachedAreIgnoredWhereAllTheirPlaysSaySo() throws Exception {
        List<String> hosts = List.of("gone1", "ok1", "gone2", "ok2");
        String ignoring = play("ignore_unreachable: true", "max_failures: 1", "serial: 1");
        for (String command : List.of("plan", "apply")) {
            try (PlayedFleet fleet = new PlayedFleet(folder, hosts)) {
                PlayedFleet.Ended ended = fleet.run(command, ignoring);
                assertEquals(0, ended.status(), ended::toString);
                assertEquals(List.of("gone1", "gone2"), ended.with("ignored"), ended::toString);
                assertEquals(List.of("ok1", "ok2"), ended.with("ok"), ended::toString);
            }
        }
        PlayedFleet.Ended both = apply(hosts, ignoring + play().replace("all", "gone2"));
        assertEquals(4, both.status(), both::toString);
        assertEquals(List.of("gone1"), both.with("ignored"), both::toString);
        assertEquals(List.of("gone2"), both.with("unreachable"), both::toString);
    }

    @Test
    void aBatchOfWhichAllHostsFailEndsTheRunUnlessALimitIsSaid() throws Exception {
        List<String> hosts = List.of("bad1", "gone1", "ok1", "ok2");
        ends("serial: 2", hosts, 2, 1);
        ends("serial: 3", hosts, 4, 1);
        ends("serial: 1; max_failures: 3", hosts, 4, 1);
    }

    @Test
    void aGroupHasALimitOfItsOwn() throws Exception {
        List<String> hosts = List.of("bad1", "bad2", "ok1", "bad3", "ok2", "ok3");
        try (PlayedFleet fleet = new PlayedFleet(folder, hosts)
                .group("web", "bad1", "bad2", "ok1")
                .group("db", "bad3", "ok2", "ok3")) {
            PlayedFleet.Ended ended = fleet.run("apply", play("max_failures: {web: 3, db: 1}"), "-f", "1");
            assertEquals(List.of("ok2", "ok3"), ended.with("not started"), ended::toString);
            assertTrue(ended.out().contains("1 of 3 hosts of db"), ended::out);
        }
    }

    @Test
    void theRunEndsWithAllOfItsPlays() throws Exception {
        String two = play("max_failures: 1") + play("name: second");
        PlayedFleet.Ended ended = apply(List.of("ok1", "bad1", "ok2"), two, "-f", "1");
        assertEquals(
                Map.of("ok1", "ok", "bad1", "failed", "ok2", "not started"), ended.statuses(), "ok1 had nothing to do");
    }

    @Test
    void groupsHaveWidthsOfTheirOwn() throws Exception {
        List<String> hosts = List.of("db1", "db2", "db3", "web1", "web2", "web3", "web4", "other1", "other2");
        try (PlayedFleet fleet = new PlayedFleet(folder, hosts)
                .group("db", "db1", "db2", "db3")
                .group("web", "web1", "web2", "web3", "web4")) {
            PlayedFleet.Ended ended = fleet.run("apply", play("widths: {db: 1, web: 50%}"), "-f", "9");
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(
                    hosts,
                    fleet.begun().stream()
                            .sorted(Comparator.comparingInt(hosts::indexOf))
                            .toList());
            assertEquals(1, fleet.most(h -> h.startsWith("db")));
            assertEquals(2, fleet.most(h -> h.startsWith("web")));
            assertTrue(fleet.most(h -> true) > 3, "the groups do not wait for each other");
        }
    }

    @Test
    void aHostThatCannotBeReachedIsDownAndCounts() throws Exception {
        List<String> hosts = List.of("gone1", "db2", "db3", "web1", "gone2", "web3");
        try (PlayedFleet fleet = new PlayedFleet(folder, hosts)
                .group("db", "gone1", "db2", "db3")
                .group("web", "web1", "gone2", "web3")) {
            PlayedFleet.Ended ended = fleet.run("apply", play("serial: 3", "widths: {db: 1, web: 2}"));
            assertEquals(List.of("db2", "db3"), ended.with("not started"), ended::toString);
            assertTrue(ended.out().contains("widths: db: 1, and 1 of them cannot be reached"), ended::out);
            assertEquals(List.of("web1", "web3"), ended.with("ok"), ended::toString);
            assertEquals(4, ended.status(), ended::toString);
        }
    }

    @Test
    void aThrottledPlayHasSoManyHostsAtWork() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, SIX)) {
            PlayedFleet.Ended ended = fleet.run("apply", play("throttle: 2"), "-f", "6");
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(2, fleet.most(h -> true));
        }
    }

    /** Unquoted, as YAML would take the time for a number. */
    @Test
    void aRunPausesOutsideItsWindow() throws Exception {
        LocalTime now = LocalTime.now(ZoneOffset.UTC).withNano(0).withSecond(0);
        String closed = "window: {from: " + now.plusHours(2) + ", to: " + now.plusHours(3) + ", timezone: UTC}";
        String open = "window: [{from: " + now.minusHours(2) + ", to: " + now.plusHours(3) + ", timezone: UTC}]";
        PlayedFleet.Ended paused = apply(SIX, play(closed, "serial: 2"));
        assertEquals(130, paused.status(), paused::toString);
        assertEquals(SIX, paused.with("not started"));
        assertTrue(paused.out().contains("no window is open"), paused::out);
        assertEquals(0, apply(SIX, play(open)).status());
    }

    @Test
    void valuesMayBeTemplatesOfWhatIsTheSameForAllHosts() throws Exception {
        String playbook = play(
                "vars: {sizes: [1, \"${share}\"], first: c, limits: {all: 1}, strict: true}",
                "serial: ${sizes}",
                "canary: ${first}",
                "widths: ${limits}",
                "throttle: ${groups.all?size}",
                "max_failures: ${share}",
                "any_errors_fatal: ${strict}");
        try (PlayedFleet fleet = new PlayedFleet(folder, SIX)) {
            PlayedFleet.Ended ended = fleet.run("apply", playbook, "-e", "share=50%", "-e", "first=d");
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(
                    List.of(
                            "batch 1 of 4 (canaries): d",
                            "batch 2 of 4 (serial: 1): a",
                            "batch 3 of 4 (serial: 50%): b, c, e",
                            "batch 4 of 4 (serial: 50%): f"),
                    ended.batches());
            assertEquals(1, fleet.most(_ -> true));
        }
    }

    @Test
    void valuesThatCannotBeToldYetAreRefused() throws Exception {
        for (String value : List.of("${nobody}", "${inventory_hostname}", "${facts.os.name}", "${zero}", "${nested}")) {
            PlayedFleet.Ended ended =
                    apply(SIX, play("vars: {zero: 0, nested: [[1]]}", "serial: " + value), "--format", "text");
            assertEquals(3, ended.status(), value + ": " + ended);
            assertTrue(ended.err().contains("play.yml:3:"), value + ": " + ended.err());
            assertTrue(ended.err().endsWith("1 problem; no host was touched\n"), value + ": " + ended.err());
        }
    }

    /** Every mistake in its line, and no host touched. */
    @Test
    void mistakesAreToldBeforeAnyHostIsTouched() throws Exception {
        List<String> keys = Stream.of(
                        "serial: 0",
                        "serial: 0%",
                        "serial: []",
                        "serial: [1, 150%]",
                        "serial: -1",
                        "serial: 1.5",
                        "serial:",
                        "serial: {a: 1}",
                        "serial: [[1]]",
                        "serial: yes",
                        "serial: \"${n}\"",
                        "serial: \"{{ n }}\"",
                        "order: random",
                        "throttle: 0",
                        "throttle: 10%",
                        "max_failures: -1",
                        "max_failures: 0",
                        "max_failures: 101%",
                        "max_failures: [1]",
                        "max_failures: {}",
                        "max_failures: {web: 0}",
                        "max_failures: {nowhere: 1}",
                        "max_fail_percentage: -1",
                        "max_fail_percentage: 101",
                        "max_fail_percentage: x",
                        "any_errors_fatal: perhaps",
                        "widths: 3",
                        "widths: {}",
                        "widths: {web: 0}",
                        "widths: {nowhere: 1}",
                        "widths: {db: 1}",
                        "window: []",
                        "window: night",
                        "window: {from: \"22:00\"}",
                        "window: {from: \"22:00\", to: \"22:00\"}",
                        "window: {from: \"25:00\", to: \"22:00\"}",
                        "window: {from: 10, to: \"22:00\"}",
                        "window: {from: \"20:00\", to: \"22:00\", days: []}",
                        "window: {from: \"20:00\", to: \"22:00\", days: [satt]}",
                        "window: {from: \"20:00\", to: \"22:00\", day: sat}",
                        "window: {from: \"20:00\", to: \"22:00\", timezone: Europe/Berln}")
                .toList();
        for (String key : keys) {
            try (PlayedFleet fleet =
                    new PlayedFleet(folder, SIX).group("web", "a").group("db", "f")) {
                PlayedFleet.Ended ended =
                        fleet.run("apply", "- hosts: web\n  " + key + "\n" + TASKS, "--format", "text");
                assertEquals(3, ended.status(), key + ": " + ended);
                List<String> errors =
                        ended.err().lines().filter(l -> l.contains(": error: ")).toList();
                assertEquals(1, errors.size(), key + ": " + ended.err());
                assertTrue(errors.getFirst().matches(".*play\\.yml:2:\\d+: error: .*"), key + ": " + errors);
                assertEquals(List.of(), fleet.begun(), key);
            }
        }
    }
}
