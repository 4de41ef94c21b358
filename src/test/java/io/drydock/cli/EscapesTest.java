package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What playbooks, inventories, saved plans, arguments and hosts say cannot move a terminal's cursor or deceive its reader. */
class EscapesTest {
    /** Of each kind one. What YAML takes in double quotes is written so there. */
    private static final String EVIL =
            "\033[2J\007\b\r\177\u0085\u009b31m\u200b\u200f\u202e\u2028\u2066\ufeff\udb40\udc41";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        write(
                "inventory.yml",
                "all:\n  vars: {ansible_connection: local, note: " + quoted("note" + EVIL + "\n")
                        + "}\n  hosts: {one: }\n");
        write("play.yml", """
        - hosts: all
          vars: {evil: EVIL}
          tasks:
            - {name: "task EVIL", debug: {msg: "message ${evil}"}}
            - {name: loop, debug: {msg: "${item}"}, loop: ["label EVIL", "line\\n  ok        forged (debug)"]}
            - {name: output, shell: {cmd: "printf %b '\\\\033[2J\\\\0302\\\\0233 \\\\0342\\\\0200\\\\0256' >&2; exit 3", changes: never}}
        """.replace("\"task EVIL\"", quoted("task" + EVIL + "\n  ok        forged (debug)"))
                .replace("\"label EVIL\"", quoted("label" + EVIL))
                .replace("EVIL", quoted(EVIL)));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** As a YAML scalar of escapes. */
    private static String quoted(String text) {
        StringBuilder yaml = new StringBuilder("\"");
        text.codePoints()
                .forEach(c -> yaml.append(c >= ' ' && c <= '~' ? Character.toString(c) : String.format("\\U%08x", c)));
        return yaml.append('"').toString();
    }

    private record Ended(int status, String out, String err) {}

    private Ended drydock(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Drydock.run(out, err, arguments);
        Ended ended = new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        for (String text : List.of(ended.out(), ended.err())) {
            List<String> found = new ArrayList<>();
            text.codePoints()
                    .filter(c -> c != '\n' && c != '\t')
                    .filter(c -> switch (Character.getType(c)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR,
                                Character.SURROGATE -> true;
                        default -> false;
                    })
                    .forEach(c -> found.add(Integer.toHexString(c)));
            assertEquals(List.of(), found, text);
        }
        return ended;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void plansShownAndSaved() {
        Ended plan = drydock("plan", "-v", "-i", file("inventory.yml"), "-o", file("saved"), file("play.yml"));
        assertTrue(
                plan.out()
                        .contains(
                                "  ok        task\\u001b[2J\\u0007\\u0008\\r\\u007f\\u0085\\u009b31m\\u200b\\u200f\\u202e\\u2028\\u2066\\ufeff\\udb40\\udc41"),
                plan.out());
        assertTrue(plan.out().contains("label\\u001b[2J"), plan.out());
        assertTrue(drydock("show", "-v", "--programs", file("saved")).out().contains("  ok        task\\u001b[2J"));
        assertEquals(
                0,
                plan.out()
                        .lines()
                        .filter(l -> l.startsWith("  ok        forged"))
                        .count(),
                plan.out());
    }

    @Test
    void applies() {
        Ended apply = drydock("apply", "-v", "-i", file("inventory.yml"), file("play.yml"));
        assertEquals(1, apply.status(), apply.out());
        assertTrue(apply.out().contains("  failed    output (shell)"), apply.out());
        assertTrue(apply.out().contains("\\u202e"), apply.out());
    }

    @Test
    void jsonKeepsTheText() {
        Ended plan = drydock("plan", "--format", "json", "-i", file("inventory.yml"), file("play.yml"));
        assertTrue(String.valueOf(Json.read(plan.out())).contains("task" + EVIL), plan.out());
        assertTrue(String.valueOf(Json.read(drydock("inventory", "--format", "json", "-i", file("inventory.yml"))
                        .out()))
                .contains("note" + EVIL));
    }

    @Test
    void commandsOfOnesOwn() {
        Ended exec =
                drydock("exec", "-i", file("inventory.yml"), "all", "printf 'a\\342\\200\\256b\\033[2J\\n' # " + EVIL);
        assertTrue(exec.out().contains("a\\u202eb"), exec.out());
    }

    @Test
    void inventories() throws IOException {
        assertTrue(drydock("inventory", "-v", "-i", file("inventory.yml")).out().contains("    note: note\\u001b[2J"));
        write("bad.yml", "all:\n  hosts: {" + quoted("h" + EVIL) + ": }\n");
        drydock("inventory", "-i", file("bad.yml"));
    }

    @Test
    void problemsAndTheirSourceLines() throws IOException {
        write(
                "bad.yml",
                "- hosts: all\n  tasks:\n    - {name: x, " + quoted("key" + EVIL)
                        + ": 1}\n    - {name: x, debgu: \u202e\u200b\ufeff x}\n    - \u2066: y\n");
        Ended bad = drydock("plan", "-i", file("inventory.yml"), file("bad.yml"));
        assertEquals(3, bad.status(), bad.err());
        assertTrue(bad.err().contains("\\u202e\\u200b"), bad.err());
        write("worse.yml", "a: \033[2J" + EVIL + "\n");
        assertEquals(
                3,
                drydock("plan", "-i", file("inventory.yml"), file("worse.yml")).status());
    }

    @Test
    void arguments() {
        assertEquals(3, drydock("--" + EVIL).status());
        assertEquals(3, drydock(EVIL).status());
        assertEquals(3, drydock("actions", EVIL).status());
        assertEquals(
                3,
                drydock("plan", "-i", "no" + EVIL.replace("\0", ""), "nor" + EVIL)
                        .status());
        drydock("exec", "-i", file("inventory.yml"), EVIL, "true");
        drydock("facts", "-i", file("inventory.yml"));
        drydock("--help");
    }
}
