package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some hosts go first, and the others only after them. */
class CanariesTest {
    private static final String TASKS = "  tasks:\n    - file: {path: /etc/one, state: directory}\n";
    /** Hosts of the same letter are alike. */
    private static final String CLASSES =
            "  tasks:\n    - command: {cmd: \"sour ${inventory_hostname?keep_before('-')}\", changes: never}\n";

    @TempDir
    Path folder;

    @Test
    void canariesOfAPatternGoFirst() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b", "c", "d", "e")).group("first", "d", "b")) {
            PlayedFleet.Ended ended = fleet.run("apply", "- hosts: all\n  serial: 2\n  canary: first\n" + TASKS);
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(
                    List.of(
                            "batch 1 of 3 (canaries): b, d",
                            "batch 2 of 3 (serial: 2): a, c",
                            "batch 3 of 3 (serial: 2): e"),
                    ended.batches());
        }
    }

    @Test
    void aFailedCanaryEndsTheRun() throws Exception {
        for (String canary : List.of("bad", "gone")) {
            try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b", canary))) {
                PlayedFleet.Ended ended =
                        fleet.run("apply", "- hosts: all\n  max_failures: 2\n  canary: " + canary + "\n" + TASKS);
                assertEquals(List.of("a", "b"), ended.with("not started"), ended::toString);
                assertTrue(ended.out().contains("canary: " + canary + " has failed"), ended::out);
                assertEquals(canary.equals("bad") ? 1 : 4, ended.status());
            }
        }
    }

    @Test
    void patternsThatNameNoCanaryAreRefused() throws Exception {
        for (String canary : List.of("nobody", "db", "b:!all", "\"${c}\"", "[]", "")) {
            try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b", "c")).group("db", "c")) {
                PlayedFleet.Ended ended =
                        fleet.run("apply", "- hosts: a,b\n  canary: " + canary + "\n" + TASKS, "--format", "text");
                assertEquals(3, ended.status(), canary + ": " + ended);
                assertTrue(ended.err().contains("play.yml:2:"), canary + ": " + ended.err());
                assertEquals(
                        1, ended.err().lines().filter(l -> l.contains("error:")).count(), ended::err);
                assertEquals(List.of(), fleet.begun());
            }
        }
    }

    @Test
    void aLimitWithoutCanariesIsSaid() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
            PlayedFleet.Ended ended = fleet.run("apply", "- hosts: all\n  canary: a\n" + TASKS, "-l", "b");
            assertEquals(0, ended.status(), ended::toString);
            assertTrue(ended.err().contains("warning: no canary is within the limit"), ended::err);
        }
    }

    @Test
    void oneHostOfEachClassGoesFirst() throws Exception {
        List<String> hosts = List.of("web-1", "db-1", "web-2", "web-3", "db-2", "web-4");
        try (PlayedFleet fleet = new PlayedFleet(folder, hosts)) {
            PlayedFleet.Ended ended = fleet.run("apply", "- hosts: all\n  serial: 3\n  canary: per_class\n" + CLASSES);
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(
                    List.of(
                            "batch 1 of 3 (a canary of each class): web-1, db-1",
                            "batch 2 of 3 (serial: 3): web-2, web-3, db-2",
                            "batch 3 of 3 (serial: 3): web-4"),
                    ended.batches());
            assertTrue(
                    ended.err().contains("2 classes of hosts\n  4 like web-1: web-1, web-2, web-3, web-4\n"),
                    ended::err);
        }
    }

    @Test
    void hostsOfAClassThatFailsAreNotBegunAndTheOthersGoOn() throws Exception {
        List<String> hosts = List.of("sour-1", "web-1", "sour-2", "web-2");
        try (PlayedFleet fleet = new PlayedFleet(folder, hosts)) {
            PlayedFleet.Ended ended =
                    fleet.run("apply", "- hosts: all\n  max_failures: 3\n  canary: per_class\n" + CLASSES);
            assertEquals(List.of("sour-2"), ended.with("not started"), ended::toString);
            assertEquals(List.of("web-1", "web-2"), ended.with("ok"), ended::toString);
            assertTrue(ended.out().contains("its class has not run as planned: sour-1 has failed"), ended::out);
            assertEquals(1, ended.status());
        }
    }

    /** A canary that is gone proves nothing: another one is tried. */
    @Test
    void aHostThatCannotBePlannedIsInNoClass() throws Exception {
        List<String> hosts = List.of("gone-1", "web-1", "web-2");
        try (PlayedFleet fleet = new PlayedFleet(folder, hosts)) {
            PlayedFleet.Ended ended = fleet.run("apply", "- hosts: all\n  canary: per_class\n" + CLASSES);
            assertEquals(List.of("web-1", "web-2"), ended.with("ok"), ended::toString);
            assertTrue(ended.err().contains("could not be planned: gone-1"), ended::err);
            assertEquals(4, ended.status());
        }
    }

    @Test
    void aClassThatDoesNotRunAsPlannedIsNotGoneOnWith() throws Exception {
        List<String> hosts = Stream.of(1, 2, 3).map(i -> "wrong-" + i).toList();
        try (PlayedFleet fleet = new PlayedFleet(folder, hosts)) {
            PlayedFleet.Ended ended = fleet.run("apply", "- hosts: all\n  canary: per_class\n" + CLASSES);
            assertEquals(List.of("wrong-1"), ended.with("ok"), ended::toString);
            assertEquals(List.of("wrong-2", "wrong-3"), ended.with("not started"), ended::toString);
            assertTrue(ended.out().contains("on wrong-1 was planned change, and ended ok"), ended::out);
            assertEquals(1, ended.status());
        }
    }
}
