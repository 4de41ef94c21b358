package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.SshOptions;
import io.drydock.remote.Target;
import io.drydock.template.ShellWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What passes between Drydock and a sudo. The sudos here are stand-ins that note what they read; src/test/fleet has real ones. */
class SudoDialogTest {
    private static final String PASSWORD = "pass wörd'$x";
    /** Takes the prompt of -p and leaves the command; asks once, and again when the password is wrong. */
    private static final String ASKS = """
      while [ "$1" != sh ]; do [ "$1" != -p ] || prompt=$2; shift; done
      for try in 1 2 3; do
        printf %s "$prompt" >&2
        IFS= read -r line || { echo "sudo: no password was provided" >&2; exit 1; }
        printf '%s\\n' "$line" >>"$NOTES"
        [ "$line" != "GOOD" ] || exec "$@"
        echo "Entschuldigung, bitte nochmal." >&2
      done
      echo "sudo: 3 incorrect password attempts" >&2; exit 1
      """.replace("GOOD", PASSWORD.replace("$", "\\$"));

    @TempDir
    Path directory;

    private record WithSudo(Remote remote, Path bin, Path notes) implements Remote {
        @Override
        public Exit run(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
            return remote.run(
                    "NOTES=" + notes + " PATH=" + bin + ":$PATH; export NOTES PATH; " + command, stdin, out, timeout);
        }

        @Override
        public void close() {
            remote.close();
        }

        @Override
        public String describe() {
            return remote.describe();
        }
    }

