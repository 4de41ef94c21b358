package io.drydock.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An apply whose connection is cut over something that changes nothing asks for that again. */
class ReconnectTest {
    private static final Predicate<PlayedHosts.Program> CLEARING = p -> p.text().contains("clear_run\nfinish");
    private static final Predicate<PlayedHosts.Program> FACTS = p -> p.asksForFacts() && !CLEARING.test(p);
    private static final Predicate<PlayedHosts.Program> PLAN = p -> p.text().contains(" MODE=plan ");

    @TempDir
    Path temp;

    private final List<String> arrived = new ArrayList<>();
    private Predicate<PlayedHosts.Program> cuts = FACTS;
    private int left;
    /** In seconds, how long a lost host is waited for. */
    private int patience = 20;

    private String keys = "";
    private PlayedHosts host;

    private synchronized void play(PlayedHosts.Program program) throws IOException {
        arrived.add(CLEARING.test(program) ? "clear" : program.text().replaceFirst("(?s).* MODE=(\\w+) .*", "$1"));
        boolean isCut = cuts.test(program) && left-- > 0;
        if (program.asksForFacts()) {
            if (!isCut) program.fine();
        } else {
            tell(program, isCut);
        }
        if (isCut) program.cut();
    }

    /** The first task is to change, the other does so once the connection has been cut in between. */
    private static void tell(PlayedHosts.Program program, boolean isCut) throws IOException {
        program.event("start", 0, "yes");
        for (int step : program.steps()) {
            program.event("begin", step);
            program.event("promises", step, "PROMISED=" + step);
            if (isCut && step > 1) return;
            program.event("end", step, "change");
        }
        program.event("finish", 0);
    }

    private PlayedFleet.Ended apply(String command, Predicate<PlayedHosts.Program> cuts, int times) throws Exception {
        this.cuts = cuts;
        left = times;
        arrived.clear();
        if (host == null) host = new PlayedHosts(Map.of("one", this::play));
        host.know(temp.resolve("known_hosts"));
        Path inventory = Files.writeString(
                temp.resolve("inventory.yml"),
                "all: {hosts: {one: {ansible_host: 127.0.0.1, ansible_user: one, ansible_port: " + host.port()
                        + ", ansible_password: " + PlayedHosts.PASSWORD + "}}}\n");
        Path playbook = Files.writeString(
                temp.resolve("play.yml"),
                "- hosts: all\n" + keys + "  tasks:\n    - {name: first, command: {cmd: one, changes: always}}\n"
                        + "    - {name: second, command: {cmd: two, changes: always}}\n");
        return PlayedFleet.drydock(
                command,
                "-i",
                inventory.toString(),
                "--known-hosts",
                temp.resolve("known_hosts").toString(),
                "--reconnect",
                String.valueOf(patience),
                "--format",
                "json",
                playbook.toString());
    }

    @AfterEach
    void stop() throws IOException {
        if (host != null) host.close();
    }

    private void assertApplied(PlayedFleet.Ended ended, String... programs) {
        assertEquals(0, ended.status(), ended.toString());
        assertEquals(List.of("one"), ended.with("changed"), ended.toString());
        assertTrue(ended.out().contains("\"accurate\" : 2"), ended.out());
        assertEquals(List.of(programs), arrived);
    }

    @Test
    void factsAreGatheredAgain() throws Exception {
        assertApplied(apply("apply", FACTS, 2), "facts", "facts", "facts", "plan", "apply", "clear");
    }

    @Test
    void aProgramIsPlannedAgain() throws Exception {
        assertApplied(apply("apply", PLAN, 2), "facts", "plan", "plan", "plan", "apply", "clear");
    }

    @Test
    void whatWasKeptOnTheHostIsClearedAgain() throws Exception {
        assertApplied(apply("apply", CLEARING, 1), "facts", "plan", "apply", "clear", "clear");
    }

    @Test
    void aHostThatCutsItEachTimeIsUnreachable() throws Exception {
        PlayedFleet.Ended ended = apply("apply", PLAN, 100);
        assertEquals(4, ended.status(), ended.toString());
        assertEquals(List.of("one"), ended.with("unreachable"), ended.toString());
        assertEquals(List.of("facts", "plan", "plan", "plan", "plan"), arrived);
    }

    @Test
    void aHostThatIsLostAtWorkIsNotPassedOver() throws Exception {
        keys = "  ignore_unreachable: true\n";
        patience = 0;
        PlayedFleet.Ended away = apply("apply", FACTS, 100);
        assertEquals(0, away.status(), away.toString());
        assertEquals(List.of("one"), away.with("ignored"), away.toString());
        PlayedFleet.Ended lost = apply("apply", p -> p.text().contains(" MODE=apply "), 1);
        assertEquals(4, lost.status(), lost.toString());
        assertEquals(List.of("one"), lost.with("unreachable"), lost.toString());
    }

    @Test
    void aPlanAloneIsNotMadeAgain() throws Exception {
        assertEquals(List.of("one"), apply("plan", PLAN, 1).with("unreachable"));
    }
}
