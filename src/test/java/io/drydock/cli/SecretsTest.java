package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.demo.DemoHosts;
import io.drydock.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of every kind reach the files they are for, and nothing that Drydock prints or writes, over real SSH. */
class SecretsTest {
    /** What must not be seen, wherever it comes from. */
    private static final List<String> SECRETS = List.of(
            "Inventory-S3cr",
            "nested-S3cr-1",
            "first-line-S3cr",
            "second-line-S3cr",
            "quo'te\"S3cr\\x",
            "Extra-S3cr",
            "map-S3cr-2",
            "Registered-S3cr",
            "VENTORY-S3CR",
            "play-S3cr",
            "Old-S3cr",
            "Item-S3cr",
            "file-S3cr-hidden",
            "Q7",
            "json-S3cr",
            "set-S3cr");

    @TempDir
    Path temp; // in /tmp, which a sealed plan may write to, and sees all the same

    private DemoHosts hosts;
    private Path inventory;
    private Path playbook;
    private Path extra;

    @BeforeEach
    void start() throws IOException {
        hosts = DemoHosts.start(1);
        Path folder = Files.createDirectories(temp.resolve("host"));
        inventory = Files.writeString(temp.resolve("inventory.yml"), DemoCommand.inventory(hosts));
        Files.createDirectories(temp.resolve("group_vars"));
        Files.writeString(temp.resolve("group_vars/all.yml"), """
        db_password: Inventory-S3cr
        short_password: Q7
        users: [{login: amy, password: nested-S3cr-1}]
        multi_secret: "first-line-S3cr\\nsecond-line-S3cr\\n"
        odd_token: 'quo''te"S3cr\\x'
        app: {user: joe, key: "${json_password}"}
        json_password: json-S3cr
        """);
        extra = Files.writeString(
                temp.resolve("extra.json"), "{\"service\": {\"password\": \"map-S3cr-2\", \"port\": 80}}");
        Files.writeString(folder.resolve("app.conf"), "a=1\npw=Old-S3cr\nb=2\n");
        playbook = Files.writeString(temp.resolve("play.yml"), """
        - hosts: all
          vars: {root: %s, play_secret: play-S3cr}
          tasks:
            - name: cat
              shell: {cmd: "echo the word is [=db_password]", changes: never}
              register: r
            - name: "said ${r.stdout}"
              debug: {msg: "${r.stdout}"}
            - name: "named ${db_password} ${db_password[2..]?upper_case}"
              debug: {msg: "${db_password[2..]?upper_case} is ${users[0].password}"}
            - name: encoded
              shell:
                cmd: |
                  printf %%s [=db_password] | base64; echo; printf 'u:%%s' [=db_password] | base64
                  printf %%s [=db_password] | sed 's/./&\\x01/g'; printf %%s [=odd_token] | od -c; printf '%%s\\r\\n' [=odd_token]
                  exit 1
                changes: never
              ignore_errors: true
            - name: traced
              shell: {cmd: "printf %%s [=multi_secret] | sed 's/^/+   /' >&2; set -x; : [=odd_token]; exit 1", changes: never}
              ignore_errors: true
            - name: short
              shell: {cmd: "echo xx [=short_password] xx; exit 1", changes: never}
              ignore_errors: true
            - name: several users
              debug: {msg: "${item}"}
              loop: "${users}"
            - name: items
              debug: {msg: hello}
              loop: [{who: x, token: Item-S3cr}]
            - name: registered
              shell: {cmd: "printf 'Registered%%s' -S3cr; exit 1", changes: never}
              register: api_token
              ignore_errors: true
            - name: shows it
              debug: {msg: "${api_token.stdout} ${api_token.stdout?length}"}
            - name: set
              set_fact: {some_token: "set-${'S3cr'}", url: "http://u:${db_password?url('UTF-8')}@h"}
            - name: shows what was set
              debug: {msg: "${some_token} ${url} ${play_secret}"}
            - name: several lines
              copy: {dest: "${root}/multi.conf", content: "a\\n  ${multi_secret}b\\n"}
            - name: JSON
              copy: {dest: "${root}/app.json", content: "${json(app)}\\n${json({'p': odd_token, 's': service})}\\n"}
            - name: line
              line: {path: "${root}/app.conf", regexp: "^pw=", line: "pw=${db_password}"}
            - name: hidden file
              copy: {dest: "${root}/key", content: "file-S3cr-hidden\\n", hidden: true}
            - name: extra
              copy: {dest: "${root}/extra", content: "${extra_password} ${service.password}\\n"}
            - name: environment
              shell: {cmd: 'printf %%s "$PW" >[=root]/env', environment: {PW: "${db_password}"}, changes: always}
        """.formatted(folder));
    }

    @AfterEach
    void stop() {
        hosts.close();
    }

    private record Ended(int status, String out) {}

