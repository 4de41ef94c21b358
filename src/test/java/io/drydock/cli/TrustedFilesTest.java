package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file that has a say in what is run is one that nobody else could have written. */
class TrustedFilesTest {
    @TempDir
    Path temp;

    private record Ended(int status, String out) {}

    @BeforeEach
    void write() throws IOException {
        write("inventory.yml", "all: {hosts: {here: {ansible_connection: local}}}\n");
        write("group_vars/all.yml", "greeting: hello\n");
        write("host_vars/here/more.yml", "name: you\n");
        write("vars.yml", "end: \"!\"\n");
        write("site.yml", "- hosts: all\n  tasks:\n    - include: tasks/main.yml\n- include: other.yml\n");
        write("other.yml", "- hosts: all\n  tasks:\n    - say: {}\n");
        write("tasks/main.yml", """
        - template: {src: greeting.ftl, dest: %1$s/out}
        - copy: {src: text, dest: %1$s/copied}
        """.formatted(temp));
        write("tasks/templates/greeting.ftl", "${greeting} ${name}${end}\n");
        write("tasks/files/text", "text\n");
        write("templates/say/action.yml", "summary: Says something.\n");
        write("templates/say/check.sh.ftl", "say something\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Ended drydock(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command));
        if (command.equals("plan"))
            words.addAll(List.of("-i", temp.resolve("inventory.yml").toString(), "-e", "@" + temp.resolve("vars.yml")));
        words.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true);
        return new Ended(Drydock.run(stream, stream, words.toArray(String[]::new)), out.toString());
    }

    private static Set<PosixFilePermission> openToAll(Path file) throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(file);
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxrwxrwx" : "rw-rw-rw-"));
        return before;
    }

    @Test
    void eachFileIsLookedAt() throws IOException {
        String site = temp.resolve("site.yml").toString();
        Ended fine = drydock("plan", site);
        assertEquals(2, fine.status(), fine.out());
        for (String name : List.of(
                "inventory.yml",
                "group_vars/all.yml",
                "host_vars/here/more.yml",
                "vars.yml",
                "site.yml",
                "other.yml",
                "tasks/main.yml",
                "tasks",
                "tasks/templates/greeting.ftl",
                "tasks/files/text",
                "tasks/files",
                "templates",
                "templates/say/action.yml",
                "templates/say/check.sh.ftl")) {
            Set<PosixFilePermission> before = openToAll(temp.resolve(name));
            Ended refused = drydock("plan", site);
            assertEquals(3, refused.status(), name + ": " + refused.out());
            assertTrue(
                    refused.out().contains("can be written to by everybody")
                            && refused.out().contains("--trust-files"),
                    name + ": " + refused.out());
            Ended trusted = drydock("plan", "--trust-files", site);
            assertEquals(2, trusted.status(), name + ": " + trusted.out());
            Files.setPosixFilePermissions(temp.resolve(name), before);
        }
    }

    @Test
    void soIsASavedPlan() throws IOException {
        Path plan = temp.resolve("saved.plan");
        drydock("plan", "-o", plan.toString(), temp.resolve("site.yml").toString());
        openToAll(plan);
        Ended refused = drydock("apply", plan.toString());
        assertEquals(3, refused.status(), refused.out());
        assertTrue(
                refused.out().contains("saved.plan") && refused.out().contains("can be written to by everybody"),
                refused.out());
    }
}
