package io.drydock.report;

import static io.drydock.report.TestRun.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Printable;
import io.drydock.journal.RunEvent;
import io.drydock.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run in words and as JSON. */
class HistoryTextTest {
    private static String text(RunHistory history) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HistoryText(Printable.stream(out), new Style(false), 0).print(history);
        return out.toString(StandardCharsets.UTF_8).replaceAll("2026-03-0[12] [0-9:]{8} [+-][0-9:]{5}", "TIME");
    }

    private static TestRun run() {
        return TestRun.of("a", "b", "c", "d")
                .add(new RunEvent.BatchBegan(1, 2, List.of("a"), "canaries"))
                .host("a", "changed", task(1, "one", "changed"))
                .add(new RunEvent.BatchEnded(1), new RunEvent.GateBegan("errors"))
                .add(new RunEvent.GateEnded("errors", "pass", Optional.of("0.1 is below 1")))
                .resume()
                .host("b", "failed", Optional.of("broken"), task(1, "one", "ok"))
                .add(new RunEvent.HostBegan("c"), new RunEvent.TaskBegan("c", "two"));
    }

    @Test
    void aRunThatIsNotFinished() {
        assertEquals("""
                run 20260301-100000-0001: not finished; its newest event is from TIME; go on with: drydock resume 20260301-100000-0001
                apply site.yml, 4 hosts
                began TIME by root@control, drydock 0.1.0
                journal: the last 7 bytes are no whole line

                  +10s     batch 1 of 2 (canaries): a, 1m10s
                  +1m30s   gate errors: pass: 0.1 is below 1, 10s
                  +1m50s   resumed by root@control

                a
                  changed   one (file)
                b
                  failed: broken

                a  changed         changed=1
                b  failed     ok=1
                as planned: 2 of 2 tasks
                2 hosts: 1 changed, 1 failed
                unfinished: c
                  c: at two
                not started: d
                """, text(run().history(Optional.of("the last 7 bytes are no whole line"))));
    }

    @Test
    void asJson() {
        String json = HistoryJson.of(run().history());
        Map<?, ?> document = (Map<?, ?>) Json.read(json);
        assertEquals("unfinished", document.get("state"));
        assertFalse(document.containsKey("exit"));
        assertEquals(
                "{ok=0, changed=1, failed=1, unreachable=0, ignored=0, interrupted=0, stopped=0, unfinished=1, not started=1}",
                ((Map<?, ?>) document.get("summary")).get("hosts").toString());
        Map<?, ?> first = (Map<?, ?>) ((List<?>) document.get("hosts")).getFirst();
        assertEquals("2026-03-01T10:00:20Z", first.get("began"));
        assertEquals(1, ((List<?>) first.get("planned")).size());
        assertEquals(4L, ((Map<?, ?>) first.get("facts_before")).get("cpus"));
    }

    @Test
    void hostileTexts() {
        String text = text(TestRun.hostile().history());
        String json = HistoryJson.of(TestRun.hostile().history());
        for (String shown : List.of(text, json)) {
            assertEquals(shown, Printable.of(shown));
            assertTrue(shown.contains("gnp.exe"));
        }
        List<?> hosts = (List<?>) ((Map<?, ?>) Json.read(json)).get("hosts");
        assertEquals(TestRun.HOSTILE.get(4), ((Map<?, ?>) hosts.get(4)).get("host"));
    }
}
