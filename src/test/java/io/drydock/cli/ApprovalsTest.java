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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that two people have to approve, with the real ssh-keygen. */
class ApprovalsTest {
    @TempDir
    Path temp;

    private DemoHosts hosts;
    private List<String> names;
    private Path inventory;
    private Path playbook;
    private Path plan;
    private Path approvals;
    private Path signers;

    private record Ended(int status, String out) {
        Ended says(int status, String... texts) {
            assertEquals(status, this.status, out);
            for (String text : texts) assertTrue(out.contains(text), text + " is not in\n" + out);
            return this;
        }
    }

    @BeforeEach
    void start() throws Exception {
        hosts = DemoHosts.start(2);
        names = hosts.hosts().stream().map(h -> h.name()).toList();
        for (String name : names) Files.createDirectories(temp.resolve("hosts/" + name));
        inventory = Files.writeString(temp.resolve("inventory.yml"), DemoCommand.inventory(hosts));
        plan = temp.resolve("fleet.plan");
        approvals = temp.resolve("fleet.plan.approvals");
        playbook = temp.resolve("play.yml");
        write("one", "two");
        signers = Files.createFile(temp.resolve("allowed_signers"));
        for (String name : List.of("alice", "alices-other", "bob", "mallory")) key(name);
        allow("alice@example.com", "", "alice");
        allow("alice@example.com", "", "alices-other");
        allow("bob@example.com", "namespaces=\"drydock\" ", "bob");
        plan("--require-approvals", "2").says(2, "needs approvals (2)");
    }

    @AfterEach
    void stop() {
        hosts.close();
    }

    /** What the two hosts are to have. */
    private void write(String first, String second) throws IOException {
        Files.writeString(playbook, """
        - hosts: all
          vars: {root: "%s/${inventory_hostname}"}
          tasks:
            - name: mark
              copy: {dest: "${root}/mark", content: "${(inventory_hostname == '%s')?then('%s', '%s')}\\n"}
        """.formatted(temp.resolve("hosts"), names.getFirst(), first, second));
    }

