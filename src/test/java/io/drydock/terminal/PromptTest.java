package io.drydock.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions for secrets, on a terminal that no standard stream need be. */
class PromptTest {
    private static final String ASK = "drydock exec -b -K -i inventory.yml all -- true >log 2>&1 </dev/null";
    private static final String QUESTION = "become password: ";

    @TempDir
    static Path folder;

    private static Installation drydock;

    @BeforeAll
    static void install() throws IOException {
        drydock = Installation.in(folder);
        Files.writeString(
                folder.resolve("inventory.yml"), "all:\n  vars: {ansible_connection: local}\n  hosts: {one: }\n");
        Path sudo = Files.writeString(folder.resolve("bin/sudo"), """
        #!/bin/sh
        while :; do case $1 in -p) printf %s "$2" >&2; shift 2 ;; -u) shift 2 ;; -*) shift ;; *) break ;; esac; done
        IFS= read -r password
        printf '%s\\n' "$password" >FOLDER/password
        exec "$@"
        """.replace("FOLDER", folder.toString()));
        assertTrue(sudo.toFile().setExecutable(true));
    }

    private static String file(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** Of a file that stty -a wrote. */
    private static boolean echoes(String name) throws IOException {
        return List.of(file(name).split("[\\s;]+")).contains("echo");
    }

    @TestFactory
    Stream<DynamicTest> whatIsTypedReachesSudoAndNoScreen() {
        String longest = "0123456789".repeat(300);
        return Map.of(
                        "se cret'$",
                        "se cret'$",
                        "first\025second",
                        "second",
                        "thirx\177d",
                        "third",
                        "gr\u00fc\u00dfe \u4e2d",
                        "gr\u00fc\u00dfe \u4e2d",
                        "",
                        "",
                        longest,
                        longest)
                .entrySet()
                .stream()
                .map(e ->
                        DynamicTest.dynamicTest(e.getValue().length() > 99 ? "long" : "[" + e.getValue() + "]", () -> {
                            try (Terminal terminal = new Terminal(
                                    drydock, "xterm", 80, "stty iutf8; " + ASK + "; echo ended $?; stty -a >after")) {
                                terminal.awaitText(QUESTION);
                                terminal.type(e.getKey() + "\r");
                                terminal.status();
                                assertEquals(
                                        "become password: \nended 0",
                                        terminal.screen().text().strip(),
                                        () -> log());
                                assertEquals(e.getValue() + "\n", file("password"));
                                assertTrue(file("log").contains("1 host: 1 ok"), PromptTest::log);
                                assertTrue(echoes("after"));
                            }
                        }));
    }

    private static String log() {
        try {
            return file("log");
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void theEndOfInputIsNoAnswer() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, ASK)) {
            terminal.awaitText(QUESTION);
            terminal.type("\004");
            assertEquals(3, terminal.status());
            assertTrue(log().contains("no password was typed"), PromptTest::log);
        }
    }

