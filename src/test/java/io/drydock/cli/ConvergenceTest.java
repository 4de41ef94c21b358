package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plans that are saved and applied, until there is nothing left to do. Each command is a process of its own, for one that has ended
 * leaves no lock.
 */
class ConvergenceTest {
    private static final String LOCKED = "another run is applying to this host";

    @TempDir
    Path temp;

    /** The status, and of each host its name, its status, and the outcomes of its tasks. */
    private String drydock(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Ddrydock.home=" + System.getProperty("drydock.home"),
                "io.drydock.cli.Main"));
        line.addAll(List.of(words));
        line.addAll(List.of("--format", "json"));
        Path err = temp.resolve("err");
        while (true) {
            Process process =
                    new ProcessBuilder(line).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            assertTrue(out.startsWith("{"), () -> out + read(err));
            if (!out.contains(LOCKED)) return status + shown((Map<?, ?>) Json.read(out)) + "\n";
            Thread.sleep(200); // somebody else applies to this machine
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String shown(Map<?, ?> document) {
        return ((List<?>) document.get("hosts"))
                .stream()
                        .map(h -> (Map<?, ?>) h)
                        .map(host -> "\n" + host.get("host") + " " + host.get("status")
                                + ((List<?>) host.get("tasks"))
                                        .stream()
                                                .map(t -> (Map<?, ?>) t)
                                                .map(t -> ", " + t.get("name") + " " + t.get("outcome"))
                                                .collect(Collectors.joining()))
                        .collect(Collectors.joining());
    }

    private String plan() throws Exception {
        return "plan "
                + drydock(
                        "plan",
                        "-i",
                        temp.resolve("inventory.yml").toString(),
                        "-o",
                        temp.resolve("saved.plan").toString(),
                        temp.resolve("play.yml").toString());
    }

    /** One host after the other, for they share this machine's lock. */
    private String apply() throws Exception {
        String plan = temp.resolve("saved.plan").toString();
        return "apply " + drydock("apply", "-l", "one", plan) + "apply " + drydock("apply", "-l", "two", plan);
    }

    @Test
    @Timeout(120)
    void whatFailedIsLeftForTheNextPlan() throws Exception {
        for (String host : List.of("one", "two")) Files.createDirectories(temp.resolve(host));
        Files.createFile(temp.resolve("one/ready"));
        Files.writeString(
                temp.resolve("inventory.yml"),
                "all: {hosts: {one: {ansible_connection: local}, two: {ansible_connection: local}}}\n");
        Files.writeString(temp.resolve("play.yml"), """
        - hosts: all
          vars: {root: "%s/${inventory_hostname}", nothing: []}
          tasks:
            - name: none
              copy: {dest: "${root}/${item}", content: x}
              loop: "${nothing}"
              register: none
              notify: never
            - name: name ${item}
              set_fact: {names: "${(names![]) + [item]}"}
              loop: [a, b, a]
              when: "!(names![])?seq_contains(item)"
            - name: file ${item}
              copy: {dest: "${root}/${item}", content: "${none.results?size} ${names?size}\\n"}
              loop: "${names}"
              notify: second
            - name: try ${item}
              shell: {cmd: "{ test [=item] != 2 || test -e [=root]/ready; } && touch [=root]/done[=item]", creates: "${root}/done${item}"}
              loop: [1, 2, 3]
            - name: after
              copy: {dest: "${root}/after", content: x}
          handlers:
            - {name: never, shell: {cmd: "touch [=root]/never", changes: always}}
            - {name: first, shell: {cmd: "echo first >>[=root]/told", changes: always}}
            - {name: second, shell: {cmd: "echo second >>[=root]/told", changes: always}, notify: first}
        """.formatted(temp));
        StringBuilder all = new StringBuilder();
        all.append(plan()).append(apply());
        Files.createFile(temp.resolve("two/ready"));
        all.append(plan()).append(apply()).append(plan());
        assertEquals("""
        plan 2
        one changed, none skipped, name a ok, name b ok, name a skipped, file a change, file b change, try 1 change, try 2 change, try 3 change, after change, second change, first change
        two changed, none skipped, name a ok, name b ok, name a skipped, file a change, file b change, try 1 change, try 2 change, try 3 change, after change, second change, first change
        apply 0
        one changed, none skipped, name a ok, name b ok, name a skipped, file a changed, file b changed, try 1 changed, try 2 changed, try 3 changed, after changed, second changed, first changed
        apply 1
        two failed, none skipped, name a ok, name b ok, name a skipped, file a changed, file b changed, try 1 changed, try 2 failed, try 3 changed, second changed, after skipped, first changed
        plan 2
        one ok, none skipped, name a ok, name b ok, name a skipped, file a ok, file b ok, try 1 ok, try 2 ok, try 3 ok, after ok
        two changed, none skipped, name a ok, name b ok, name a skipped, file a ok, file b ok, try 1 ok, try 2 change, try 3 ok, after change
        apply 0
        one ok, none skipped, name a ok, name b ok, name a skipped, file a ok, file b ok, try 1 ok, try 2 ok, try 3 ok, after ok
        apply 0
        two changed, none skipped, name a ok, name b ok, name a skipped, file a ok, file b ok, try 1 ok, try 2 changed, try 3 ok, after changed
        plan 0
        one ok, none skipped, name a ok, name b ok, name a skipped, file a ok, file b ok, try 1 ok, try 2 ok, try 3 ok, after ok
        two ok, none skipped, name a ok, name b ok, name a skipped, file a ok, file b ok, try 1 ok, try 2 ok, try 3 ok, after ok
        """, all.toString());
        for (String host : List.of("one", "two"))
            assertEquals("second\nfirst\n", Files.readString(temp.resolve(host + "/told")), host);
    }
}