    private void key(String name) throws Exception {
        Process process = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-C",
                        name,
                        "-f",
                        temp.resolve(name).toString())
                .inheritIO()
                .start();
        assertEquals(0, process.waitFor());
    }

    private void allow(String who, String options, String key) throws IOException {
        String line = who + " " + options + Files.readString(temp.resolve(key + ".pub"));
        Files.writeString(signers, Files.readString(signers) + line);
    }

    private Ended drydock(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true);
        return new Ended(Drydock.run(stream, stream, words), out.toString());
    }

    private Ended onHosts(String command, Path file, String... more) {
        List<String> words = new ArrayList<>(
                List.of(command, "--known-hosts", hosts.knownHosts().toString(), "-f", "1"));
        words.addAll(List.of(more));
        words.add(file.toString());
        return drydock(words.toArray(String[]::new));
    }

    private Ended plan(String... more) {
        List<String> words = new ArrayList<>(List.of("-i", inventory.toString(), "--out", plan.toString()));
        words.addAll(List.of(more));
        return onHosts("plan", playbook, words.toArray(String[]::new));
    }

    private Ended apply(String... more) {
        List<String> words = new ArrayList<>(List.of("--allowed-signers", signers.toString()));
        words.addAll(List.of(more));
        return onHosts("apply", plan, words.toArray(String[]::new));
    }

    private Ended approve(String key, String... more) {
        List<String> words =
                new ArrayList<>(List.of("approve", "--key", temp.resolve(key).toString()));
        words.addAll(List.of(more));
        words.add(plan.toString());
        return drydock(words.toArray(String[]::new));
    }

    private void untouched() {
        for (String name : names) assertFalse(Files.exists(temp.resolve("hosts/" + name + "/mark")));
    }

    @Test
    void twoPeopleAndNoFewer() throws IOException {
        apply().says(3, "the plan lacks approvals", ": 0 of 2\n", "drydock approve", "no host was touched");
        approve("alice").says(0, "approved: program ", names.getFirst(), names.getLast());
        apply().says(3, ": 1 of 2 (alice@example.com)");
        approve("alices-other").says(0);
        apply().says(3, ": 1 of 2 (alice@example.com)");
        untouched();
        approve("bob").says(0);
        drydock("show", plan.toString()).says(0, "needs approvals (2) of:", "signatures: 3");
        Ended applied = apply("--format", "jsonl").says(0, "approved by alice@example.com, bob@example.com");
        assertEquals(programs(), executed(applied), "approved = executed");
        assertEquals("one\n", Files.readString(temp.resolve("hosts/" + names.getFirst() + "/mark")));
        onHosts("apply", plan, "--allowed-signers", temp.resolve("nobody").toString())
                .says(3, "there is no file");
    }

    /** The programs that the plan shows. */
    private Set<Object> programs() throws IOException {
        return new TreeSet<>(((Map<?, ?>) ((Map<?, ?>) Json.read(Files.readString(plan))).get("programs")).keySet());
    }

    private static Set<Object> executed(Ended applied) {
        Set<Object> programs = new TreeSet<>();
        applied.out()
                .lines()
                .filter(line -> line.contains("\"type\":\"task_ended\""))
                .map(line -> (Map<?, ?>) ((Map<?, ?>) Json.read(line)).get("task"))
                .forEach(task -> programs.add(String.valueOf(task.get("program"))));
        return programs;
    }

    /** A key that nobody has named, one whose time is over, and an approval whose time is over. */
    @Test
    void whatDoesNotCountIsToldWithItsPlace() throws Exception {
        approve("alice").says(0);
        approve("mallory").says(0);
        apply().says(3, approvals + ":", "this approval does not count: its key is not in " + signers, "1 of 2");
        Files.delete(approvals);
        approve("alice").says(0);
        approve("bob", "--valid-for", "1s").says(0);
        Thread.sleep(1100);
        apply().says(3, "does not count: it has expired, at ");
        approve("bob").says(0);
        String allowed = Files.readString(signers);
        Files.writeString(signers, allowed.replace("namespaces=\"drydock\"", "valid-before=\"20200101\""));
        apply().says(3, "key has expired");
        Files.writeString(signers, allowed.replace("namespaces=\"drydock\"", "namespaces=\"git\""));
        apply().says(3, "not permitted for use in signature namespace");
        Files.writeString(signers, "nonsense\n");
        apply().says(3, "0 of 2");
        untouched();
        Files.writeString(signers, allowed);
        apply().says(0, "warning: this approval does not count: it has expired");
    }

    /** One key with two names, and two people of whom each has a key of a third one's. */
    @Test
    void nobodyCountsTwice() throws IOException {
        allow("alias@example.com", "", "alice");
        approve("alice").says(0);
        apply().says(3, ": 1 of 2 (alias@example.com = alice@example.com)");
        Files.writeString(signers, Files.readString(signers).replace("bob@example.com", "alias@example.com"));
        approve("bob").says(0);
        apply().says(3, ": 1 of 2 (");
        untouched();
    }

    @Test
    void approvalsThatWereEditedDoNotCount() throws IOException {
        approve("alice").says(0);
        approve("bob", "--valid-for", "1h").says(0);
        String made = Files.readString(approvals);
        edited(text -> text.replaceAll("until \\d{4}", "until 2999"), "incorrect signature");
        edited(text -> text.replaceAll("program [0-9a-f]{8}", "program 00000000"), ": 0 of 2");
        edited(text -> text.replaceAll("made ", "made  "), "this is no approval of this Drydock");
        edited(text -> text.substring(0, text.length() - 40), "this is no approval of this Drydock");
        edited(text -> text.replaceFirst("(?s)^(.*?END SSH SIGNATURE-----\\n).*", "$1$1"), ": 1 of 2 (alice");
        edited(text -> "remark\n" + text.replaceAll("(?m)^[a-zA-Z0-9+/=]{20,}$", "AAAA"), ": 0 of 2");
        untouched();
        Files.writeString(approvals, "a remark\n" + made + "\n\n");
        apply().says(0, approvals + ":1:1: warning: this is no approval");
    }

    private void edited(UnaryOperator<String> edit, String message) throws IOException {
        String made = Files.readString(approvals);
        Files.writeString(approvals, edit.apply(made));
        apply().says(3, message);
        Files.writeString(approvals, made);
    }

    /** An approval is of a text: it goes with the text into the next plan, and what is new needs its own. */
    @Test
    void whatIsUnchangedStaysApproved() throws IOException {
        approve("alice").says(0);
        approve("bob").says(0);
        write("one", "another");
        plan("--require-approvals", "2").says(2);
        Ended refused = apply().says(3, names.getLast() + ": 0 of 2");
        assertFalse(refused.out().contains(names.getFirst() + ": "), refused.out());
        untouched();
        apply("-l", names.getFirst()).says(0);
        approve("alice").says(0);
        approve("bob").says(0);
        apply().says(0);
        assertEquals("another\n", Files.readString(temp.resolve("hosts/" + names.getLast() + "/mark")));
    }

    @Test
    void aPlanThatWasForgedLacksApprovals() throws Exception {
        approve("alice").says(0);
        approve("bob").says(0);
        String saved = Files.readString(plan);
        forge(document -> {
            Map<Object, Object> programs = new LinkedHashMap<>();
            String[] hosts = {Json.pretty(document.get("hosts"))};
            ((Map<?, ?>) document.get("programs")).forEach((print, text) -> {
                String forged = String.valueOf(text).replace("two", "666");
                programs.put(sha256(forged), forged);
                hosts[0] = hosts[0].replace(String.valueOf(print), sha256(forged));
            });
            document.put("programs", programs);
            document.put("hosts", Json.read(hosts[0]));
            return document;
        });
        apply().says(3, names.getLast() + ": 0 of 2");
        Files.writeString(plan, saved);
        forge(document -> {
            document.remove("approvals");
            return document;
        });
        Files.delete(approvals);
        apply("--require-approvals", "2").says(3, ": 0 of 2");
        Files.writeString(plan, saved);
        forge(document -> {
            document.put("approvals", 0L);
            return document;
        });
        apply().says(3, "\"approvals\" is no number of people");
        untouched();
    }

    private void forge(UnaryOperator<Map<Object, Object>> change) throws IOException {
        Map<Object, Object> document = new LinkedHashMap<>((Map<?, ?>) Json.read(Files.readString(plan)));
        document.remove("sha256");
        document = change.apply(document);
        document.put("sha256", sha256(Json.canonical(document)));
        Files.writeString(plan, Json.pretty(document));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void mistakesOfTheCommandLine() {
        onHosts("plan", playbook, "-i", inventory.toString(), "--require-approvals", "2")
                .says(3, "--require-approvals: error: is for plans that are saved");
        plan("--require-approvals", "0").says(3, "is a number from 1 to 100");
        onHosts("apply", playbook, "-i", inventory.toString(), "--require-approvals", "2")
                .says(3, "is for saved plans");
        approve("nokey").says(3, "could not sign");
        approve("alice", "--valid-for", "soon").says(3, "--valid-for: error: \"soon\" is no time");
        approve("alice", "--valid-for", "400d").says(3, "no time up to a year");
        drydock("approve", playbook.toString()).says(3, "this is no saved plan");
        assertFalse(Files.exists(approvals));
    }

    /** A host whose program is another one by the time of the apply is not changed, however the plan was approved. */
    @Test
    void whatNobodyHasApprovedIsNotRun() throws IOException {
        Path fact = temp.resolve("switch");
        Files.writeString(playbook, """
        - hosts: %s
          tasks:
            - name: choose
              command: {cmd: "cat %s", changes: never}
              register: chosen
            - name: mark
              shell: {cmd: "echo [=chosen.stdout] >%s/mark", creates: "%3$s/mark"}
        """.formatted(
                        names.getFirst(), Files.writeString(fact, "one"), temp.resolve("hosts/" + names.getFirst())));
        plan("--require-approvals", "1").says(2);
        approve("alice").says(0);
        Files.writeString(fact, "other");
        apply().says(1, "drifted since the plan was made; nothing was changed");
        apply("--replan-drifted").says(1, "has 0 of 1 approvals; nothing was changed");
        untouched();
        Files.writeString(fact, "one");
        apply().says(0);
    }
}
