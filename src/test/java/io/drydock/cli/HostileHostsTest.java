package io.drydock.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.cli.PlayedHosts.Part;
import io.drydock.cli.PlayedHosts.Program;
import io.drydock.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that do harm, by what they say or by saying nothing: none of them is ever taken for as it should be, and none holds up another. */
class HostileHostsTest {
    private static final int GOOD = 60;
    private static final int HOSTILE = 40;
    private static final Duration FACTS = Duration.ofMillis(400);
    private static final Duration PLAN = Duration.ofMillis(1200);
    private static final byte[] NAME = "SSH-2.0-Sly\r\n".getBytes(US_ASCII);

    @TempDir
    Path temp;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, String> hosts = new LinkedHashMap<>();

    /** What hosts answer that let us in, and what is said of them; of a plan of three tasks, the second ignoring errors. */
    private enum Answer {
        SILENCE("did not end within", p -> Thread.sleep(Duration.ofMinutes(5))),
        STDOUT_WITHOUT_END("more than 32 MiB", p -> endless(p.out)),
        STDERR_WITHOUT_END("more than 32 MiB", p -> endless(p.err)),
        ONE_LONG_LINE("could not be started", p -> {
            byte[] block = "x".repeat(1 << 20).getBytes(US_ASCII);
            for (int i = 0; i < 30; i++) p.out.write(block);
        }),
        FINISH_AT_ONCE("more, before it has started", p -> p.event("finish", 0)),
        NO_FACTS("told no facts", p -> {
            p.event("start", 0, "reading");
            p.event("finish", 0);
        }),
        HUGE_EVENT("an event of more than", p -> p.line("@ start 0 2000000000")),
        NO_NUMBERS("a number is missing", p -> p.line("@ start zero -1")),
        MANY_FACTS("characters of facts", p -> {
            p.facts();
            for (int i = 0; i < 1000; i++) p.event("fact", 0, "f" + i, "x".repeat(10_000));
            p.event("finish", 0);
        }),
        FINISH_WITHOUT_TASKS("without having told what became of", planned((p, ids) -> {})),
        IGNORED_TASK_MISSING("without having told what became of", planned((p, ids) -> {
            ok(p, ids.get(0));
            ok(p, ids.get(2));
        })),
        END_WITHOUT_BEGIN("cannot end as it says", planned((p, ids) -> {
            for (int id : ids) p.event("end", id, "ok");
        })),
        SKIPPED_BY_ITSELF("cannot end as it says", planned((p, ids) -> {
            for (int id : ids) p.event("end", id, "skipped");
        })),
        UNKNOWN_OUTCOME("cannot end as it says", planned((p, ids) -> {
            for (int id : ids) {
                p.event("begin", id);
                p.event("end", id, "splendid");
            }
        })),
        ENDS_TWICE("ends twice", planned((p, ids) -> {
            for (int id : ids) ok(p, id);
            p.event("end", ids.get(0), "ok");
        })),
        OTHER_TASKS("a task it was not given", planned((p, ids) -> {
            for (int id = 1; id < 5000; id++) ok(p, id);
        })),
        RESTART_IN_A_PLAN("a restart that nothing asked for", planned((p, ids) -> {
            p.event("begin", ids.get(0));
            p.event("restart", ids.get(0), "boot", "999999999999999999");
        })),
        BAD_LENGTHS("a number is missing", planned((p, ids) -> {
            p.event("begin", ids.get(0));
            p.event("output", ids.get(0), "stdout", "many", "text");
        })),
        MANY_RESULTS("characters of output and results", planned((p, ids) -> {
            p.event("begin", ids.get(0));
            for (int i = 0; i < 1000; i++) p.event("output", ids.get(0), "stdout", "10000", "x".repeat(10_000));
        })),
        RESULT_OF_NO_ACTION("a result \"r\" that the action file does not have", planned((p, ids) -> {
            p.event("begin", ids.get(0));
            p.event("result", ids.get(0), "r", "x");
        })),
        UNKNOWN_KIND("an event of the unknown kind \"improved\"", planned((p, ids) -> p.event("improved", ids.get(0)))),
        UNKNOWN_KIND_OF_THE_PROGRAM("an event of the unknown kind", planned((p, ids) -> p.event("note", 0, "hello"))),
        TOO_FEW_TEXTS("an event \"want\" with 2 texts, not 4", planned((p, ids) -> {
            p.event("begin", ids.get(0));
            p.event("want", ids.get(0), "check", "state");
        })),
        TOO_MANY_TEXTS("an event \"end\" with 4 texts, not 1", planned((p, ids) -> {
            for (int id : ids) {
                p.event("begin", id);
                p.event("end", id, "ok", "", "", "");
            }
        })),
        UNKNOWN_WORD("a word that none has there", planned((p, ids) -> {
            p.event("begin", ids.get(0));
            p.event("want", ids.get(0), "later", "state", "a", "b");
        })),
        TASK_ZERO("a task it was not given", planned((p, ids) -> {
            p.event("message", 0, "hello");
            for (int id : ids) ok(p, id);
        })),
        FACT_AMONG_TASKS("a fact that nothing asked for", planned((p, ids) -> {
            p.event("fact", 0, "uid", "0");
            for (int id : ids) ok(p, id);
        })),
        TASK_AMONG_FACTS("a task it was not given", p -> {
            p.facts();
            p.event("message", 1, "hello");
            p.event("finish", 0);
        }),
        NEWLINES("", planned((p, ids) -> {
            for (int id : ids) {
                p.event("begin", id);
                for (int i = 0; i < 5; i++)
                    p.event("content", id, "check", "/etc/f", "content", "a\n".repeat(100_000), "\n".repeat(262_000));
                p.event("message", id, " \n".repeat(500_000));
                p.event("end", id, "change");
            }
        }));

