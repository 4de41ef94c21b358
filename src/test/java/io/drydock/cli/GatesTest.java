package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.drydock.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between two batches a run asks its gates, and goes on only when all of them pass; hooks hear of it. */
class GatesTest {
    private static final String TASKS = "  tasks:\n    - file: {path: /etc/one, state: directory}\n";

    @TempDir
    Path folder;

    private HttpServer server;
    private String url;
    private volatile String answer = "";
    private volatile int status = 200;
    private volatile String asked = "";
    private volatile String token = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().getQuery() == null
                    ? ""
                    : exchange.getRequestURI().getQuery();
            token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private PlayedFleet.Ended apply(String keys, String... more) throws Exception {
        return apply(List.of("a", "b", "c"), keys, more);
    }

    private PlayedFleet.Ended apply(List<String> hosts, String keys, String... more) throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, hosts)) {
            return fleet.run("apply", "- hosts: all\n  serial: 1\n" + keys.indent(2) + TASKS, more);
        }
    }

    private PlayedFleet.Ended gate(String gate) throws Exception {
        return apply("gates:\n  - {name: health, " + gate + "}");
    }

    private void passes(String gate) throws Exception {
        PlayedFleet.Ended ended = gate(gate);
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(3, count(ended.err(), "gate health: pass ("), ended.err());
    }

    private void fails(String gate, String why) throws Exception {
        PlayedFleet.Ended ended = gate(gate);
        assertEquals(1, ended.status(), ended::toString);
        assertEquals(List.of("b", "c"), ended.with("not started"), ended::toString);
        assertTrue(ended.err().contains("gate health: fail (" + why), ended.err());
        assertTrue(ended.out().contains("gate \\\"health\\\" has failed: "), ended.out());
    }

    private void pauses(String gate, String why) throws Exception {
        PlayedFleet.Ended ended = gate(gate);
        assertEquals(130, ended.status(), ended::toString);
        assertEquals(List.of("b", "c"), ended.with("not started"), ended::toString);
        assertTrue(ended.err().contains("gate health: inconclusive (" + why), ended.err());
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void aCommandDecidesByItsStatus() throws Exception {
        passes("command: 'echo fine'");
        fails("command: 'echo first; echo too many errors >&2; exit 3'", "status 3: too many errors)");
        pauses("command: 'echo ask later; exit 75'", "status 75: ask later)");
        pauses("command: 'sleep 20', timeout: 1s", "the command did not end within 1 s)");
        Files.writeString(folder.resolve("check.sh"), "test \"$1\" = \"a'b\" && test \"$2\" = a\n");
        PlayedFleet.Ended ended =
                apply(List.of("a"), "vars: {word: \"a'b\"}\ngates:\n  - command: sh check.sh [=word] [=batch]");
        assertEquals(0, ended.status(), ended::toString);
    }

    @Test
    void aGateIsAskedAgain() throws Exception {
        passes("command: 'echo x >>tries; [ $(grep -c x tries) -ge 3 ]', retries: 2, delay: 0");
        Files.delete(folder.resolve("tries"));
        fails("command: 'echo x >>tries; false', retries: 2, delay: 0", "status 1)");
        assertEquals("x\nx\nx\n", Files.readString(folder.resolve("tries")));
    }

    @Test
    void tasksOnTheControllerDecide() throws Exception {
        Path smoke = Files.writeString(
                folder.resolve("smoke.sh"),
                "#!/bin/sh\necho \"$1 of $2\" >>asked; [ ! -e broken ] || { echo it burns; exit 3; }\n");
        Files.setPosixFilePermissions(smoke, PosixFilePermissions.fromString("rwx------"));
        String gate = "hosts: localhost, tasks: [{name: smoke, command: './smoke.sh ${batch?join(\"+\")} ${word}'}]";
        PlayedFleet.Ended ended = apply("vars: {word: 'two words'}\ngates:\n  - {name: health, " + gate + "}");
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(3, count(ended.err(), "gate health: pass (localhost)"), ended.err());
        assertEquals(
                List.of("a of two words", "b of two words", "c of two words"),
                Files.readAllLines(folder.resolve("asked")));
        assertEquals(List.of("a", "b", "c"), List.copyOf(ended.statuses().keySet()));
        Files.createFile(folder.resolve("broken"));
        fails(gate.replace("${word}", "x"), "localhost: smoke: it ended with status 3: it burns)");
        Files.delete(folder.resolve("asked"));
        fails(gate.replace("${word}", "x") + ", retries: 2, delay: 0", "localhost: smoke: ");
        assertEquals(3, Files.readAllLines(folder.resolve("asked")).size());
        Files.writeString(smoke, "#!/bin/sh\nsleep 30\n");
        pauses(gate.replace("${word}", "x") + ", timeout: 1s", "the tasks did not end within 1 s)");
    }

    @Test
    void tasksOnHostsDecide() throws Exception {
        String ask = "tasks: [{name: ask, command: sour}]";
        passes(ask);
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "sour", "c"))) {
            PlayedFleet.Ended ended =
                    fleet.run("apply", "- hosts: all\n  serial: 2\n  gates: [{" + ask + "}]\n" + TASKS);
            assertEquals(1, ended.status(), ended::toString);
            assertTrue(ended.err().contains("gate tasks: fail (sour: ask: "), ended::err);
            assertEquals(List.of("c"), ended.with("not started"), ended::toString);
            assertEquals(Set.of("a", "sour"), fleet.withProgram("apply", "'sour'"));
            assertEquals(Set.of(), fleet.withProgram("plan", "'sour'"));
            ended = fleet.run("apply", "- hosts: a\n  gates: [{hosts: c, " + ask + "}]\n" + TASKS, "-l", "a");
            assertEquals(0, ended.status(), ended::toString);
            assertEquals(Set.of("a", "c", "sour"), fleet.withProgram("apply", "'sour'"));
        }
    }

    @Test
    void aHostThatCannotBeAskedIsInconclusive() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b", "gone", "bad"))) {
            for (String host : List.of("gone", "bad")) {
                PlayedFleet.Ended ended = fleet.run(
                        "apply",
                        "- hosts: a,b\n  serial: 1\n  gates: [{hosts: " + host + ", tasks: [{command: ask}]}]\n"
                                + TASKS);
                assertEquals(130, ended.status(), ended::toString);
                assertTrue(ended.err().contains("gate tasks: inconclusive (" + host + ": "), ended::err);
                assertEquals(List.of("b"), ended.with("not started"), ended::toString);
            }
        }
    }

    @Test
    void theGateAfterTheLastBatchIsAskedAgain() throws Exception {
        for (String gate : List.of(
                "command: '[ -e open ] || exit 75'", "hosts: localhost, tasks: [{command: sh wait.sh}], timeout: 1s")) {
            Files.writeString(folder.resolve("wait.sh"), "[ -e open ] || sleep 30\n");
            try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
                PlayedFleet.Ended paused = fleet.run("apply", "- hosts: all\n  gates:\n    - {" + gate + "}\n" + TASKS);
                assertEquals(130, paused.status(), paused::toString);
                assertEquals(List.of("a", "b"), paused.with("ok"), paused::toString);
                String run = paused.err().lines().toList().getLast().replaceFirst(".* ", "");
                assertEquals(130, PlayedFleet.drydock("resume", run).status());
                Files.createFile(folder.resolve("open"));
                PlayedFleet.Ended ended = PlayedFleet.drydock("resume", run);
                assertEquals(0, ended.status(), ended::toString);
                assertEquals(1, count(ended.err(), ": pass ("), ended::err);
                Files.delete(folder.resolve("open"));
            }
        }
    }

    /** As if its process had died before it asked. */
    @Test
    void aGateThatWasNotAskedIsAskedBeforeTheNextBatch() throws Exception {
        for (String batches : List.of("serial: 1", "canary: per_class", "canary: a")) {
            try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
                PlayedFleet.Ended paused = fleet.run(
                        "apply",
                        "- hosts: all\n  " + batches + "\n  gates: [{command: '[ -e open ] || exit 75'}]\n" + TASKS);
                assertEquals(130, paused.status(), paused::toString);
                String run = paused.err().lines().toList().getLast().replaceFirst(".* ", "");
                Path journal = Runs.store().folder().resolve(run).resolve("journal.jsonl");
                List<String> lines = Files.readAllLines(journal);
                int asked = lines.indexOf(lines.stream()
                        .filter(line -> line.contains("\"gate_began\""))
                        .findFirst()
                        .orElseThrow());
                Files.write(journal, lines.subList(0, asked));
                PlayedFleet.Ended again = PlayedFleet.drydock("resume", run, "--format", "json");
                assertEquals(130, again.status(), again::toString);
                assertEquals(List.of("b"), again.with("not started"), again::toString);
                Files.createFile(folder.resolve("open"));
                assertEquals(0, PlayedFleet.drydock("resume", run).status());
                Files.delete(folder.resolve("open"));
            }
        }
    }

    @Test
    void aRunThatIsResumedCountsTheBatchesThatItHasBehindIt() throws Exception {
        String twice = "- hosts: all\n  serial: 1\n" + TASKS + "- hosts: all\n  serial: 1\n"
                + "  gates:\n    - command: '[ -e open ] || exit 75'\n" + TASKS;
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
            PlayedFleet.Ended paused = fleet.run("apply", twice);
            assertEquals("batch 3 of 4 (serial: 1): a", paused.batches().getLast(), paused::toString);
            Files.createFile(folder.resolve("open"));
            String resume = paused.err().lines().toList().getLast().replaceFirst(".* ", "");
            PlayedFleet.Ended ended = PlayedFleet.drydock("resume", resume);
            assertEquals(
                    List.of("batch 2 of 4 (serial: 1): b", "batch 4 of 4 (serial: 1): b"), ended.batches(), ended::err);
            assertEquals(0, ended.status());
        }
    }

    @Test
    void aWebServerDecidesByItsAnswer() throws Exception {
        answer = "all is well";
        passes("http: {url: '" + url + "/health'}");
        passes("http: {url: '" + url + "', contains: is well, status: [200, 204]}");
        fails("http: {url: '" + url + "', contains: absent}", "status 200, without the text");
        status = 503;
        fails("http: {url: '" + url + "'}", "status 503)");
        passes("http: {url: '" + url + "', status: 503}");
        server.stop(0);
        pauses("http: {url: '" + url + "'}", "cannot be connected to");
    }

    private void prometheus(String type, String result) {
        answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}";
    }

    @Test
    void prometheusDecidesByItsValues() throws Exception {
        String gate = "prometheus: {url: '" + url + "/', query: 'sum(rate(errors{job=\"a\"}[5m]))', max: 0.05, min: 0}";
        prometheus("vector", "[{\"metric\":{},\"value\":[1,\"0.05\"]}]");
        passes(gate);
        assertEquals("query=sum(rate(errors{job=\"a\"}[5m]))", asked);
        prometheus("scalar", "[1,\"0\"]");
        passes(gate);
        prometheus(
                "vector",
                "[{\"metric\":{},\"value\":[1,\"0.01\"]},{\"metric\":{\"job\":\"b\"},\"value\":[1,\"0.0501\"]}]");
        fails(gate, "0.0501 {job=b} is not within min 0, max 0.05)");
        prometheus("scalar", "[1,\"-1\"]");
        fails(gate, "-1 is not within");
        prometheus("vector", "[]");
        pauses(gate, "the query has no result)");
        prometheus("vector", "[{\"metric\":{},\"value\":[1,\"NaN\"]}]");
        pauses(gate, "NaN is no number)");
        prometheus("matrix", "[]");
        pauses(gate, "status 200, and the query has no result of a single time)");
        status = 400;
        answer = "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}";
        pauses(gate, "status 400, and Prometheus says: parse error)");
        status = 502;
        answer = "<html>";
        pauses(gate, "status 502, and the answer is none of Prometheus)");
    }

    @Test
    void secretsGoToTheServerAndNowhereElse() throws Exception {
        status = 401;
        PlayedFleet.Ended ended = apply(
                "gates:\n  - command: 'echo [=api_token]; ps -ef | grep -c \"[c]orrect-horse\"; exit 1'\n",
                "-e",
                "api_token=correct-horse-battery");
        assertFalse(ended.toString().contains("correct-horse"), ended::toString);
        assertTrue(ended.err().contains("status 1: 0)"), ended.err());
        ended = apply(
                "gates:\n  - http: {url: '" + url + "', headers: {Authorization: 'Bearer ${api_token}'}}",
                "-e",
                "api_token=correct-horse-battery");
        assertEquals("Bearer correct-horse-battery", token);
        assertFalse(ended.toString().contains("correct-horse"), ended::toString);
    }

    @Test
    void soakIsBetweenBatchesOnly() throws Exception {
        long before = System.nanoTime();
        PlayedFleet.Ended ended = apply(List.of("a", "b"), "soak: 2s");
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(1, count(ended.err(), "soak: 2s\n"), ended.err());
        assertTrue(System.nanoTime() - before >= 2_000_000_000L);
    }

    @Test
    void hooksHearWhatHappens() throws Exception {
        String keys = """
                on_start: cat >>events
                on_batch: cat >>events
                on_failure: cat >>events
                on_finish: cat >>events
                max_failures: 1
                """;
        PlayedFleet.Ended ended = apply(List.of("a", "bad", "c"), keys);
        assertEquals(1, ended.status(), ended::toString);
        List<Map<?, ?>> events = Files.readAllLines(folder.resolve("events")).stream()
                .<Map<?, ?>>map(line -> (Map<?, ?>) Json.read(line))
                .toList();
        assertEquals(
                List.of("start", "batch_began", "batch_ended", "batch_began", "host_failed", "batch_ended", "finish"),
                events.stream().map(e -> e.get("event")).toList());
        assertEquals(List.of("a", "bad", "c"), events.getFirst().get("hosts"));
        assertEquals("bad", events.get(4).get("host"));
        assertEquals(Map.of("bad", "failed"), events.get(5).get("hosts"));
        assertEquals("stopped", events.getLast().get("outcome"));
        assertEquals(
                Map.of("a", "ok", "bad", "failed", "c", "not started"),
                events.getLast().get("hosts"));
        assertEquals(1, events.stream().map(e -> e.get("run")).distinct().count());
    }

    @Test
    void aHookThatFailsCostsNothingUnlessNothingWasBegun() throws Exception {
        PlayedFleet.Ended ended = apply("on_batch: echo no mail >&2; exit 4");
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(6, count(ended.err(), "on_batch has failed: status 4: no mail\n"), ended.err());
        ended = apply("on_start: exit 1\non_finish: cat >finished");
        assertEquals(1, ended.status(), ended::toString);
        assertEquals(List.of("a", "b", "c"), ended.with("not started"), ended::toString);
        assertFalse(Files.exists(folder.resolve("finished")));
    }

    @Test
    void aPlanAsksNoGateAndRunsNoHook() throws Exception {
        try (PlayedFleet fleet = new PlayedFleet(folder, List.of("a", "b"))) {
            PlayedFleet.Ended ended = fleet.run(
                    "plan",
                    "- hosts: all\n  serial: 1\n  soak: 1h\n  on_start: touch ran\n  gates: [{command: touch ran}, {hosts: localhost, tasks: [{command: touch ran}]}]\n"
                            + TASKS);
            assertEquals(0, ended.status(), ended::toString);
            assertFalse(Files.exists(folder.resolve("ran")));
            assertTrue(ended.err().contains("an apply asks after each batch of \"all\": command, tasks"), ended::err);
        }
    }
}
