package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.inventory.BecomeMethod;
import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.SshOptions;
import io.drydock.remote.Target;
import io.drydock.template.ShellWord;
import java.nio.charset.StandardCharsets;
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

/** What passes between Drydock and a sudo, su or doas. Those here are stand-ins that note what they read; src/test/fleet has real ones. */
class BecomeDialogTest {
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
            return remote.run(prepared(command), stdin, out, timeout);
        }

        @Override
        public Exit runOnTerminal(String command, InputSource stdin, Output out, Duration timeout)
                throws RemoteException {
            return remote.runOnTerminal(prepared(command), stdin, out, timeout);
        }

        private String prepared(String command) {
            return "NOTES=" + notes + " PATH=" + bin + ":$PATH; export NOTES PATH; " + command;
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
        return host(BecomeMethod.SUDO, sudo);
    }

    private Remote host(BecomeMethod method, String script) throws Exception {
        Path bin = Files.createTempDirectory(directory, "bin");
        assertTrue(Files.writeString(bin.resolve(method.word()), "#!/bin/sh\n" + script)
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
        return access(name, BecomeMethod.SUDO, Optional.of(password), trial);
    }

    private static Access access(String name, BecomeMethod method, Optional<String> password, PasswordTrial trial) {
        Become root = Become.root(method);
        Become become = password.map(p -> root.with(new Secret(p))).orElse(root);
        return new Access(target(name), true, Ways.of(become, Map.of()), trial, List.of());
    }

    private static String notes(Remote host) throws Exception {
        Path notes = ((WithSudo) host).notes();
        return Files.exists(notes) ? Files.readString(notes) : "";
    }

    private record Ended(Exit exit, String out, String failure) {}

    private static Ended run(Remote host, Access access, String command) throws Exception {
        CollectedOutput collected = new CollectedOutput(1 << 16);
        try {
            Exit exit = BecomeDialog.run(
                    host, Invocation.command(command, access.usual(), access), collected, Duration.ofSeconds(60));
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

    /** One that asks for nothing, and whose standard output comes later than what the program says of its failure. */
    private static final String LATE = """
      while [ "$1" != sh ]; do shift; done
      echo 'sudo: unable to resolve host here' >&2
      { "$@"; echo $? >"$NOTES"; } | { sleep 0.5; cat; }; exit $(cat "$NOTES")
      """;

    @TestFactory
    Stream<DynamicTest> whatIsSaidOfAFailureIsNotLost() {
        return Stream.of(Optional.<String>empty(), Optional.of(PASSWORD))
                .map(password -> DynamicTest.dynamicTest(password.isEmpty() ? "no password" : "password", () -> {
                    Access access = access("here", BecomeMethod.SUDO, password, PasswordTrial.passed());
                    CollectedOutput collected = new CollectedOutput(1 << 16);
                    BecomeDialog.run(
                            host(LATE),
                            Invocation.command("echo why >&2; echo out; exit 3", access.usual(), access),
                            collected,
                            Duration.ofSeconds(60));
                    assertEquals("out\nwhy\n", collected.text());
                    ProgramFailure failure = org.junit.jupiter.api.Assertions.assertThrows(
                            ProgramFailure.class,
                            () -> ProgramRun.run(
                                    host(LATE),
                                    Invocation.of(Invocation.Kind.OPEN, "echo why >&2; exit 4", access.usual(), access),
                                    "marker",
                                    Duration.ofSeconds(60),
                                    _ -> {}));
                    assertTrue(failure.getMessage().endsWith("it ended with status 4: why"), failure.getMessage());
                }));
    }

    @Test
    void aProgramBehindSudoArrivesWhole() throws Exception {
        MarkedProgram program = MarkedProgram.of(ProgramText.header("plan", "test", true)
                + Files.readString(Path.of(System.getProperty("drydock.home"), "templates/runtime.sh"))
                + "start\nev fact 0 told " + ShellWord.quoted("x".repeat(300_000)) + "\nfinish\n");
        for (Invocation.Kind kind : Invocation.Kind.values()) {
            List<Integer> told = new ArrayList<>();
            Remote host = host(ASKS);
            ProgramRun.run(host, invocation(kind, program.text()), program.marker(), Duration.ofSeconds(60), event -> {
                if (event instanceof Event.Fact fact) told.add(fact.value().length());
            });
            assertEquals(List.of(300_000), told);
            assertEquals(PASSWORD + "\n", notes(host));
        }
    }

    private static Invocation invocation(Invocation.Kind kind, String program) throws ProgramFailure {
        Access access = access("here", PASSWORD, PasswordTrial.passed());
        return Invocation.of(kind, program, access.usual(), access);
    }

    @TestFactory
    Stream<DynamicTest> whySudoRanNothing() {
        String asked =
                "for w do [ -n \"$next\" ] && prompt=$w; next=; [ \"$w\" != -p ] || next=1; done; printf %s \"$prompt\" >&2; read -r _; ";
        Map<String, String> sudos = Map.of(
                asked + "echo 'user is not in the sudoers file.' >&2; exit 1",
                "not in sudoers",
                asked + "echo \"Sorry, user u is not allowed to execute '${*##* root }' as root on host.\" >&2; exit 1",
                "does not allow it",
                asked + "echo 'sudo: 1 incorrect password attempt' >&2; exit 1",
                "does not accept the password",
                asked + "echo 'sudo: Account or password is expired, reset your password and try again' >&2; exit 1",
                "has expired",
                "echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1",
                "needs a terminal",
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

    /** One that asks for a password as su and doas do, whose words nobody can choose: BEFORE, then the program of -c. */
    private static String asking(String prompt) {
        return """
        while [ "$1" != -c ]; do shift; done
        stty -echo 2>/dev/null
        printf %s 'PROMPT'
        IFS= read -r line
        printf '%s\\n' "$line" >>"$NOTES"
        [ "$line" = 'GOOD' ] || { echo "su: Authentication failure"; exit 1; }
        exec sh -c "$2"
        """.replace("PROMPT", prompt).replace("GOOD", PASSWORD.replace("'", "'\\''"));
    }

    @TestFactory
    Stream<DynamicTest> aPromptInAnyLanguage() {
        return Stream.of(
                        "Password: ",
                        "Password for root@EXAMPLE.ORG: ",
                        "Passwort: ",
                        "Mot de passe : ",
                        "密码：",
                        "Пароль: ",
                        "Geben Sie es ein>",
                        "Lecture: be careful\nWelcome to\nPassword:")
                .flatMap(prompt -> Stream.of(BecomeMethod.SU, BecomeMethod.DOAS)
                        .map(method -> DynamicTest.dynamicTest(method + " " + prompt, () -> {
                            Remote host = host(method, asking(prompt));
                            Access access = access("here", method, Optional.of(PASSWORD), PasswordTrial.passed());
                            assertEquals(
                                    new Ended(new Exit.Exited(3), "out\nerr\nend\n", ""),
                                    together(run(host, access, "echo out; echo err >&2; cat; echo end; exit 3")));
                            assertEquals(PASSWORD + "\n", notes(host));
                        })));
    }

    /** Where there was no terminal the streams came apart. */
    private static Ended together(Ended ended) {
        return ended.out().equals("out\nend\n") ? new Ended(ended.exit(), "out\nerr\nend\n", "") : ended;
    }

    private record Said(BecomeMethod method, String script, String failure, boolean answered) {}

    private static final List<Said> SAID = List.of(
            new Said(
                    BecomeMethod.SU,
                    asking("Password: ").replace("= '", "= 'not "),
                    "su does not accept the password",
                    true),
            new Said(
                    BecomeMethod.SU,
                    "printf 'Password: '; read -r line; echo $line >>$NOTES; echo 'su: Permission denied' >&2; exit 1",
                    "su does not allow it: the user has to be in a certain group",
                    true),
            new Said(BecomeMethod.SU, "echo 'su: user root does not exist' >&2; exit 1", "does not exist there", false),
            new Said(BecomeMethod.SU, "echo \"su: unknown user root\" >&2; exit 1", "does not exist there", false),
            new Said(
                    BecomeMethod.SU,
                    "printf 'Password: '; read -r line; echo $line >>$NOTES; echo 'su: incorrect password'; exit 1",
                    "su does not accept the password",
                    true),
            new Said(BecomeMethod.SU, "echo 'su: must be suid to work properly'; exit 1", "set-user-ID", false),
            new Said(
                    BecomeMethod.SU,
                    "echo 'su: must be run from a terminal' >&2; exit 1",
                    "su needs a terminal there",
                    false),
            new Said(
                    BecomeMethod.SU,
                    "printf 'Password: '; read -r line; echo $line >>$NOTES; echo; echo 'You are required to change your password immediately (administrator enforced).'; printf 'Current password: '; read -r more && echo $more >>$NOTES; exit 1",
                    "has expired there",
                    true),
            new Said(
                    BecomeMethod.SU,
                    "printf 'Password: '; read -r line; echo $line >>$NOTES; echo 'su: User account has expired' >&2; exit 1",
                    "has expired there",
                    true),
            new Said(
                    BecomeMethod.SU,
                    "printf 'Password: '; read -r line; echo $line >>$NOTES; echo; printf 'Second factor: '; read -r more && echo $more >>$NOTES; exit 1",
                    "su asks there for what is no password: \"Second factor:\"",
                    true),
            new Said(
                    BecomeMethod.SU,
                    "printf 'Verification code: '; read -r more && echo $more >>$NOTES; exit 1",
                    "for what is no password",
                    false),
            new Said(
                    BecomeMethod.SU,
                    "echo 'This account is currently not available.'; exit 1",
                    "no shell there",
                    false),
            new Said(
                    BecomeMethod.DOAS,
                    "echo 'doas: Operation not permitted' >&2; exit 1",
                    "no rule of its doas.conf",
                    false),
            new Said(
                    BecomeMethod.DOAS,
                    "echo 'doas: doas is not enabled, /etc/doas.conf: No such file or directory' >&2; exit 1",
                    "write its doas.conf",
                    false),
            new Said(BecomeMethod.DOAS, "echo 'doas: not installed setuid' >&2; exit 1", "set-user-ID", false),
            new Said(
                    BecomeMethod.DOAS,
                    "printf 'doas (ops@host) password: '; read -r line; echo $line >>$NOTES; echo 'doas: Authentication failed' >&2; exit 1",
                    "doas does not accept the password",
                    true),
            new Said(
                    BecomeMethod.SUDO,
                    "echo 'sudo: The \"no new privileges\" flag is set, which prevents sudo from running as root.' >&2; exit 1",
                    "no_new_privs",
                    false),
            new Said(
                    BecomeMethod.SUDO,
                    "echo 'sudo: effective uid is not 0, is sudo installed setuid root?' >&2; exit 1",
                    "set-user-ID",
                    false),
            new Said(
                    BecomeMethod.SUDO,
                    "echo 'sudo-rs: I'\\''m sorry ops. I'\\''m afraid I can'\\''t do that' >&2; exit 1",
                    "does not allow it",
                    false),
            new Said(
                    BecomeMethod.SUDO,
                    "printf 'Password & verification code: '; read -r more && echo $more >>$NOTES; exit 1",
                    "for what is no password",
                    false));

    @TestFactory
    Stream<DynamicTest> whyNobodyWasBecome() {
        return SAID.stream()
                .map(said -> DynamicTest.dynamicTest(said.method() + " " + said.failure(), () -> {
                    Remote host = host(said.method(), said.script() + "\n");
                    Access access = access("here", said.method(), Optional.of("wrong"), PasswordTrial.passed());
                    Ended ended = run(host, access, "touch " + directory.resolve("ran"));
                    assertTrue(ended.failure().contains(said.failure()), ended::toString);
                    assertFalse(ended.failure().contains("drydock-"), ended::toString);
                    assertEquals(said.answered() ? "wrong\n" : "", notes(host));
                    assertFalse(Files.exists(directory.resolve("ran")));
                }));
    }

    /** Never the program in the place of a password. */
    @TestFactory
    Stream<DynamicTest> aQuestionWithoutAPassword() {
        return Stream.of("Password: ", "Contraseña:")
                .map(prompt -> DynamicTest.dynamicTest(prompt, () -> {
                    Remote host = host(BecomeMethod.SU, asking(prompt));
                    Ended ended = run(
                            host, access("here", BecomeMethod.SU, Optional.empty(), PasswordTrial.passed()), "true");
                    assertTrue(ended.failure().startsWith("su wants a password; give it with"), ended::toString);
                    assertEquals("\n", notes(host));
                }));
    }

    /** sshd runs nothing for a user whose password has expired, and says so in the place of the login shell. */
    @Test
    void anExpiredPasswordOfTheLoginIsNamed() throws Exception {
        Remote host = host(ASKS);
        Path shell = Files.writeString(
                ((WithSudo) host).bin().resolve("sh"),
                "#!/bin/sh\necho 'WARNING: Your password has expired.' >&2; exit 1\n");
        assertTrue(shell.toFile().setExecutable(true));
        String failure = run(host, PASSWORD, "true").failure();
        assertTrue(failure.startsWith("the account or its password has expired there; log in and renew it"), failure);
        assertEquals("", notes(host));
    }

    /** What the host has is told where the method is not there. */
    @Test
    void namesTheMethodsThatAreThere() throws Exception {
        Remote host = host(BecomeMethod.SU, "");
        Access access = access("here", BecomeMethod.DOAS, Optional.of(PASSWORD), PasswordTrial.passed());
        Become missing = new Become(
                BecomeMethod.DOAS,
                "root",
                List.of("no-such-doas"),
                BecomeMethod.DOAS.options(""),
                Optional.of(new Secret(PASSWORD)));
        CollectedOutput collected = new CollectedOutput(1 << 16);
        ProgramFailure e = org.junit.jupiter.api.Assertions.assertThrows(
                ProgramFailure.class,
                () -> BecomeDialog.run(
                        host,
                        Invocation.command("true", Optional.of(missing), access),
                        collected,
                        Duration.ofSeconds(20)));
        assertTrue(
                e.getMessage().startsWith("no-such-doas, which become_exe names, is not installed there"),
                e.getMessage());
        assertTrue(e.getMessage().contains("su: --become-method"), e.getMessage());
    }

    /** A terminal passes every byte, and a program longer than its lines may be; the program knows nothing of it. */
    @Test
    void aProgramBehindATerminalArrivesWhole() throws Exception {
        String hard = "\u0001\u0003\u0004\r\n\t\u0011\u0013\u0016\u001a\u001c\u007f é\u0081 !\\ ";
        String text = hard + "x".repeat(1 << 20) + "\n" + "line\r\n".repeat(1000) + hard;
        MarkedProgram program = MarkedProgram.of(ProgramText.header("plan", "test", true)
                + Files.readString(Path.of(System.getProperty("drydock.home"), "templates/runtime.sh"))
                + "start\nev fact 0 told " + ShellWord.quoted(text)
                + "\nev fact 0 told \"$(cat; tty; (: </dev/tty) 2>/dev/null && echo terminal)\"\nfinish\n");
        for (Invocation.Kind kind : Invocation.Kind.values()) {
            Remote host = host(BecomeMethod.DOAS, asking("doas (ops@here) password: "));
            Access access = access("here", BecomeMethod.DOAS, Optional.of(PASSWORD), PasswordTrial.passed());
            List<String> told = new ArrayList<>();
            ProgramRun.run(
                    host,
                    Invocation.of(kind, program.text(), access.usual(), access),
                    program.marker(),
                    Duration.ofSeconds(60),
                    event -> {
                        if (event instanceof Event.Fact fact) told.add(fact.value());
                    });
            assertEquals(
                    List.of(text, "not a tty"),
                    told.stream()
                            .map(t -> t.strip().equals("not a tty") ? "not a tty" : t)
                            .toList());
            assertEquals(PASSWORD + "\n", notes(host));
        }
    }

    /** As sudo does with requiretty, which is asked without a terminal once. */
    @Test
    void aTerminalThatIsDemandedIsGiven() throws Exception {
        Remote host = host(
                "echo asked >>\"$NOTES\"; tty -s || { echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1; }\n"
                        + ASKS);
        Access access = access("here", PASSWORD, PasswordTrial.passed());
        assertEquals(new Ended(new Exit.Exited(0), "yes\n", ""), run(host, access, "echo yes"));
        assertEquals(new Ended(new Exit.Exited(0), "yes\n", ""), run(host, access, "echo yes"));
        assertEquals("asked\nasked\n" + PASSWORD + "\nasked\n" + PASSWORD + "\n", notes(host));
    }

    @Test
    void noPasswordIsInAnyArgumentOrEnvironment() throws Exception {
        Access access = access("here", PASSWORD, PasswordTrial.passed());
        Invocation invocation = Invocation.command("true", access.usual(), access);
        assertFalse(invocation.command().contains("pass w"));
        assertFalse(new String(invocation.input(), StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.joining())
                .contains("pass w"));
    }
}
