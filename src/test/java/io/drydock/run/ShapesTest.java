package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.drydock.action.ArgumentBinder;
import io.drydock.action.ControllerFiles;
import io.drydock.action.Trust;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.inventory.Inventory;
import io.drydock.playbook.PlaybookReader;
import io.drydock.template.TemplateEngine;
import io.drydock.vault.VaultKeyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands where, it is read or told with its place; nothing else comes of it. */
class ShapesTest {
    private static final TemplateEngine ENGINE = new TemplateEngine();
    /** Values that a person may put behind any key, by mistake or by a wrong indent. */
    private static final List<String> SHAPES = List.of(
            "",
            "~",
            "null",
            "true",
            "no",
            "0",
            "-1",
            "1.5",
            "1e400",
            "2026-01-02",
            "99999999999999999999",
            "-99999999999999999999",
            "99999999999g",
            "0x10",
            "010",
            "1e3",
            ".nan",
            "-.inf",
            "'5 '",
            "a[1:99999999999]",
            "'${99999999999?int}'",
            "'${[1][4294967296]}'",
            "''",
            "' '",
            "a",
            "'a,b'",
            "[]",
            "[~]",
            "[[]]",
            "[a, [b, {c: d}]]",
            "{}",
            "{a: ~}",
            "{a: {b: [c]}}",
            "{~: a}",
            "{1: a}",
            "{'': a}",
            "{[a]: b}",
            "'${'",
            "'${}'",
            "'${nope}'",
            "'${x.y.z}'",
            "'{{ a }}'",
            "'<#if>'",
            "'${1/0}'",
            "'a\\0b'",
            "\"\\u0000\"",
            "&a [*a]",
            "*nope",
            "&b {k: *b}",
            "{<<: {a: 1}}",
            "{<<: 1}",
            "{<<: [1]}",
            "{<<: [{name: a}, {name: b}]}",
            "!!str 1",
            "!!int a",
            "!!binary aGk=",
            "!foo a",
            "!!set {a}",
            "a".repeat(20_000),
            "[" + "a, ".repeat(2_000) + "a]",
            "[".repeat(60) + "]".repeat(60),
            "|\n        a\n        b\n",
            ">-\n        a\n",
            "'/'",
            "'../..'",
            "'-'",
            "'a=b'",
            "'name=a state=b'",
            "'\"'",
            "'~('",
            "'all:!all'",
            "'a[b'",
            "'a[9]'",
            "'*'");

    private static final List<String> PLAY_KEYS = List.of(
            "name",
            "hosts",
            "vars",
            "tasks",
            "handlers",
            "become",
            "become_user",
            "tags",
            "gather_facts",
            "include",
            "roles",
            "pre_tasks",
            "vars_files",
            "import_playbook",
            "nope",
            "~",
            "'${x}'");
    private static final List<String> TASK_KEYS = List.of(
            "name",
            "when",
            "loop",
            "register",
            "notify",
            "tags",
            "become",
            "become_user",
            "ignore_errors",
            "vars",
            "include",
            "block",
            "rescue",
            "loop_control",
            "with_items",
            "with_dict",
            "until",
            "include_tasks",
            "import_role",
            "action",
            "nope",
            "~",
            "''");

    @TempDir
    Path temp;

    private final List<String> wrong = new ArrayList<>();

    @Test
    void ofPlays() {
        for (String key : PLAY_KEYS) {
            for (String shape : SHAPES) {
                playbook("- " + key + ": " + shape + "\n");
                playbook("- hosts: all\n  tasks: [{debug: {msg: a}, register: r}, {debug: {msg: '${r.stdout}'}}]\n  "
                        + (key.equals("hosts") || key.equals("tasks") ? "x" : key) + ": " + shape + "\n");
            }
        }
        SHAPES.forEach(shape -> playbook("- " + shape + "\n"));
        SHAPES.forEach(this::playbook);
        assertEquals(List.of(), wrong);
    }

    @Test
    void ofTasksAndHandlers() {
        for (String key : TASK_KEYS) {
            for (String shape : SHAPES) {
                for (String place : List.of("tasks", "handlers"))
                    playbook("- hosts: all\n  " + place + ":\n    - debug: {msg: a}\n      " + key + ": " + shape
                            + "\n    - " + key + ": " + shape + "\n");
            }
        }
        for (String shape : SHAPES) playbook("- hosts: all\n  tasks:\n    - " + shape + "\n");
        assertEquals(List.of(), wrong);
    }