    private Remote host(String sudo) throws Exception {
        Path bin = Files.createTempDirectory(directory, "bin");
        assertTrue(Files.writeString(bin.resolve("sudo"), "#!/bin/sh\n" + sudo)
                .toFile()
                .setExecutable(true));
        SshOptions ssh = new SshOptions(
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), directory, List.of(), false);
        return new WithSudo(new Connector(ssh).connect(target("here")), bin, bin.resolve("notes"));
    }

    private static Target target(String name) {
        return Target.local(name);
    }

    private static Access access(String name, String password, PasswordTrial trial) {
        return new Access(target(name), true, "root", Optional.of(new Secret(password)), trial, List.of());
    }

    private static String notes(Remote host) throws Exception {
        Path notes = ((WithSudo) host).notes();
        return Files.exists(notes) ? Files.readString(notes) : "";
    }

    private record Ended(Exit exit, String out, String failure) {}

    private static Ended run(Remote host, Access access, String command) throws Exception {
        CollectedOutput collected = new CollectedOutput(1 << 16);
        try {
            Exit exit = SudoDialog.run(
                    host, Invocation.command(command, Optional.of("root"), access), collected, Duration.ofSeconds(60));
            return new Ended(exit, collected.stdout(), "");
        } catch (ProgramFailure e) {
            return new Ended(new Exit.Enough(), collected.stdout(), e.getMessage());
        }
    }

    private static Ended run(Remote host, String password, String command) throws Exception {
        return run(host, access("here", password, PasswordTrial.passed()), command);
    }

    @Test
    void theRightPasswordIsSentOnceAndTheCommandGetsNoInput() throws Exception {
        Remote host = host(ASKS);
        assertEquals(
                new Ended(new Exit.Exited(3), "it ran\n", ""), run(host, PASSWORD, "cat; echo \"it\" ran; exit 3"));
        assertEquals(PASSWORD + "\n", notes(host));
    }

    @Test
    void aWrongPasswordIsOneAttempt() throws Exception {
        Remote host = host(ASKS);
        Ended ended = run(host, "wrong", "touch " + directory.resolve("ran"));
        assertTrue(ended.failure().startsWith("sudo does not accept the password"), ended::toString);
        assertEquals("wrong\n", notes(host));
        assertFalse(Files.exists(directory.resolve("ran")));
    }

    /** sudo-rs frames the prompt, and takes the end of its input for an empty password. */
    @Test
    void aWrongPasswordIsOneAttemptForSudoRs() throws Exception {
        Remote host = host(ASKS.replace("printf %s \"$prompt\"", "printf '[sudo: %s] Password: ' \"$prompt\"")
                .replace("|| { echo", "|| : || { echo"));
        Ended ended = run(host, "wrong", "true");
        assertEquals("wrong\n", notes(host));
        assertTrue(ended.failure().startsWith("sudo does not accept the password"), ended::toString);
    }

    @Test
    void aSudoThatAsksForNothingGetsNoPassword() throws Exception {
        Remote host = host("while [ \"$1\" != sh ]; do shift; done; exec \"$@\"\n");
        assertEquals(
                new Ended(new Exit.Exited(0), "nothing: end\n", ""),
                run(host, PASSWORD, "echo \"nothing: $(cat)end\""));
    }

    /** A login shell or a sudo may print what it likes first; a copy of the prompt after sudo has answered asks for nothing. */
    @Test
    void whatTheCommandPrintsIsNoPrompt() throws Exception {
        Remote host = host(
                "echo lecture >&2; echo banner; while [ \"$1\" != sh ]; do [ \"$1\" != -p ] || prompt=$2; shift; done; export prompt; exec \"$@\"\n");
        Ended ended = run(host, PASSWORD, "printf %s \"$prompt\" >&2; sleep 0.3; cat; echo end");
        assertEquals(new Ended(new Exit.Exited(0), "end\n", ""), ended);
    }

    @Test
    void aProgramBehindSudoArrivesWhole() throws Exception {
        MarkedProgram program = MarkedProgram.of(ProgramText.header("plan", "test", true)
                + Files.readString(Path.of(System.getProperty("drydock.home"), "templates/runtime.sh"))
                + "start\nev fact 0 told " + ShellWord.quoted("x".repeat(300_000)) + "\nfinish\n");
        for (Invocation.Kind kind : Invocation.Kind.values()) {
            List<Integer> told = new ArrayList<>();
            Remote host = host(ASKS);
            ProgramRun.run(
                    host,
                    Invocation.of(
                            kind,
                            program.text(),
                            Optional.of("root"),
                            access("here", PASSWORD, PasswordTrial.passed())),
                    program.marker(),
                    Duration.ofSeconds(60),
                    event -> {
                        if (event instanceof Event.Fact fact)
                            told.add(fact.value().length());
                    });
            assertEquals(List.of(300_000), told);
            assertEquals(PASSWORD + "\n", notes(host));
        }
    }

    @TestFactory
    Stream<DynamicTest> whySudoRanNothing() {
        String asked =
                "for w do [ -n \"$next\" ] && prompt=$w; next=; [ \"$w\" != -p ] || next=1; done; printf %s \"$prompt\" >&2; read -r _; ";
        Map<String, String> sudos = Map.of(
                asked + "echo 'user is not in the sudoers file.' >&2; exit 1",
                "not in sudoers",
                asked + "echo 'Sorry, user u is not allowed to execute x as root on host.' >&2; exit 1",
                "does not allow it",
                asked + "echo 'sudo: 1 incorrect password attempt' >&2; exit 1",
                "does not accept the password",
                asked + "echo 'sudo: Account or password is expired, reset your password and try again' >&2; exit 1",
                "has expired",
                "echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1",
                "needs a terminal",
                "exit 127",
                "not installed",
                "echo \"sudo: unknown user root\" >&2; exit 1",
                "does not exist",
                "exit 5",
                "ended with status 5");
        return sudos.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getValue(), () -> {
                    Ended ended = run(host(e.getKey() + "\n"), PASSWORD, "true");
                    assertTrue(ended.failure().contains(e.getValue()), ended::toString);
                }));
    }

    @Test
    void aTypedPasswordIsTriedOnOneHostFirst() throws Exception {
        PasswordTrial trial = new PasswordTrial();
        List<Remote> hosts = List.of(host(ASKS), host(ASKS), host(ASKS), host(ASKS));
        List<Ended> ended = new ArrayList<>();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var results = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> run(hosts.get(i), access("host" + i, "wrong", trial), "true")))
                    .toList();
            for (var result : results) ended.add(result.get());
        }
        assertEquals(
                3,
                ended.stream()
                        .filter(e -> e.failure().contains("was not sent here, because host"))
                        .count(),
                ended::toString);
        assertEquals(
                1,
                ended.stream()
                        .filter(e -> e.failure().startsWith("sudo does not accept the password"))
                        .count(),
                ended::toString);
        String sent = "";
        for (Remote host : hosts) sent += notes(host);
        assertEquals("wrong\n", sent);
    }

    @Test
    void aTypedPasswordThatIsRightReachesAll() throws Exception {
        PasswordTrial trial = new PasswordTrial();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            List<Remote> hosts = List.of(host("exit 9\n"), host(ASKS), host(ASKS));
            var results = java.util.stream.IntStream.range(0, 3)
                    .mapToObj(i ->
                            threads.submit(() -> run(hosts.get(i), access("host" + i, PASSWORD, trial), "echo yes")))
                    .toList();
            List<String> out = new ArrayList<>();
            for (var result : results) out.add(result.get().out());
            assertEquals(List.of("", "yes\n", "yes\n"), out);
        }
    }

    @Test
    void noPasswordIsInAnyArgumentOrEnvironment() throws Exception {
        Invocation invocation =
                Invocation.command("true", Optional.of("root"), access("here", PASSWORD, PasswordTrial.passed()));
        assertFalse(invocation.command().contains("pass w"));
        assertFalse(new String(invocation.input(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.joining())
                .contains("pass w"));
    }
}