        final String said;
        final Part part;

        Answer(String said, Part part) {
            this.said = said;
            this.part = part;
        }
    }

    private interface Planned {
        void play(Program program, List<Integer> steps) throws Exception;
    }

    private static Part planned(Planned answer) {
        return p -> {
            if (p.asksForFacts()) {
                p.fine();
                return;
            }
            p.event("start", 0, "yes");
            answer.play(p, p.steps());
            p.event("finish", 0);
        };
    }

    private static void ok(Program p, int id) throws IOException {
        p.event("begin", id);
        p.event("end", id, "ok");
    }

    private static void endless(OutputStream out) throws IOException {
        byte[] block = "y".repeat(32 << 10).getBytes(US_ASCII);
        while (true) out.write(block);
    }

    /** What answers where an SSH server should. */
    private enum Door {
        SILENCE(client -> Thread.sleep(Duration.ofMinutes(5))),
        NAME_ONLY(client -> {
            client.getOutputStream().write(NAME);
            Thread.sleep(Duration.ofMinutes(5));
        }),
        TALK_WITHOUT_END(client -> endless(client.getOutputStream())),
        HUGE_PROPOSAL(client -> {
            client.getOutputStream().write(NAME);
            client.getOutputStream().write(new byte[] {0, 3, (byte) 0xff, 0, 4, 20});
            endless(client.getOutputStream());
        }),
        A_BYTE_A_SECOND(client -> {
            for (byte b : "SSH-2.0-Slow but never quite there".getBytes(US_ASCII)) {
                client.getOutputStream().write(b);
                Thread.sleep(1000);
            }
        }),
        HANGS_UP(client -> client.getOutputStream().write(NAME)),
        LISTENS_ONLY(client -> {
            InputStream in = client.getInputStream();
            while (in.read() >= 0) {}
        });

        final Ports.Talk talk;

        Door(Ports.Talk talk) {
            this.talk = talk;
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) closeable.close();
    }

    @Test
    void hostsAreOkOnlyByProof() throws Exception {
        Map<String, Part> parts = new TreeMap<>();
        for (Answer answer : Answer.values()) parts.put(name(answer), answer.part);
        parts.put("good", Program::fine);
        played(parts);
        Ended ended = plan("all", 15);
        Map<String, Map<?, ?>> results = ended.results();
        for (Answer answer : Answer.values()) {
            Map<?, ?> result = results.get(name(answer));
            String status = answer == Answer.SILENCE ? "unreachable" : answer == Answer.NEWLINES ? "changed" : "failed";
            assertEquals(status, result.get("status"), answer + ": " + result);
            assertTrue(
                    String.valueOf(result.get("message")).contains(answer.said) || answer.said.isEmpty(),
                    answer + ": " + result.get("message"));
        }
        assertEquals("ok", results.get("good").get("status"));
        assertEquals(1, ended.status());
        assertTrue(ended.out().length() < 4 << 20, ended.out().length() + " characters of report");
    }