    private Ended drydock(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        if (!words[0].equals("show") && !words[0].equals("inventory"))
            line.addAll(1, List.of("--known-hosts", hosts.knownHosts().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Ended(
                Drydock.run(stream, stream, line.toArray(String[]::new)), out.toString(StandardCharsets.UTF_8));
    }

    private Ended run(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(
                command,
                "-i",
                inventory.toString(),
                "-e",
                "extra_password=Extra-S3cr",
                "-e",
                Files.exists(extra) ? "@" + extra : "{}"));
        words.addAll(List.of(more));
        words.add(playbook.toString());
        return drydock(words.toArray(String[]::new));
    }

    private static void assertHidden(String where, String text) {
        for (String secret : SECRETS) {
            assertFalse(text.contains(secret), () -> where + " tells " + secret + ":\n" + text);
            if (secret.length() > 2)
                for (String spelling : List.of(
                        secret,
                        secret.replace("\\", "\\\\").replace("\"", "\\\""),
                        secret.replace("'", "'\\''"),
                        URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        base64(secret),
                        base64("u:" + secret))) {
                    assertFalse(text.contains(spelling), () -> where + " tells " + spelling + ":\n" + text);
                }
        }
        assertFalse(text.contains("reveal"), text);
    }

    private static String base64(String text) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8))
                .replaceAll(".$", "");
    }

    @Test
    void nothingThatIsPrintedTellsThem() throws IOException {
        for (List<String> options : List.of(List.<String>of(), List.of("-v"), List.of("--format", "json"))) {
            Ended planned = run("plan", options.toArray(String[]::new));
            assertEquals(2, planned.status(), planned.out());
            assertHidden("the plan", planned.out());
        }
        Ended planned = run("plan", "-v");
        for (String part : List.of(
                "said the word is (secret)",
                "named (secret) (secret)",
                "pw=(secret)",
                "several users [{login=amy, password=(secret)}]",
                "(withheld: ",
                "-(secret)",
                "{\"user\": \"joe\", \"key\": \"(secret)\"}",
                "http://u:(secret)@h",
                "u:(secret)@h")) {
            assertTrue(planned.out().contains(part), part + " is not in\n" + planned.out());
        }
        Ended applied = run("apply", "--format", "json");
        assertEquals(0, applied.status(), applied.out());
        assertHidden("the apply", applied.out());
        Path folder = temp.resolve("host");
        assertEquals("a\n  first-line-S3cr\nsecond-line-S3cr\nb\n", Files.readString(folder.resolve("multi.conf")));
        List<String> json = Files.readAllLines(folder.resolve("app.json"));
        assertEquals(Map.of("user", "joe", "key", "json-S3cr"), Json.read(json.get(0)));
        assertEquals(
                Map.of("p", "quo'te\"S3cr\\x", "s", Map.of("password", "map-S3cr-2", "port", 80L)),
                Json.read(json.get(1)));
        assertEquals("a=1\npw=Inventory-S3cr\nb=2\n", Files.readString(folder.resolve("app.conf")));
        assertEquals("Extra-S3cr map-S3cr-2\n", Files.readString(folder.resolve("extra")));
        assertEquals("Inventory-S3cr", Files.readString(folder.resolve("env")));
        Ended exec = drydock(
                "exec",
                "-i",
                inventory.toString(),
                "all",
                "--",
                "cat",
                folder.resolve("app.json").toString(),
                folder.resolve("app.conf").toString(),
                folder.resolve("multi.conf").toString(),
                "Inventory-S3cr");
        assertTrue(exec.out().contains("pw=(secret)"), exec.out());
        assertFalse(
                exec.out().contains("Inventory-S3cr")
                        || exec.out().contains("json-S3cr")
                        || exec.out().contains("line-S3cr"),
                exec.out());
    }

    @Test
    void aSavedPlanHoldsNone() throws IOException {
        Path plan = temp.resolve("saved.plan");
        Ended planned = run(
                "plan",
                "-o",
                plan.toString(),
                "-e",
                "{level: 3, other: {token: map-S3cr-2}, link: \"http://u:Inventory-S3cr@h\"}");
        assertEquals(2, planned.status(), planned.out());
        assertHidden("the plan's file", Files.readString(plan));
        assertTrue(Files.readString(plan).contains("level"), "what is no secret is kept");
        assertHidden(
                "show", drydock("show", "--programs", "-v", plan.toString()).out());
        Ended refused = drydock("apply", "-e", "extra_password=Extra-S3cr", plan.toString());
        assertEquals(3, refused.status(), refused.out());
        assertTrue(
                refused.out().contains("the secret other,") && refused.out().contains("the secret link,"),
                refused.out());
        Ended others = drydock("apply", "-e", "level=4", plan.toString());
        assertTrue(others.out().contains("has its own variables"), others.out());
        Ended applied = drydock(
                "apply",
                "-e",
                "extra_password=Extra-S3cr",
                "-e",
                "{other: {token: map-S3cr-2}, link: x}",
                plan.toString());
        assertEquals(0, applied.status(), applied.out());
        assertHidden("its apply", applied.out());
    }

    @Test
    void theInventoryAndFactsHideThem() throws IOException {
        Files.writeString(
                temp.resolve("group_vars/all.yml"),
                "link: http://u:Inventory-S3cr@h\n",
                java.nio.file.StandardOpenOption.APPEND);
        for (String format : List.of("text", "json")) {
            Ended shown = drydock("inventory", "-v", "--format", format, "-i", inventory.toString());
            assertHidden("the inventory", shown.out());
            assertTrue(
                    shown.out().contains("http://u:(secret)@h") && shown.out().contains("amy"), shown.out());
        }
        String release = (String) System.getProperties().get("os.version");
        Files.writeString(temp.resolve("group_vars/all.yml"), "boot_token: \"" + release + "\"\n");
        for (String command : List.of("facts", "assess")) {
            for (String format : List.of("text", "json")) {
                Ended shown = drydock(command, "-i", inventory.toString(), "--format", format);
                assertFalse(shown.out().contains(release), shown.out());
                assertTrue(shown.out().contains("(secret)"), shown.out());
            }
        }
    }
}
