package io.drydock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.journal.RunEvent.HostBegan;
import io.drydock.journal.RunEvent.HostEnded;
import io.drydock.journal.RunEvent.RunBegan;
import io.drydock.journal.RunEvent.RunEnded;
import io.drydock.journal.RunEvent.RunResumed;
import io.drydock.journal.RunEvent.TaskBegan;
import io.drydock.journal.RunEvent.TaskEnded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFilesTest {
    private static final String RUN = "20260101-120000-0001";
    private static final RunEvent.TaskEntry TASK = new RunEvent.TaskEntry(
            Optional.of("site.yml:3:7"),
            "ümläut 漢 \u2028 \"quoted\"\n",
            "file",
            "changed",
            Optional.empty(),
            Optional.of("- old\n+ new"),
            false,
            0.25);

    @TempDir
    Path folder;

    private RunFiles store() {
        return new RunFiles(folder.resolve("state/runs"));
    }

    private Path journal() {
        return store().folder().resolve(RUN).resolve("journal.jsonl");
    }

    private static RunBegan began(String run) {
        return new RunBegan(
                run,
                "apply",
                "0.1.0",
                "ops@desk",
                "42@1",
                Map.of("inventory", "hosts.yml", "tags", List.of("a"), "forks", 10L),
                Map.of("/srv/site.yml", "00ff"),
                List.of(new RunEvent.HostEntry("web1", List.of("web"))));
    }

    private static List<RunEvent> events(RunStore.RunRecord record) {
        return record.entries().stream().map(JournalEntry::event).toList();
    }

    private List<RunEvent> written() throws IOException {
        List<RunEvent> events = List.of(
                new HostBegan("web1"),
                new TaskBegan("web1", "a task"),
                new TaskEnded("web1", TASK),
                new HostEnded("web1", "changed", Optional.empty(), List.of("a note")));
        try (RunStore.Journal journal = store().begin(began(RUN)).journal()) {
            for (RunEvent event : events) journal.write(event, event instanceof TaskEnded);
        }
        List<RunEvent> all = new ArrayList<>(List.of(began(RUN)));
        all.addAll(events);
        return all;
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<RunEvent> events = written();
        RunStore.RunRecord record = store().read(RUN).orElseThrow();
        assertEquals(events, events(record));
        assertEquals(Optional.empty(), record.torn());
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L),
                record.entries().stream().map(JournalEntry::sequence).toList());
        assertEquals(List.of(RUN), store().runs());
        assertEquals(Optional.empty(), store().read("20260101-120000-0002"));
        assertEquals(Optional.empty(), store().read("../runs/" + RUN));
    }

    @Test
    void nobodyElseCanRead() throws IOException {
        written();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(journal())));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(journal().getParent())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store().folder())));
    }

    /** Whatever byte its writer was ended at: whole lines count, the rest is told of to the byte, and another process goes on. */
    @Test
    void everyTornTailIsToldOfAndCutOff() throws IOException {
        List<RunEvent> events = written();
        byte[] whole = Files.readAllBytes(journal());
        for (int length = 0; length < whole.length; length++) {
            Files.write(journal(), Arrays.copyOf(whole, length));
            int last = IntStream.iterate(length, i -> i - 1)
                    .filter(i -> i == 0 || whole[i - 1] == '\n')
                    .findFirst()
                    .orElseThrow();
            List<RunEvent> left = events.subList(0, (int)
                    IntStream.range(0, last).filter(i -> whole[i] == '\n').count());
            RunStore.RunRecord record = store().read(RUN).orElseThrow();
            assertEquals(left, events(record));
            assertEquals(length > last, record.torn().isPresent());
            if (length > last)
                assertTrue(record.torn()
                        .orElseThrow()
                        .startsWith("the last " + (length - last) + " bytes, from byte " + last + " on"));
            if (left.isEmpty()) assertThrows(IOException.class, () -> store().takeOver(RUN, "ops@desk", "43@2"));
            else goesOn(left, record.torn());
        }
    }

    private void goesOn(List<RunEvent> left, Optional<String> torn) throws IOException {
        try (RunStore.Journal journal =
                store().takeOver(RUN, "ops@desk", "43@2").journal()) {
            assertEquals(2, journal.epoch());
            journal.write(new RunEnded(0), true);
        }
        RunStore.RunRecord record = store().read(RUN).orElseThrow();
        List<RunEvent> all = new ArrayList<>(left);
        all.addAll(List.of(new RunResumed("ops@desk", "43@2", torn), new RunEnded(0)));
        assertEquals(all, events(record));
        assertEquals(Optional.empty(), record.torn());
        assertEquals(2, record.entries().getLast().epoch());
        assertEquals(all.size(), record.entries().getLast().sequence());
    }

    @Test
    void damageIsNoTornTail() throws IOException {
        written();
        String whole = Files.readString(journal());
        for (String damaged : List.of(
                whole.replace("host_began", "host_beg\0n"),
                whole.replaceFirst("(?m)^.*host_began.*\n", ""),
                whole.replaceFirst("(?m)^.*task_began.*$", "{}"))) {
            Files.writeString(journal(), damaged);
            String message =
                    assertThrows(IOException.class, () -> store().read(RUN)).getMessage();
            assertTrue(message.contains(" is damaged in line "), message);
            assertThrows(IOException.class, () -> store().takeOver(RUN, "ops@desk", "43@2"));
            assertEquals(damaged, Files.readString(journal()));
        }
    }

    @Test
    void aRunHasOneOwner() throws IOException {
        try (RunStore.Journal journal = store().begin(began(RUN)).journal()) {
            assertTrue(store().isOwned(RUN));
            assertThrows(IOException.class, () -> store().takeOver(RUN, "ops@desk", "43@2"));
            assertThrows(IOException.class, () -> store().begin(began(RUN)));
            assertTrue(store().isOwned(RUN));
            journal.write(new HostBegan("web1"), false);
        }
        assertFalse(store().isOwned(RUN));
        try (RunStore.Journal journal =
                store().takeOver(RUN, "ops@desk", "43@2").journal()) {
            journal.write(new RunEnded(1), true);
        }
        IOException over = assertThrows(IOException.class, () -> store().takeOver(RUN, "ops@desk", "44@3"));
        assertEquals("the run has ended", over.getMessage());
    }

    /** What another process owns is not free here, until that process is gone, however it went. */
    @Test
    void anotherProcessOwnsItsRunUntilItIsGone() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        store().folder().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals('b', other.getInputStream().read());
        assertTrue(store().isOwned(RUN));
        assertThrows(IOException.class, () -> store().takeOver(RUN, "ops@desk", "43@2"));
        other.destroyForcibly().waitFor();
        assertFalse(store().isOwned(RUN));
        store().takeOver(RUN, "ops@desk", "43@2").journal().close();
    }

    /** A process that begins a run and never ends. */
    static final class Owner {
        public static void main(String[] args) throws IOException {
            try (RunStore.Journal journal =
                    new RunFiles(Path.of(args[0])).begin(began(RUN)).journal()) {
                System.out.println("began with epoch " + journal.epoch());
                while (System.in.read() >= 0) {}
            }
        }
    }

    /** Hosts' threads are interrupted when a run is to end; what the others write must not be lost by it. */
    @Test
    void anInterruptedThreadCostsNothing() throws Exception {
        try (RunStore.Journal journal = store().begin(began(RUN)).journal()) {
            List<Thread> threads = IntStream.range(0, 20)
                    .mapToObj(i -> Thread.ofVirtual().start(() -> writeInterrupted(journal, "web" + i)))
                    .toList();
            for (Thread thread : threads) thread.join();
        }
        List<RunEvent> events = events(store().read(RUN).orElseThrow());
        assertEquals(1 + 20 * 10, events.size());
    }

    private static void writeInterrupted(RunStore.Journal journal, String host) {
        for (int i = 0; i < 10; i++) {
            Thread.currentThread().interrupt();
            try {
                journal.write(new TaskEnded(host, TASK), true);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A disk that is full takes a part of a line; what is written once there is room again must be readable. */
    @Test
    void aFullDiskLeavesNoPartOfALine() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-n", "-t", "tmpfs", "-o", "size=32k", "drydock", disk.toString()) == 0);
        try {
            RunFiles small = new RunFiles(disk.resolve("runs"));
            Path ballast = disk.resolve("ballast");
            try (RunStore.Journal journal = small.begin(began(RUN)).journal()) {
                Files.write(ballast, new byte[16 << 10]);
                assertThrows(IOException.class, () -> fill(journal));
                Files.delete(ballast);
                journal.write(new RunEnded(0), true);
            }
            List<RunEvent> events = events(small.read(RUN).orElseThrow());
            assertEquals(new RunEnded(0), events.getLast());
            assertEquals(new TaskEnded("web1", TASK), events.get(events.size() - 2));
        } finally {
            assertEquals(0, run("umount", "-n", disk.toString()));
        }
    }

    private void old(String run, int days, String... hosts) throws IOException {
        RunBegan began = new RunBegan(
                run,
                "apply",
                "0.1.0",
                "ops@desk",
                "42@1",
                Map.of(),
                Map.of(),
                Stream.of(hosts)
                        .map(host -> new RunEvent.HostEntry(host, List.of()))
                        .toList());
        store().begin(began).journal().close();
        Files.setLastModifiedTime(
                store().folder().resolve(run).resolve("journal.jsonl"),
                FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    @Test
    void oldRunsAreRemovedButNeverTheLastOfAHost() throws IOException {
        old("1", 400, "web1", "db1"); // the last one of db1
        old("2", 300, "web1");
        old("3", 200, "web1", "web2"); // the last one of web2
        old("4", 100, "web1"); // the last one of web1
        old("5", 10, "web3");
        old("6", 1, "web3");
        store().prune();
        assertEquals(List.of("6", "5", "4", "3", "1"), store().runs());
        assertFalse(Files.exists(store().folder().resolve("2")));
    }

    @Test
    void onlySoManyRunsAreKeptAndThoseThatAreAlive() throws IOException {
        for (int i = 100; i < 310; i++) old(String.valueOf(i), 0, "web1");
        try (RunStore.Journal journal =
                store().takeOver("105", "ops@desk", "43@2").journal()) {
            store().prune();
            assertEquals(201, store().runs().size());
            assertTrue(store().runs().contains("105"));
            assertFalse(store().runs().contains("109"));
            journal.write(new HostBegan("web1"), false);
        }
    }

    @Test
    void aWishReachesTheOwner() throws Exception {
        RunStore.Wish wish = new RunStore.Wish(RunStore.Wish.Kind.CANCEL, "eve@laptop");
        try (RunStore.Journal journal = store().begin(began(RUN)).journal()) {
            assertEquals(Optional.empty(), journal.wish());
            Thread asks = Thread.ofVirtual().start(() -> {
                try {
                    assertTrue(store().ask(RUN, wish));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            Optional<RunStore.Wish> heard = Optional.empty();
            while (heard.isEmpty()) heard = journal.wish();
            assertEquals(Optional.of(wish), heard);
            asks.join();
            assertEquals(Optional.empty(), journal.wish());
        }
        assertThrows(IOException.class, () -> store().ask(RUN, wish));
    }

    private static void fill(RunStore.Journal journal) throws IOException {
        for (int i = 0; i < 1000; i++) journal.write(new TaskEnded("web1", TASK), false);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
