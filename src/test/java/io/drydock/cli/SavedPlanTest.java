package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.demo.DemoHosts;
import io.drydock.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that are saved, reviewed and applied over real SSH, each embedded host having a folder of its own. */
class SavedPlanTest {
    private static final int HOSTS = 3;
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    Path temp; // in /tmp, which a sealed plan may write to, and sees all the same

    private DemoHosts hosts;
    private List<String> names;
    private Path inventory;
    private Path playbook;
    private Path plan;

    private record Ended(int status, String out) {}

    @BeforeEach
    void start() throws IOException {
        hosts = DemoHosts.start(HOSTS);
        names = hosts.hosts().stream().map(h -> h.name()).toList();
        for (String name : names) Files.createDirectories(temp.resolve("hosts/" + name));
        inventory = Files.writeString(temp.resolve("inventory.yml"), DemoCommand.inventory(hosts));
        plan = temp.resolve("saved.plan");
        playbook = Files.writeString(temp.resolve("play.yml"), """
        - hosts: all
          vars:
            root: %s/${inventory_hostname}
            api_token: in-the-playbook
          tasks:
            - name: settings
              copy: {dest: "${root}/settings", content: "level = ${level}\\n"}
            - name: credentials
              copy: {dest: "${root}/credentials", content: "password = ${db_password}\\n", mode: "0600"}
            - name: mark
              copy: {dest: "${root}/mark", content: "here\\n"}
            - name: token
              copy: {dest: "${root}/token", content: "token = ${api_token}\\n"}
        """.formatted(temp.resolve("hosts")));
    }

    @AfterEach
    void stop() {
        hosts.close();
    }