    @Test
    void ofArguments() {
        for (String action : PlayBed.LIBRARY.names()) {
            StringBuilder tasks = new StringBuilder("- hosts: all\n  tasks:\n");
            for (String shape : SHAPES) {
                if (shape.startsWith("{[")
                        || shape.startsWith("{~")
                        || shape.startsWith("{1")
                        || shape.contains("<<")
                        || shape.contains("*")
                        || shape.startsWith("!")
                        || shape.startsWith("&")) {
                    playbook("- hosts: all\n  tasks:\n    - " + action + ": " + shape + "\n");
                } else {
                    tasks.append("    - ")
                            .append(action)
                            .append(": ")
                            .append(shape)
                            .append('\n');
                }
            }
            playbook(tasks.toString());
            for (String argument :
                    PlayBed.LIBRARY.find(action).orElseThrow().arguments().keySet()) {
                StringBuilder each = new StringBuilder("- hosts: all\n  tasks:\n");
                SHAPES.stream()
                        .filter(s -> !s.startsWith("{")
                                && !s.startsWith("*")
                                && !s.startsWith("&")
                                && !s.startsWith("!")
                                && !s.contains("\n"))
                        .forEach(shape -> each.append("    - ")
                                .append(action)
                                .append(":\n        ")
                                .append(argument)
                                .append(": ")
                                .append(shape)
                                .append('\n'));
                playbook(each.toString());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void ofInventories() {
        for (String shape : SHAPES) {
            for (String start : List.of(
                    "",
                    "all: ",
                    "all:\n  hosts: ",
                    "all:\n  children: ",
                    "all:\n  vars: ",
                    "all:\n  hosts:\n    a: ",
                    "g:\n  hosts:\n    a[1:2]: ",
                    "g:\n  nope: ",
                    "g:\n  children:\n    g: ",
                    "g:\n  hosts:\n    a:\n      x: ",
                    "all:\n  hosts:\n    a:\n      ansible_port: ",
                    "all:\n  vars:\n    ansible_group_priority: ",
                    "all:\n  vars:\n    ansible_become: ",
                    "all:\n  vars:\n    ansible_connection: ",
                    "~: ")) {
                check(
                        start + shape + "\n",
                        (file, problems) -> Inventory.read(file, problems)
                                .ifPresent(inventory -> new Variables(ENGINE, inventory, Map.of(), problems)));
            }
        }
        assertEquals(List.of(), wrong);
    }

    private interface Reading {
        void read(Path file, Diagnostics problems) throws IOException;
    }

    private void playbook(String text) {
        check(text, (file, problems) -> {
            Inventory inventory = Inventory.read(List.of("host,"), List.of(), VaultKeyring.EMPTY, problems, problems)
                    .orElseThrow();
            Variables variables = new Variables(ENGINE, inventory, Map.of(), problems);
            Binder binder = new Binder(
                    inventory,
                    PlayBed.LIBRARY,
                    new ArgumentBinder(ENGINE, new ControllerFiles(Trust.everybody(), VaultKeyring.EMPTY), problems),
                    problems);
            new PlaybookReader(ENGINE, PlayBed.LIBRARY.names(), problems)
                    .read(file)
                    .ifPresent(p -> new Checker(variables, problems).check(binder.bind(p, Set.of("host"), Tags.ALL)));
        });
    }

    private void check(String text, Reading reading) {
        Diagnostics problems = new Diagnostics();
        try {
            Path file = Files.writeString(temp.resolve("input.yml"), text);
            reading.read(file, problems);
            for (Diagnostic problem : problems.all()) {
                assertFalse(problem.message().isBlank() || problem.pos().file().isBlank(), problem.toString());
                if (problem.pos().line() < 0 || problem.pos().column() < 0) wrong.add(shown(text) + ": " + problem);
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            wrong.add(shown(text) + ": " + e + " "
                    + Stream.of(e.getStackTrace())
                            .filter(s -> s.getClassName().startsWith("io.drydock"))
                            .limit(3)
                            .toList());
        }
    }

    private static String shown(String text) {
        return text.length() < 200 ? text : text.substring(0, 200) + "...";
    }
}