    @Test
    void whereThereIsNoTerminalTheOtherWaysAreNamed() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "setsid -w " + ASK)) {
            assertEquals(3, terminal.status());
            assertTrue(
                    log().contains("there is no terminal to ask on")
                            && log().contains("--become-password-file")
                            && log().contains("ansible_become_password"),
                    PromptTest::log);
        }
    }

    @Test
    void nothingIsAskedForInputThatIsWrong() throws Exception {
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, ASK.replace("-K", "-K -f 0"))) {
            assertEquals(3, terminal.status());
            assertFalse(terminal.output().contains(QUESTION));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ctrl-C", "INT", "TERM", "HUP"})
    void echoComesBackWhenItIsInterrupted(String how) throws Exception {
        Files.deleteIfExists(folder.resolve("after"));
        try (Terminal terminal = new Terminal(
                drydock,
                "xterm",
                80,
                "trap : INT; sh -c 'echo $$ >pid; exec " + ASK + "'; echo ended $?; stty -a >after")) {
            terminal.awaitText(QUESTION);
            Thread.sleep(200);
            if (how.equals("Ctrl-C")) terminal.type("\003");
            else
                new ProcessBuilder("kill", "-" + how, file("pid").strip())
                        .start()
                        .waitFor();
            terminal.awaitText("ended 130");
            terminal.status();
            assertTrue(echoes("after"));
        }
    }

    @Test
    void echoComesBackWhileItIsStopped() throws Exception {
        try (Terminal terminal = new Terminal(
                drydock,
                "xterm",
                80,
                "set -m; " + ASK + "; stty -a >stopped; echo and on; fg >/dev/null; echo ended $?; stty -a >after")) {
            terminal.awaitText(QUESTION);
            Thread.sleep(200);
            terminal.type("\032");
            terminal.awaitText("and on\r\n" + QUESTION);
            Thread.sleep(200);
            terminal.type("secret\r");
            terminal.awaitText("ended 0");
            terminal.status();
            assertFalse(terminal.output().contains("secret"), terminal::output);
            assertEquals("secret\n", file("password"));
            assertTrue(echoes("stopped") && echoes("after"));
        }
    }

    /** Nobody answers at the port: it is the key that is asked for first. */
    @Test
    void anEncryptedKeyIsAskedForOnceForAllHosts() throws Exception {
        Files.writeString(
                folder.resolve("remote.yml"),
                "all:\n  vars: {ansible_host: 127.0.0.1, ansible_port: 1, ansible_ssh_private_key_file: '" + folder
                        + "/key'}\n  hosts: {one: , two: , three: }\n");
        assertEquals(
                0,
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-a",
                                "1",
                                "-N",
                                "open sesame",
                                "-f",
                                folder + "/key")
                        .start()
                        .waitFor());
        String exec = "drydock exec -i remote.yml all -- true >log 2>&1 </dev/null";
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, exec)) {
            terminal.awaitText("passphrase for key " + folder + "/key: ");
            terminal.type("open barley\r");
            terminal.awaitText("that is not it; ");
            terminal.type("open sesame\r");
            assertEquals(4, terminal.status());
            assertEquals(2, terminal.output().split("passphrase for key", -1).length - 1, terminal::output);
            assertTrue(log().contains("127.0.0.1:1 refused the connection"), PromptTest::log);
        }
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, exec)) {
            for (int i = 1; i <= 3; i++) {
                int asked = i;
                Terminal.await("question " + i, () -> terminal.output().split("passphrase for key", -1).length > asked);
                terminal.type("open barley\r");
            }
            assertEquals(4, terminal.status());
            assertTrue(log().contains("no passphrase that was typed is the right one"), PromptTest::log);
        }
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "setsid -w " + exec)) {
            assertEquals(4, terminal.status());
            assertTrue(
                    log().contains("/key is encrypted and no passphrase was given")
                            && log().contains("ansible_private_key_passphrase"),
                    PromptTest::log);
        }
    }

    @Test
    void whatAPlayAsksForIsTypedOnceAndItsSecretsAreKeptNowhere() throws Exception {
        Files.writeString(folder.resolve("asking.yml"), """
                - hosts: all
                  vars_files: [weaker.yml]
                  vars_prompt:
                    - {name: release, prompt: "Which release?", default: "1.2", private: no}
                    - {name: code, prompt: Code, confirm: true}
                  tasks:
                    - debug: "<${release}> <${code?length}> <${code}>"
                - hosts: all
                  vars_prompt: [{name: code, prompt: Once more, private: no}]
                  tasks: [debug: "${code?length}"]
                """);
        Files.writeString(folder.resolve("weaker.yml"), "release: weaker\n");
        String plan = "drydock plan -i inventory.yml -o saved asking.yml >log 2>&1";
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, plan)) {
            terminal.awaitText("Which release? [1.2]: ");
            terminal.type("\r");
            terminal.awaitText("Code: ");
            terminal.type("geheim1\r");
            terminal.awaitText("The same again, to confirm: ");
            terminal.type("other\r");
            terminal.awaitText("That was another one. Code: ");
            terminal.type("geheim22\r");
            Terminal.await("question", () -> terminal.output().split("again, to confirm: ", -1).length > 2);
            terminal.type("geheim22\r");
            assertEquals(0, terminal.status(), PromptTest::log);
            assertFalse(terminal.output().contains("geheim"), terminal::output);
        }
        assertTrue(log().contains("<1.2> <8> <(secret)>"), PromptTest::log);
        assertTrue(file("saved").contains("release='1.2'"), file("saved"));
        assertFalse(file("saved").contains("geheim"), file("saved"));
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, "drydock apply saved >log 2>&1")) {
            terminal.awaitText("Code: ");
            terminal.type("\004");
            assertEquals(3, terminal.status());
            assertFalse(terminal.output().contains("release"), terminal::output);
            assertTrue(log().contains("\"code\" is asked for, and nothing was typed"), PromptTest::log);
        }
        String alone = "setsid -w drydock plan -i inventory.yml -e code=geheim22 asking.yml >log 2>&1 </dev/null";
        try (Terminal terminal = new Terminal(drydock, "xterm", 80, alone)) {
            assertEquals(3, terminal.status());
            assertTrue(
                    log().contains("there is no terminal to ask on") && log().contains("-e release=..."),
                    PromptTest::log);
            assertFalse(log().contains("code"), PromptTest::log);
        }
    }
}
