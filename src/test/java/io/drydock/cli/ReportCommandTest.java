package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.action.FileTree;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is kept, as the command line asks for its report. */
class ReportCommandTest {
    /** Later than any other run of this machine. */
    private static final String RUN = "99990101-000000-00f1";

    private static final Map<String, Object> ASKED = Map.of("playbooks", List.of("site.yml"));

    @TempDir
    Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void keep() throws IOException {
        keep(Map.of("asked", ASKED));
    }

    private void keep(Map<String, Object> request) throws IOException {
        remove();
        List<RunEvent.HostEntry> hosts =
                List.of(new RunEvent.HostEntry("web1", List.of("web")), new RunEvent.HostEntry("web2", List.of("web")));
        RunEvent.RunBegan began =
                new RunEvent.RunBegan(RUN, "apply", "0.1.0", "root@control", "1 1", request, Map.of(), hosts);
        try (RunStore.Journal journal = Runs.store().begin(began).journal()) {
            journal.write(new RunEvent.HostBegan("web1"), false);
            journal.write(new RunEvent.HostEnded("web1", "failed", Optional.of("no space"), List.of()), true);
        }
    }

    @AfterEach
    void remove() throws IOException {
        Path folder = Runs.store().folder().resolve(RUN);
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /** A run that applies a saved plan is named by it. */
    @Test
    void aRunIsToldByWhatItRuns() throws IOException {
        assertEquals(0, drydock("status", RUN), err::toString);
        assertTrue(said().startsWith("run " + RUN + ": apply site.yml\n"), said());
        assertTrue(said().contains("2 hosts: 1 failed, 1 not started\n"), said());
        keep(Map.of("asked", ASKED, "plan", Map.of("file", "/srv/site.plan", "replan_drifted", false)));
        assertEquals(0, drydock("status", RUN), err::toString);
        assertTrue(said().startsWith("run " + RUN + ": apply /srv/site.plan\n"), said());
    }

    private int drydock(String... args) {
        out.reset();
        err.reset();
        return Drydock.run(out, err, args);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void byNamePartOrLast() {
        for (String name : List.of(RUN, "99990101", "00f1", "last")) {
            assertEquals(0, drydock("report", name), err::toString);
            assertTrue(said().startsWith("run " + RUN + ": not finished"), said());
            assertTrue(said().contains("apply site.yml, 2 hosts\n"), said());
            assertTrue(said().contains("failed: no space"), said());
            assertTrue(said().endsWith("not started: web2\n"), said());
        }
        assertEquals(3, drydock("report", "no-such-run"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("see: drydock runs"));
    }

    @Test
    void formatsOnStandardOutput() {
        Map<String, String> begins = Map.of(
                "json", "{\n  \"command\"",
                "junit", "<?xml version=\"1.0\"",
                "markdown", "### Drydock apply: 1 of 2 hosts failed",
                "prometheus", "# HELP drydock_run_info",
                "html", "<!doctype html>");
        begins.forEach((format, begin) -> {
            assertEquals(0, drydock("report", RUN, "--format", format), err::toString);
            assertTrue(said().startsWith(begin), said());
        });
        assertEquals(3, drydock("report", RUN, "--format", "pdf"));
    }

    @Test
    void filesByTheirEnds() throws IOException {
        Map.of("a.html", "<!doctype", "b.xml", "<?xml", "c.md", "###", "d.prom", "# HELP", "e.json", "{", "f", "run ")
                .forEach((name, begin) -> {
                    Path file = temp.resolve(name);
                    assertEquals(0, drydock("report", "last", "-o", file.toString()), err::toString);
                    assertEquals("", said());
                    assertTrue(read(file).startsWith(begin), () -> read(file));
                });
        assertEquals(0, drydock("report", "last", "-o", temp + "/x.html", "--format", "json"));
        assertTrue(read(temp.resolve("x.html")).startsWith("{"));
        assertEquals(
                7, FileTree.below(temp).stream().filter(Files::isRegularFile).count(), "something is left behind");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As the collector of node_exporter needs it, which is another user. */
    @Test
    void aFileThatIsThereKeepsItsRights() throws IOException {
        Path file = Files.createFile(temp.resolve("run.prom"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path link = Files.createSymbolicLink(temp.resolve("link.prom"), file);
        assertEquals(0, drydock("report", RUN, "-o", link.toString()));
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(read(file).startsWith("# HELP"));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void whereNoFileCanBe() {
        for (String place : List.of(temp + "/nowhere/run.html", temp.toString())) {
            assertEquals(3, drydock("report", RUN, "-o", place));
            String told = err.toString(StandardCharsets.UTF_8);
            assertTrue(told.startsWith("--output: error: " + place + " cannot be written"), told);
        }
        assertEquals(0, drydock("report", RUN, "-o", "/dev/null"));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }
}
