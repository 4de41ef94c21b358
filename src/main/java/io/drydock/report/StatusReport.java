package io.drydock.report;

import io.drydock.diag.Columns;
import io.drydock.diag.Printable;
import io.drydock.journal.JournaledHost;
import io.drydock.journal.JournaledHost.Progress;
import io.drydock.journal.RunEvent;
import io.drydock.journal.RunState;
import io.drydock.journal.RunState.Phase;
import io.drydock.json.Json;
import io.drydock.run.HostResult;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a run stands.
 *
 * @param owned whether a living process works on it
 * @param torn what the end of its journal was missing; empty when nothing
 */
public record StatusReport(RunState run, boolean owned, String torn) {
    private static final int SHOWN = 20; // running hosts that one wants to read

    /** One line of a list of runs. */
    public String line() {
        return Columns.pad(name(), 22) + Columns.pad(words(), 14) + Printable.line(hosts() + "  " + what());
    }

    public void print(PrintStream out) {
        out.println(Printable.line("run " + name() + ": " + what()));
        out.println(Printable.line(
                "by " + run.began().controller() + ", process " + run.began().process()
                        + (run.epoch() > 1
                                ? ", and resumed" + (run.epoch() > 2 ? " " + (run.epoch() - 1) + " times" : "")
                                : "")));
        out.println(
                words() + run.paused().map(why -> ": " + Printable.line(why)).orElse(""));
        run.batch()
                .ifPresent(batch -> out.println(
                        Printable.line("batch " + batch.number() + " of " + batch.of() + ": " + batch.why())));
        out.println(Printable.line(hosts()));
        List<JournaledHost> running = run.hosts(Progress.RUNNING);
        running.stream()
                .limit(SHOWN)
                .forEach(host -> out.println(
                        Printable.line("  " + host.name() + "  " + host.task().orElse("between two tasks"))));
        if (running.size() > SHOWN) out.println("  and " + (running.size() - SHOWN) + " more");
        if (!torn.isEmpty()) out.println("its journal ends in the middle of a line: " + torn);
        next().ifPresent(out::println);
    }

    /** What can be done about it. */
    private Optional<String> next() {
        boolean fine = run.exit().map(exit -> exit == 0).orElse(false);
        return switch (run.phase(owned)) {
            case RUNNING -> Optional.of("drydock pause " + name() + " and drydock cancel " + name() + " stop it");
            case PAUSED, ABANDONED -> Optional.of("go on with: drydock resume " + name());
            case ENDED -> fine ? Optional.empty() : Optional.of("once that is remedied: drydock retry " + name());
        };
    }

    /** Of the hosts that have ended. */
    public List<HostResult> results() {
        return run.hosts().values().stream()
                .flatMap(host -> host.result().stream())
                .toList();
    }

    public String name() {
        return run.began().run();
    }

    private String what() {
        RunEvent.RunBegan began = run.began();
        return began.command() + " " + began.plan().orElseGet(() -> String.join(" ", began.playbooks()));
    }

    public Phase phase() {
        return run.phase(owned);
    }

    private String words() {
        return phase().label() + run.exit().map(exit -> " with " + exit).orElse("");
    }

    private String hosts() {
        int count = run.hosts().size();
        return (count == 1 ? "1 host: " : count + " hosts: ")
                + run.counts().entrySet().stream()
                        .map(e -> e.getValue() + " " + standing(e.getKey()))
                        .collect(Collectors.joining(", "));
    }

    /** Nothing runs in a run that no process works on. */
    private String standing(String label) {
        boolean isIdle = phase() != Phase.RUNNING && label.equals(Progress.RUNNING.label());
        return isIdle ? HostState.UNFINISHED.label() : label;
    }

    public String json() {
        return Json.pretty(data());
    }

    private Map<String, Object> data() {
        Map<String, Object> data = summary();
        data.put("hosts", run.hosts().values().stream().map(StatusReport::host).toList());
        return data;
    }

    /** The same without single hosts. */
    public Map<String, Object> summary() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", name());
        data.put("command", run.began().command());
        data.put("began", run.first().toString());
        data.put("last", run.last().toString());
        data.put("controller", run.began().controller());
        data.put("process", run.began().process());
        data.put("phase", run.phase(owned).label());
        run.paused().ifPresent(why -> data.put("paused", why));
        run.exit().ifPresent(exit -> data.put("exit", exit));
        if (!torn.isEmpty()) data.put("torn", torn);
        data.put("counts", run.counts());
        return data;
    }

    private static Map<String, Object> host(JournaledHost host) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("host", host.name());
        data.put("progress", host.progress().label());
        host.ended().ifPresent(end -> data.put("status", end.status()));
        host.task().ifPresent(task -> data.put("task", task));
        return data;
    }
}
