package io.drydock.cli;

import io.drydock.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Played hosts that need nothing, fail or are gone by their names, and what is noted of how a run goes over them. */
final class PlayedFleet implements AutoCloseable {
    private static final int WORK = 60; // milliseconds

    private final Path folder;
    private final PlayedHosts server;
    private final Map<String, String> hosts = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new TreeMap<>();
    private final int closedPort;
    /** As they began. */
    private final List<String> begun = new ArrayList<>();

    private final Map<String, List<String>> programs = new TreeMap<>();
    private final Set<String> working = new TreeSet<>();
    private final List<Set<String>> moments = new ArrayList<>();

    /** @param names of which "bad..." fail, and "gone..." do not answer */
    PlayedFleet(Path folder, List<String> names) throws Exception {
        this.folder = folder;
        Map<String, PlayedHosts.Part> parts = new TreeMap<>();
        for (String name : names) parts.put(name, program -> play(name, program));
        server = new PlayedHosts(parts);
        server.know(folder.resolve("known_hosts"));
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        for (String name : names)
            hosts.put(
                    name,
                    "ansible_user: " + name + ", ansible_port: "
                            + (name.startsWith("gone") ? closedPort : server.port()));
    }

    PlayedFleet group(String name, String... members) {
        groups.put(name, List.of(members));
        return this;
    }

    private void play(String name, PlayedHosts.Program program) throws Exception {
        if (!program.asksForFacts()) {
            keep(name, program.text());
            tasks(name, program);
            note(name, false);
            return;
        }
        if (program.text().contains("clear_run\nfinish")) {
            program.fine();
            return;
        }
        note(name, true);
        Thread.sleep(WORK);
        if (name.startsWith("bad")) {
            note(name, false);
            program.event("finish", 0);
        } else {
            program.fine();
        }
    }

    /** Each task says which host has done it; those of "wrong..." are planned to change something; on "sour..." the first one that says "sour" fails. */
    private static void tasks(String name, PlayedHosts.Program program) throws IOException {
        program.event("start", 0, "yes");
        boolean isWrong = name.startsWith("wrong") && program.text().contains(" MODE=plan ");
        boolean fails = name.startsWith("sour") && program.text().contains("'sour'");
        for (int step : program.steps()) {
            String said = "told-by-" + name;
            program.event("begin", step);
            program.event("output", step, "stdout", String.valueOf(said.length()), said);
            if (fails) program.event("failed", step, "check", "1", "check");
            else program.event("end", step, isWrong ? "change" : "ok");
            if (fails) break;
        }
        program.event("finish", 0);
    }

    private synchronized void keep(String name, String program) {
        programs.computeIfAbsent(name, _ -> new ArrayList<>()).add(program);
    }

    /** The names of the hosts that got a program of this kind which holds a text. */
    synchronized Set<String> withProgram(String mode, String text) {
        Set<String> names = new TreeSet<>();
        programs.forEach((name, all) -> {
            if (all.stream().anyMatch(p -> p.contains(" MODE=" + mode + " ") && p.contains(text))) names.add(name);
        });
        return names;
    }

    private synchronized void note(String name, boolean begins) {
        if (begins && working.add(name) && !begun.contains(name)) begun.add(name);
        if (!begins) working.remove(name);
        moments.add(new TreeSet<>(working));
    }

    synchronized List<String> begun() {
        return List.copyOf(begun);
    }

    /** How many of these hosts were at work at once, at most. */
    synchronized int most(Predicate<String> some) {
        return moments.stream()
                .mapToInt(m -> (int) m.stream().filter(some).count())
                .max()
                .orElse(0);
    }

    record Ended(int status, String out, String err) {
        Map<String, String> statuses() {
            Map<String, String> statuses = new LinkedHashMap<>();
            for (Object host : (Collection<?>) ((Map<?, ?>) Json.read(out)).get("hosts"))
                statuses.put((String) ((Map<?, ?>) host).get("host"), (String) ((Map<?, ?>) host).get("status"));
            return statuses;
        }

        List<String> with(String status) {
            return statuses().entrySet().stream()
                    .filter(e -> e.getValue().equals(status))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        List<String> batches() {
            return err.lines().filter(l -> l.startsWith("batch ")).toList();
        }
    }

    Ended run(String command, String playbook, String... more) throws IOException {
        StringBuilder inventory = new StringBuilder(
                "all:\n  vars: {ansible_host: 127.0.0.1, ansible_password: " + PlayedHosts.PASSWORD + "}\n  hosts:\n");
        hosts.forEach((name, vars) ->
                inventory.append("    ").append(name).append(": {").append(vars).append("}\n"));
        if (!groups.isEmpty()) inventory.append("  children:\n");
        groups.forEach((name, members) -> inventory
                .append("    " + name + ": {hosts: {")
                .append(String.join(": , ", members))
                .append(": }}\n"));
        Files.writeString(folder.resolve("inventory.yml"), inventory);
        Files.writeString(folder.resolve("play.yml"), playbook);
        List<String> words = new ArrayList<>(List.of(
                command,
                "-i",
                folder.resolve("inventory.yml").toString(),
                "--known-hosts",
                folder.resolve("known_hosts").toString(),
                "-T",
                "5"));
        words.addAll(List.of(more));
        if (!words.contains("--format")) words.addAll(List.of("--format", "json"));
        words.add(folder.resolve("play.yml").toString());
        return drydock(words.toArray(String[]::new));
    }

    static Ended drydock(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Drydock.run(new PrintStream(out, true), new PrintStream(err, true), words);
        return new Ended(status, out.toString(), err.toString());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