    @Test
    void theGoodEndAsIfTheHostileWereNotThere() throws Exception {
        Map<String, Part> good = new LinkedHashMap<>();
        Map<String, Part> hostile = new LinkedHashMap<>();
        for (int i = 0; hosts.size() + hostile.size() < HOSTILE; i++) {
            Door door = Door.values()[i % Door.values().length];
            Ports port = new Ports(door.talk);
            open.add(port);
            hosts.put("bad-" + door.name().toLowerCase(Locale.ROOT) + i, "ansible_port: " + port.port());
            Answer answer = Answer.values()[i % Answer.values().length];
            hostile.put("bad-" + name(answer) + i, answer.part);
        }
        played(hostile);
        for (int i = 0; i < GOOD; i++) good.put("good" + i, HostileHostsTest::work);
        played(good);

        plan("good*", 10); // all code is loaded and compiled by then
        for (int attempt = 1; ; attempt++) {
            Duration alone = plan("good*", 10).lastGood();
            Ended together = plan("all", 10);
            together.results()
                    .forEach((host, result) -> assertEquals(
                            host.startsWith("good")
                                    || String.valueOf(result.get("status")).equals("changed"),
                            List.of("ok", "changed").contains(result.get("status")),
                            host + ": " + result));
            Duration most = alone.multipliedBy(12).dividedBy(10).plusSeconds(2);
            if (together.lastGood().compareTo(most) < 0) return;
            assertTrue(
                    attempt < 3,
                    "the good took " + alone + " alone, and " + together.lastGood() + " among the hostile");
        }
    }

    /** Takes its time, as work does. */
    private static void work(Program program) throws Exception {
        Thread.sleep(program.asksForFacts() ? FACTS : PLAN);
        program.fine();
    }

    private static String name(Answer answer) {
        return answer.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void played(Map<String, Part> parts) throws Exception {
        PlayedHosts server = new PlayedHosts(parts);
        open.add(server);
        server.know(temp.resolve("known_hosts"));
        parts.keySet().forEach(name -> hosts.put(name, "ansible_port: " + server.port() + ", ansible_user: " + name));
    }

    /** @param ends when hosts ended, after the start */
    private record Ended(int status, String out, Map<String, Duration> ends) {
        Map<String, Map<?, ?>> results() {
            Map<String, Map<?, ?>> results = new LinkedHashMap<>();
            for (Object host : (List<?>) ((Map<?, ?>) Json.read(out)).get("hosts"))
                results.put((String) ((Map<?, ?>) host).get("host"), (Map<?, ?>) host);
            return results;
        }

        Duration lastGood() {
            return ends.entrySet().stream()
                    .filter(e -> e.getKey().startsWith("good"))
                    .map(Map.Entry::getValue)
                    .max(Duration::compareTo)
                    .orElseThrow();
        }
    }

    private Ended plan(String limit, int seconds) throws IOException {
        StringBuilder inventory = new StringBuilder(
                "all:\n  vars: {ansible_host: 127.0.0.1, ansible_password: " + PlayedHosts.PASSWORD + "}\n  hosts:\n");
        hosts.forEach((name, vars) ->
                inventory.append("    ").append(name).append(": {").append(vars).append("}\n"));
        Files.writeString(temp.resolve("inventory.yml"), inventory);
        Files.writeString(temp.resolve("play.yml"), """
        - hosts: all
          tasks:
            - file: {path: /etc/one, state: directory}
            - file: {path: /etc/two, state: directory}
              ignore_errors: true
            - file: {path: /etc/three, state: directory}
        """);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Ends ends = new Ends();
        int status = Drydock.run(
                new PrintStream(out, true),
                new PrintStream(ends, true),
                "plan",
                "-i",
                temp.resolve("inventory.yml").toString(),
                "-l",
                limit,
                "--known-hosts",
                temp.resolve("known_hosts").toString(),
                "--format",
                "json",
                "-T",
                "5",
                "--command-timeout",
                String.valueOf(seconds),
                temp.resolve("play.yml").toString());
        return new Ended(status, out.toString(), ends.ends);
    }

    /** Notes when the lines come that tell of a host's end. */
    private static final class Ends extends OutputStream {
        final Map<String, Duration> ends = new LinkedHashMap<>();
        private final long start = System.nanoTime();
        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(int b) {
            line.append((char) b);
            if (b != '\n') return;
            String[] words = line.toString().split(" ");
            if (words.length > 2 && words[1].endsWith(":"))
                ends.put(words[1].substring(0, words[1].length() - 1), Duration.ofNanos(System.nanoTime() - start));
            line.setLength(0);
        }
    }
}
