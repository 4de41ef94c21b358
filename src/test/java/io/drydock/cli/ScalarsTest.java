package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written is what arrives, whatever YAML takes it for and whichever way it goes. */
class ScalarsTest {
    private static final List<String> SCALARS = List.of(
            "0644",
            "01777",
            "0o644",
            "0012",
            "08",
            "1_000",
            "0x1f",
            "0b11",
            "1e3",
            "1.0e3",
            "1.5e400",
            "12:30:00",
            "3.10",
            "20.10",
            "1.0",
            "5.",
            ".5",
            "+5",
            "-0",
            "0",
            "10000000000.5",
            "12345678901234567890",
            "0.1234567890123456789",
            "2026-01-02",
            "2026-01-02T03:04:05Z",
            "yes",
            "no",
            "on",
            "off",
            "True",
            "FALSE",
            "true",
            "false",
            "y",
            ".inf",
            ".nan",
            "1.2.3",
            "0x",
            "plain");

    @TempDir
    Path folder;

    @Test
    void arriveAsTheyWereWritten() throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        StringBuilder tasks = new StringBuilder();
        for (int i = 0; i < SCALARS.size(); i++) tasks.append(tasks(i, SCALARS.get(i), expected));
        Files.writeString(
                folder.resolve("inventory.yml"),
                "all:\n  hosts:\n    here: {ansible_connection: local}\n"
                        + vars("host_", 4).replaceFirst("(?m)^", "  vars:\n"));
        Files.writeString(folder.resolve("extra.yml"), vars("extra_", 0));
        Files.createDirectories(folder.resolve("group_vars"));
        Files.writeString(folder.resolve("group_vars/all.yml"), vars("group_", 0));
        Files.writeString(
                folder.resolve("play.yml"), "- hosts: all\n  vars:\n" + vars("play_", 4) + "  tasks:\n" + tasks);
        List<String> words = new ArrayList<>(List.of(
                "plan",
                "-v",
                "-i",
                folder.resolve("inventory.yml").toString(),
                "-e",
                "@" + folder.resolve("extra.yml"),
                "-e",
                "{"
                        + IntStream.range(0, SCALARS.size())
                                .mapToObj(i -> "map_" + i + ": " + SCALARS.get(i))
                                .collect(Collectors.joining(", "))
                        + "}"));
        for (int i = 0; i < SCALARS.size(); i++) words.addAll(List.of("-e", "typed_" + i + "=" + SCALARS.get(i)));
        words.add(folder.resolve("play.yml").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Drydock.run(new PrintStream(out, true), new PrintStream(err, true), words.toArray(String[]::new));
        assertEquals(0, status, () -> err.toString(StandardCharsets.UTF_8) + out.toString(StandardCharsets.UTF_8));
        Map<String, String> arrived = arrived(out.toString(StandardCharsets.UTF_8), expected);
        assertEquals(lines(expected), lines(arrived));
    }

    private static String vars(String prefix, int indent) {
        return IntStream.range(0, SCALARS.size())
                .mapToObj(i -> " ".repeat(indent) + prefix + i + ": " + SCALARS.get(i) + "\n")
                .collect(Collectors.joining());
    }

    private static String tasks(int i, String scalar, Map<String, String> expected) {
        StringBuilder tasks = new StringBuilder();
        for (String layer : List.of("play", "host", "group", "extra", "map", "typed")) {
            tasks.append(debug(layer + " alone " + i, "\"${" + layer + "_" + i + "}\"", scalar, expected));
            tasks.append(debug(
                    layer + " inside " + i, "\"a ${" + layer + "_" + i + "} b\"", "a " + scalar + " b", expected));
        }
        tasks.append(debug("direct " + i, scalar, scalar, expected));
        tasks.append(debug("joined " + i, "\"${'a' + play_" + i + "}\"", "a" + scalar, expected));
        tasks.append(debug("through another " + i, "\"${other}\"", scalar, expected))
                .append("      vars: {other: \"${play_" + i + "}\"}\n");
        tasks.append("    - set_fact: {fact_" + i + ": " + scalar + ", facts_" + i + ": {in: [" + scalar + "]}}\n");
        tasks.append(debug("set_fact " + i, "\"${fact_" + i + "}\"", scalar, expected));
        tasks.append(debug("set_fact in a list " + i, "\"${facts_" + i + ".in[0]}\"", scalar, expected));
        tasks.append(debug("looped " + i, "\"${item}\"", scalar, expected)).append("      loop: [" + scalar + "]\n");
        tasks.append(debug("looped map " + i, "\"${item.m}\"", scalar, expected))
                .append("      loop: [{m: " + scalar + "}]\n");
        tasks.append(task(
                "shell " + i,
                "shell: {cmd: 'printf \"<%s %s>\" \"$E\" [=play_" + i + "]', environment: {E: " + scalar
                        + "}, changes: never}",
                "<" + scalar + " " + scalar + ">",
                expected));
        tasks.append(task(
                "command " + i,
                "command: {argv: [echo, " + scalar + ", \"${host_" + i + "}\"], changes: never}",
                scalar + " " + scalar,
                expected));
        return tasks.toString();
    }

    private static String debug(String name, String msg, String shown, Map<String, String> expected) {
        return task(name, "debug: {msg: " + msg + "}", shown, expected);
    }

    /** What commands print is not shown, so each is followed by a task that shows it. */
    private static String task(String name, String action, String shown, Map<String, String> expected) {
        expected.put(name, shown);
        boolean command = !action.startsWith("debug");
        String task = "    - name: " + (command ? "run" : name) + "\n      " + action + "\n";
        return command
                ? task + "      register: seen\n    - name: " + name + "\n      debug: {msg: \"${seen.stdout}\"}\n"
                : task;
    }

    /** The line that each task shows, by its name. */
    private static Map<String, String> arrived(String out, Map<String, String> expected) {
        Map<String, String> arrived = new LinkedHashMap<>();
        List<String> lines = out.lines().toList();
        for (String name : expected.keySet()) {
            int at = IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).matches(".*\\b" + name + "( \\[.*])? \\(debug\\)"))
                    .findFirst()
                    .orElse(-1);
            arrived.put(name, at < 0 ? "not run" : lines.get(at + 1).strip());
        }
        return arrived;
    }

    private static String lines(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