    private Ended drydock(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        if (!words[0].equals("show"))
            line.addAll(
                    1,
                    List.of(
                            "--known-hosts",
                            hosts.knownHosts().toString(),
                            "-f",
                            "1")); // they share this machine's lock
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true);
        return new Ended(Drydock.run(stream, stream, line.toArray(String[]::new)), out.toString());
    }

    private Ended plan() {
        return drydock(
                "plan",
                "-i",
                inventory.toString(),
                "-e",
                "level=3",
                "-e",
                "db_password=" + PASSWORD,
                "-o",
                plan.toString(),
                playbook.toString());
    }

    @Test
    void whatSshWasToldIsKept() throws Exception {
        DemoHosts.Host host = hosts.hosts().getFirst();
        Path config = Files.writeString(
                temp.resolve("config"), """
        Host alias
          HostName %s
          User %s
          IdentityFile %s
          HostKeyAlias [%1$s]:%d
        """.formatted(host.address(), host.user(), hosts.privateKey(), host.port()));
        String port = "Port=" + host.port();
        String to = plan.toString();
        Path play = Files.writeString(
                temp.resolve("one.yml"), "- hosts: all\n  tasks:\n    - command: {cmd: 'true', changes: never}\n");
        assertEquals(
                0,
                drydock("plan", "-i", "alias,", "-F", config.toString(), "-o", port, "-o", to, play.toString()).status);
        Ended applied = drydock("apply", to);
        assertEquals(0, applied.status, applied.out);
        assertEquals(4, drydock("apply", "-F", "none", to).status);
        assertEquals(4, drydock("apply", "-o", "Port=1", to).status, "what is typed goes first");
    }

    @Test
    void aPlanBringsNoCommandForThisMachine() throws Exception {
        Path ran = temp.resolve("ran");
        String command = "ProxyCommand=touch " + ran;
        String to = plan.toString();
        Path play = Files.writeString(
                temp.resolve("one.yml"), "- hosts: all\n  tasks:\n    - command: {cmd: 'true', changes: never}\n");
        String key = hosts.privateKey().toString();
        drydock("plan", "-i", "alias,", "-F", "none", "--key-file", key, "-o", command, "--out", to, play.toString());
        Files.delete(ran);
        assertEquals(3, drydock("apply", to).status);
        assertFalse(Files.exists(ran));
        drydock("apply", "-o", command, to);
        assertTrue(Files.exists(ran));
        drydock(
                "plan",
                "-i",
                "alias,",
                "-F",
                "none",
                "--key-file",
                key,
                "-e",
                "{ansible_ssh_common_args: \"-o '" + command + "'\"}",
                "--out",
                to,
                play.toString());
        Files.delete(ran);
        assertFalse(Files.readString(plan).contains("touch"));
        assertEquals(3, drydock("apply", to).status);
        assertFalse(Files.exists(ran));
    }

    /** However it is written: what counts is what ssh would be told. */
    @Test
    void aForgedPlanBringsNoCommandForThisMachine() throws Exception {
        Path ran = temp.resolve("ran");
        List<String> words = List.of(
                "plan",
                "-i",
                "alias,",
                "-F",
                "none",
                "--key-file",
                hosts.privateKey().toString(),
                "--out",
                plan.toString());
        Path play = Files.writeString(
                temp.resolve("one.yml"), "- hosts: all\n  tasks:\n    - command: {cmd: 'true', changes: never}\n");
        for (String variable : List.of(
                "ansible_ssh_args='-o Proxy\"Command\"=\"touch " + ran + "\"'",
                "level=1 ansible_ssh_extra_args=\"-o 'ProxyCommand touch " + ran + "'\"",
                "{ansible_ssh_common_args: \"-o '\\u0050roxyCommand=touch " + ran + "'\"}",
                "{x: \"-o 'ProxyCommand=touch " + ran + "'\", ansible_ssh_args: \"${x}\"}",
                "{ansible_ssh_args: '-S \"a<#if false>\"</#if>\" -o ''ProxyCommand=touch " + ran
                        + "'' <#if false>\"</#if>'}")) {
            List<String> line = new ArrayList<>(words);
            line.addAll(List.of("-e", variable, play.toString()));
            drydock(line.toArray(String[]::new));
            assertTrue(Files.deleteIfExists(ran), variable);
            Ended kept = drydock("apply", plan.toString());
            assertEquals(3, kept.status(), variable + kept.out());
            assertTrue(kept.out().contains("which is not in it"), kept.out());
            forge(document -> {
                part(document, "request").put("extra_vars", List.of(variable));
                part(document, "request").put("secrets", List.of());
            });
            Ended forged = drydock("apply", plan.toString());
            assertEquals(3, forged.status(), variable + forged.out());
            assertTrue(forged.out().contains("the plan names a ProxyCommand"), forged.out());
            assertFalse(Files.exists(ran), variable);
        }
    }

    @Test
    void aPlanBringsNoFileOfSomebodyElseForSsh() throws Exception {
        Path ran = temp.resolve("ran");
        Path config = Files.writeString(temp.resolve("config"), "ProxyCommand touch " + ran + "\n");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path play = Files.writeString(
                temp.resolve("one.yml"), "- hosts: all\n  tasks:\n    - command: {cmd: 'true', changes: never}\n");
        for (String[] named : List.of(
                new String[] {"-F", config.toString()},
                new String[] {"--ssh-common-args", "-F " + config},
                new String[] {"--ssh-extra-args", "-C -F" + config},
                new String[] {"-e", "ansible_ssh_args='-F \"" + config + "\"'"},
                new String[] {"-e", "{ansible_ssh_common_args: -F " + config + "}"})) {
            String how = String.join(" ", named);
            drydock(
                    "plan",
                    "-i",
                    "alias,",
                    "--key-file",
                    hosts.privateKey().toString(),
                    named[0],
                    named[1],
                    "--out",
                    plan.toString(),
                    play.toString());
            assertTrue(Files.deleteIfExists(ran), how);
            Ended brought = drydock("apply", plan.toString());
            assertEquals(3, brought.status(), how + brought.out());
            assertTrue(brought.out().contains("can be written to by everybody"), brought.out());
            assertFalse(Files.exists(ran), how);
            drydock("apply", "-F", config.toString(), plan.toString());
            assertTrue(Files.deleteIfExists(ran), how);
            assertEquals(4, drydock("apply", "-F", "none", plan.toString()).status(), how);
            assertFalse(Files.exists(ran), how);
            drydock("apply", "--trust-files", plan.toString());
            assertTrue(Files.deleteIfExists(ran), how);
        }
    }

    private Ended apply(String... more) {
        List<String> words = new ArrayList<>(List.of("apply", "-e", "db_password=" + PASSWORD, "--format", "json"));
        words.addAll(List.of(more));
        words.add(plan.toString());
        return drydock(words.toArray(String[]::new));
    }

    private Path file(int host, String name) {
        return temp.resolve("hosts/" + names.get(host) + "/" + name);
    }

    private static Map<String, String> statuses(Ended ended) {
        Map<String, String> statuses = new LinkedHashMap<>();
        String out = ended.out();
        Map<?, ?> document = (Map<?, ?>) Json.read(out.substring(out.indexOf("{\n"), out.lastIndexOf("\n}") + 2));
        for (Object host : (List<?>) document.get("hosts"))
            statuses.put((String) ((Map<?, ?>) host).get("host"), (String) ((Map<?, ?>) host).get("status"));
        return statuses;
    }

    @Test
    void aHostThatDriftedSinceTheReviewIsLeftAlone() throws IOException {
        Ended planned = plan();
        assertEquals(2, planned.status(), planned.out());
        assertFalse(Files.readString(plan).contains(PASSWORD));
        Ended shown = drydock("show", "--programs", plan.toString());
        assertTrue(shown.out().contains("level = 3"), shown.out());
        assertFalse(shown.out().contains(PASSWORD) || shown.out().contains("in-the-playbook"), shown.out());

        Files.writeString(file(1, "mark"), "somebody was here\n");
        Ended applied = apply();
        assertEquals(1, applied.status(), applied.out());
        Map<String, String> statuses = statuses(applied);
        assertEquals("failed", statuses.remove(names.get(1)));
        assertEquals(
                HOSTS - 1, statuses.values().stream().filter("changed"::equals).count(), applied.out());
        assertTrue(applied.out().contains("drifted") && applied.out().contains("somebody was here"), applied.out());
        assertEquals("password = " + PASSWORD + "\n", Files.readString(file(0, "credentials")));
        assertFalse(Files.exists(file(1, "settings")));
        assertEquals("somebody was here\n", Files.readString(file(1, "mark")));

        Ended replanned = apply("--replan-drifted", "-l", names.get(1));
        assertEquals(0, replanned.status(), replanned.out());
        assertEquals("here\n", Files.readString(file(1, "mark")));
    }

    @Test
    void aPlanOfConvergedHostsChangesNothing() throws IOException {
        plan();
        assertEquals(0, apply().status());
        assertEquals(0, plan().status());
        Ended again = apply();
        assertEquals(0, again.status(), again.out());
        assertTrue(statuses(again).values().stream().allMatch("ok"::equals), again.out());
    }

    @Test
    void whatHasChangedSinceIsRefusedBeforeAnyHostIsTouched() throws IOException {
        plan();
        String saved = Files.readString(plan);
        Files.writeString(plan, saved.replace("level = 3", "level = 4"));
        refused("has been changed since it was saved");
        Files.writeString(plan, saved);
        Files.writeString(playbook, Files.readString(playbook) + "# a remark\n");
        refused("has changed since the plan was made");
    }

    /** A file whose sums were all made to fit is still no plan of these hosts: what would run is made anew and compared. */
    @Test
    void aForgedPlanIsRefusedByEveryHost() throws IOException {
        plan();
        forge(document -> {
            Map<Object, Object> programs = new LinkedHashMap<>();
            Map<String, String> renamed = new LinkedHashMap<>();
            ((Map<?, ?>) document.get("programs")).forEach((print, text) -> {
                String forged = String.valueOf(text).replace("level = 3", "level = 4");
                renamed.put(String.valueOf(print), sha256(forged));
                programs.put(sha256(forged), forged);
            });
            document.put("programs", programs);
            document.put("hosts", Json.read(replaced(Json.pretty(document.get("hosts")), renamed)));
        });
        assertEquals(0, drydock("show", plan.toString()).status());
        Ended ended = apply();
        assertEquals(1, ended.status(), ended.out());
        assertFalse(Files.exists(file(0, "settings")));
    }

    /** One plan's texts under the fingerprints of another one's, which are what hosts compare with. */
    @Test
    void aPlanThatShowsAnotherTextThanRunsIsNeitherShownNorApplied() throws IOException {
        plan();
        forge(document -> {
            Map<Object, Object> programs = new LinkedHashMap<>();
            ((Map<?, ?>) document.get("programs"))
                    .forEach((print, text) ->
                            programs.put(print, String.valueOf(text).replace("level = 3", "level = 2")));
            document.put("programs", programs);
        });
        for (String[] words :
                List.of(new String[] {"show", plan.toString()}, new String[] {"show", "--programs", plan.toString()})) {
            Ended shown = drydock(words);
            assertEquals(3, shown.status(), shown.out());
            assertTrue(
                    shown.out().contains("another text than the one that would run")
                            && !shown.out().contains("level = 2"),
                    shown.out());
        }
        refused("another text than the one that would run");
        plan();
        forge(document -> document.put("programs", Map.of()));
        refused("another text than the one that would run");
    }

    @Test
    void aPlanWithAnyByteChangedIsRefused() throws IOException {
        plan();
        byte[] saved = Files.readAllBytes(plan);
        for (int i = 0; i < saved.length; i += Math.max(1, saved.length / 400)) {
            byte[] changed = saved.clone();
            changed[i] ^= 1;
            Files.write(plan, changed);
            Ended shown = drydock("show", plan.toString());
            assertEquals(3, shown.status(), i + ": " + shown.out());
        }
        Files.writeString(
                plan, new String(saved, StandardCharsets.UTF_8).replaceFirst("\\{", "{\"drydock_plan\": 1, "));
        assertEquals(3, drydock("show", plan.toString()).status(), "a key twice");
    }

    /** Whoever makes the sums fit has to get all of it right. */
    @Test
    void whatIsNoPlanIsToldWithItsPlace() throws IOException {
        plan();
        String saved = Files.readString(plan);
        Map<String, Consumer<Map<Object, Object>>> damages = new LinkedHashMap<>();
        damages.put("this is a plan of format 2", d -> d.put("drydock_plan", 2L));
        damages.put("\"drydock_plan\", its format, is missing", d -> d.put("drydock_plan", "1"));
        damages.put("\"created\" is missing", d -> d.remove("created"));
        damages.put("\"run\" is missing, or is of another type", d -> d.put("run", List.of()));
        damages.put("\"drydock\" is missing, or is of another type", d -> d.put("drydock", null));
        damages.put("\"more\" is unknown", d -> d.put("more", 1L));
        damages.put("\"request.inventory\" is missing", d -> part(d, "request").remove("inventory"));
        damages.put("\"request.become\" is missing", d -> part(d, "request").put("become", "yes"));
        damages.put("\"request.playbooks[0]\"", d -> part(d, "request").put("playbooks", List.of("a\0b")));
        damages.put("\"request.sudo\" is unknown", d -> part(d, "request").put("sudo", true));
        damages.put("\"hosts\" is missing", d -> d.put("hosts", Map.of()));
        damages.put("\"hosts[0].status\" is missing", d -> part(d, "hosts", 0).remove("status"));
        damages.put(
                "\"hosts[2]\": unknown status \"fine\"",
                d -> part(d, "hosts", 2).put("status", "fine"));
        damages.put("\"hosts[1].facts\" is missing", d -> part(d, "hosts", 1).put("facts", "none"));
        damages.put(
                "\"hosts[1].tasks[3]\": unknown outcome \"maybe\"",
                d -> part(d, "hosts", 1, "tasks", 3).put("outcome", "maybe"));
        for (Object line : List.of("1", 1.5, 99999999999L, true))
            damages.put(
                    "\"hosts[0].tasks[0].line\" is missing, or is of another type" + " ".repeat(damages.size()),
                    d -> part(d, "hosts", 0, "tasks", 0).put("line", line));
        damages.put(
                "\"hosts[0].tasks[0].host\" is unknown",
                d -> part(d, "hosts", 0, "tasks", 0).put("host", "a"));
        damages.put("\"programs\" is missing", d -> d.put("programs", List.of("x")));
        for (Map.Entry<String, Consumer<Map<Object, Object>>> damage : damages.entrySet()) {
            Files.writeString(plan, saved);
            forge(damage.getValue());
            Ended shown = drydock("show", plan.toString());
            assertEquals(3, shown.status(), shown.out());
            assertTrue(shown.out().contains(damage.getKey().strip()), damage.getKey() + " is not in " + shown.out());
        }
        for (String text :
                List.of("{\"drydock_plan\": 1", "[]", "{\"drydock_plan\": 1}", "{\"drydock_plan\": ".repeat(5000))) {
            Files.writeString(plan, text);
            assertEquals(3, drydock("show", plan.toString()).status(), text);
        }
    }

    /** A map in a document, by the names and numbers that lead to it. */
    @SuppressWarnings("unchecked")
    private static Map<Object, Object> part(Object document, Object... way) {
        Object part = document;
        for (Object step : way)
            part = step instanceof Integer i ? ((List<?>) part).get(i) : ((Map<?, ?>) part).get(step);
        return (Map<Object, Object>) part;
    }

    private void forge(Consumer<Map<Object, Object>> change) throws IOException {
        Map<Object, Object> document = new LinkedHashMap<>((Map<?, ?>) Json.read(Files.readString(plan)));
        document.remove("sha256");
        change.accept(document);
        document.put("sha256", sha256(Json.canonical(document)));
        Files.writeString(plan, Json.pretty(document));
    }

    private static String replaced(String text, Map<String, String> words) {
        for (Map.Entry<String, String> word : words.entrySet()) text = text.replace(word.getKey(), word.getValue());
        return text;
    }

    @Test
    void aPlanThatHasBeenAppliedIsAlreadyAsPlanned() throws IOException {
        plan();
        Ended first = apply();
        assertEquals(0, first.status(), first.out());
        FileTime written = Files.getLastModifiedTime(file(0, "settings"));
        Ended again = apply();
        assertEquals(0, again.status(), again.out());
        assertTrue(statuses(again).values().stream().allMatch("ok"::equals), again.out());
        assertTrue(again.out().contains("already as planned"), again.out());
        assertEquals(written, Files.getLastModifiedTime(file(0, "settings")));
        Files.delete(file(1, "mark"));
        Ended drifted = apply();
        assertEquals(1, drifted.status(), drifted.out());
        assertEquals("failed", statuses(drifted).get(names.get(1)));
    }

    @Test
    void allThatRunsIsShown() throws IOException {
        Files.writeString(playbook, """
        - hosts: all
          tasks:
            - name: start anew
              reboot: {when_required: false, command: "true", before: "echo see you", after: "echo welcome back"}
        """);
        plan();
        String shown = drydock("show", "--programs", plan.toString()).out();
        String library = Files.readString(Home.templates().resolve("lib/reboot.sh"));
        for (String part : List.of(
                "# as who logs in\n",
                "# with lib/reboot.sh " + sha256(library) + "\n",
                "# with runtime.sh ",
                "see you",
                "# after the restart\n",
                "welcome back")) {
            assertTrue(shown.contains(part), part + " is not in:\n" + shown);
        }
    }

    @Test
    void aChangedLibraryMakesThePlanStale() throws IOException {
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere/lib"));
        Path library = Files.writeString(
                elsewhere.resolve("file.sh"), Files.readString(Home.templates().resolve("lib/file.sh")));
        Files.createSymbolicLink(temp.resolve("templates"), elsewhere.getParent());
        plan();
        Files.writeString(library, Files.readString(library) + "# more\n");
        refused("has changed since the plan was made");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSecretIsAskedForAgain() {
        plan();
        Ended ended = drydock("apply", plan.toString());
        assertEquals(3, ended.status(), ended.out());
        assertTrue(ended.out().contains("-e db_password="), ended.out());
    }

    private void refused(String why) {
        Ended ended = apply();
        assertEquals(3, ended.status(), ended.out());
        assertTrue(ended.out().contains(why), ended.out());
        assertFalse(Files.exists(file(0, "settings")));
    }

    @Test
    void driftTellsOfEveryHostThatIsNotAsItShouldBe() throws IOException {
        plan();
        apply();
        Files.writeString(file(1, "mark"), "changed\n");
        Ended drifted = drydock(
                "drift",
                "-i",
                inventory.toString(),
                "-e",
                "level=3",
                "-e",
                "db_password=" + PASSWORD,
                playbook.toString());
        assertEquals(2, drifted.status(), drifted.out());
        assertTrue(drifted.out().contains(names.get(1) + ": drifted: mark\n"), drifted.out());
        assertFalse(drifted.out().contains(names.get(2) + ": drifted"), drifted.out());
    }
}
