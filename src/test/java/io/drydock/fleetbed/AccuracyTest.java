package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether what a plan says is what apply does, on hosts in many starting states: the files of src/test/accuracy/states. Each
 * is planned, applied and planned again; -Dstate=SUBSTRING takes some of them. The table goes to target/accuracy.txt.
 */
@Tag("fleet")
final class AccuracyTest {
    private static final int HOSTS = 10;

    /** A state's tasks, the plan's words for them against the apply's. */
    private record Score(String state, int tasks, List<String> deferrals, List<String> misses) {
        int deferred() {
            return deferrals.size();
        }

        int accurate() {
            return tasks - deferred() - misses.size();
        }
    }

    @TempDir
    Path directory;

    @Test
    void plansAreExact() throws Exception {
        List<AccuracyState> states = AccuracyState.all(System.getProperty("state", ""));
        List<Score> scores = new ArrayList<>();
        assertFalse(states.isEmpty());
        for (int from = 0; from < states.size(); from += HOSTS) {
            scores.addAll(round(states.subList(from, Math.min(from + HOSTS, states.size()))));
        }
        String table = table(scores);
        System.out.println(table);
        Files.writeString(Command.ROOT.resolve("target/accuracy.txt"), table);
        assertEquals(
                List.of(), scores.stream().flatMap(s -> s.misses().stream()).toList(), () -> table);
        Score site = scores.stream()
                .filter(s -> s.state().equals("site-fresh"))
                .findFirst()
                .orElse(new Score("", 1, List.of(), List.of()));
        assertTrue(
                site.deferred() * 20 <= site.tasks(),
                () -> "more than 5 % of site.yml is deferred on a fresh host\n" + table);
    }

    /** Each state on a fresh host of its own. */
    private List<Score> round(List<AccuracyState> states) throws Exception {
        try (Bed bed = Bed.up(states.size(), "", directory)) {
            Path folder = Files.createTempDirectory(directory, "round");
            String playbook = playbook(states, folder);
            prepare(bed, states);
            Path inventory = bed.inventory("root");
            Command.Ended plan = run(bed, "plan", inventory, playbook);
            Command.Ended apply = run(bed, "apply", inventory, playbook);
            Command.Ended again = run(bed, "plan", inventory, playbook);
            List<Score> scores = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                String host = "host" + (i + 1);
                scores.add(score(
                        states.get(i),
                        Report.of(plan).host(host),
                        Report.of(apply).host(host),
                        Report.of(again).host(host)));
            }
            System.out.println(table(scores));
            return scores;
        }
    }

    /** One play, so that the hosts take part at the same time, each with its own state's tasks. */
    private static String playbook(List<AccuracyState> states, Path folder) throws IOException {
        StringBuilder tasks = new StringBuilder("- hosts: fleet\n  tasks:\n");
        StringBuilder handlers = new StringBuilder();
        for (int i = 0; i < states.size(); i++) {
            states.get(i).write(folder);
            tasks.append(states.get(i).include("host" + (i + 1)));
            handlers.append(states.get(i).handlers());
        }
        if (!handlers.toString().isBlank()) tasks.append("  handlers:\n").append(handlers);
        return Files.writeString(folder.resolve("round.yml"), tasks).toString();
    }

    private static Command.Ended run(Bed bed, String command, Path inventory, String playbook) {
        return bed.drydock(command, inventory, "--format", "json", "-l", "fleet", playbook)
                .end();
    }

    private static void prepare(Bed bed, List<AccuracyState> states) throws Exception {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> given = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                int host = i + 1;
                String script = states.get(i).given();
                given.add(pool.submit(() -> bed.ssh(host, script)));
            }
            for (Future<String> each : given) each.get();
        }
    }

    private static Score score(AccuracyState state, JsonNode plan, JsonNode apply, JsonNode again) {
        List<JsonNode> planned = tasks(state, plan);
        List<JsonNode> applied = tasks(state, apply);
        List<String> misses = new ArrayList<>();
        List<String> deferrals = new ArrayList<>();
        int tasks = Math.max(planned.size(), applied.size());
        for (int i = 0; i < tasks; i++) {
            JsonNode said = i < planned.size() ? planned.get(i) : MissingNode.getInstance();
            JsonNode done = i < applied.size() ? applied.get(i) : MissingNode.getInstance();
            String outcome = said.path("outcome").asText("none");
            if (outcome.equals("deferred"))
                deferrals.add("\n" + said.get("name").asText() + ": "
                        + said.path("message").asText());
            else if (!outcome.equals(done.path("outcome").asText("none").replace("changed", "change")))
                misses.add(miss(state, said, done));
        }
        if (tasks == 0)
            misses.add(state.name() + ": no task ran: " + plan.path("message").asText());
        boolean failed =
                applied.stream().anyMatch(t -> t.get("outcome").asText().matches("failed|unsupported"));
        for (JsonNode task : failed ? List.<JsonNode>of() : tasks(state, again)) {
            if (task.get("outcome").asText().matches("change|deferred"))
                misses.add("\n" + state.name() + ": not empty when planned again: " + task);
        }
        return new Score(state.name(), tasks, deferrals, misses);
    }

    private static List<JsonNode> tasks(AccuracyState state, JsonNode host) {
        return host.get("tasks")
                .valueStream()
                .filter(t -> state.owns(t.get("name").asText()))
                .toList();
    }

    private static String miss(AccuracyState state, JsonNode planned, JsonNode applied) {
        return "\n" + state.name() + ": "
                + planned.path("name").asText(applied.path("name").asText()) + ": planned " + said(planned)
                + "; applied " + said(applied);
    }

    private static String said(JsonNode task) {
        return task.path("outcome").asText("none")
                + (task.has("message") ? " (" + task.get("message").asText() + ")" : "");
    }

    private static String table(List<Score> scores) {
        StringBuilder text = new StringBuilder(
                String.format("%-30s %5s %8s %6s %8s%n", "state", "tasks", "accurate", "missed", "deferred"));
        scores.forEach(s -> line(text, s));
        Score all = new Score(
                "all " + scores.size() + " states",
                scores.stream().mapToInt(Score::tasks).sum(),
                scores.stream().flatMap(s -> s.deferrals().stream()).toList(),
                scores.stream().flatMap(s -> s.misses().stream()).toList());
        line(text, all);
        text.append(String.format(
                "accuracy: %.2f %% of what was predicted%n",
                100.0 * all.accurate() / Math.max(1, all.tasks() - all.deferred())));
        all.deferrals().forEach(d -> text.append("deferred: ").append(d.strip()).append('\n'));
        all.misses().forEach(m -> text.append("missed: ").append(m.strip()).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, Score s) {
        text.append(String.format(
                "%-30s %5d %8d %6d %8d%n",
                s.state(), s.tasks(), s.accurate(), s.misses().size(), s.deferred()));
    }
}
