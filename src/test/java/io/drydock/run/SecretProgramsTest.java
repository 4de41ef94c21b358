package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.facts.Facts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of secrets in programs: text like any other there, and masks in what is kept of them. */
class SecretProgramsTest {
    private static final Map<String, String> DEBIAN = Map.of(
            "package_manager",
            "apt",
            "init",
            "systemd",
            "os.id",
            "debian",
            "os.family",
            "debian",
            "kernel.release",
            "6.1.0-18-amd64",
            "uid",
            "0");

    @TempDir
    Path temp;

    private Segment compiled(String tasks) throws Exception {
        Path play = Files.writeString(temp.resolve("play.yml"), """
        - hosts: all
          vars: {proxy_password: 'hunt"er30', hosts: [{name: a, auth: {token: hunter31}}]}
          tasks:
        """ + tasks.indent(4));
        PlayBed bed = PlayBed.of(play, Map.of(), Facts.of(DEBIAN), Mode.APPLY);
        return bed.compile();
    }

    private static String kept(Segment segment) {
        return segment.steps().stream()
                .flatMap(step -> step.rendered().stream())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void dataOfAnActionHasTextInTheirPlaces() throws Exception {
        Segment segment = compiled("""
        - docker_engine: {daemon: {proxies: {http-proxy: "http://u:${proxy_password}@192.0.2.1:3128"}, more: "${hosts}"}}
        - docker_container: {name: app, image: app, secret_env: {KEY: plain-hunter32, OTHER: "${proxy_password}"}}
        - command: {cmd: cat, environment: {PASSWORD: "${proxy_password}", PORT: 80}, changes: never}
        """);
        String program = segment.program();
        assertTrue(program.contains("\"http-proxy\" : \"http://u:hunt\\\"er30@192.0.2.1:3128\""), program);
        assertTrue(program.contains("\"token\" : \"hunter31\""), program);
        assertTrue(
                program.contains("export 'PASSWORD'='hunt\"er30'") && program.contains("export 'PORT'='80'"), program);
        assertFalse(program.contains("\"reveal\"") || program.contains("(secret)\""), program);
        String kept = kept(segment);
        assertTrue(kept.contains("http://u:(secret)@192.0.2.1:3128") && kept.contains("\"name\" : \"a\""), kept);
        for (String secret : List.of("er30", "hunter31", "hunter32")) assertFalse(kept.contains(secret), kept);
    }

    @Test
    void hiddenFilesAreKeptOutOfPrograms() throws Exception {
        Files.writeString(temp.resolve("key"), "BEGIN KEY\nabcdefgh\nEND KEY\n");
        Files.write(temp.resolve("blob"), new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8});
        Segment segment = compiled("""
        - copy: {dest: /etc/a, src: key, hidden: true}
        - copy: {dest: /etc/b, src: blob, hidden: true}
        - copy: {dest: /etc/c, content: "in-the-playbook\\n", hidden: true}
        - copy: {dest: /etc/d, content: "for-all-to-see\\n"}
        """);
        String kept = kept(segment);
        assertTrue(
                segment.program().contains("abcdefgh") && segment.program().contains("AAECAwQFBgcI"),
                segment.program());
        for (String hidden : List.of("abcdefgh", "AAECAwQFBgcI", "in-the-playbook"))
            assertFalse(kept.contains(hidden), kept);
        assertTrue(kept.contains("for-all-to-see"), kept);
    }

    /** A task's name, or one of its messages, can hold what a host has said. */
    @Test
    void namesAndLabelsHaveNoSecrets() throws Exception {
        Segment segment = compiled("""
        - name: "for ${hosts[0].auth.token} and ${proxy_password?url('UTF-8')} with ${proxy_password?replace('h', 'H')}"
          debug: {msg: x}
        - name: each
          debug: {msg: x}
          loop: "${hosts}"
        - name: text
          debug: {msg: x}
          loop: ["http://u:hunter31@h"]
        """);
        List<String> names = segment.steps().stream().map(Step::name).toList();
        for (String secret : List.of("er30", "hunter31"))
            assertFalse(names.toString().contains(secret), names.toString());
        assertTrue(names.contains("text [http://u:(secret)@h]"), names.toString());
    }
}
