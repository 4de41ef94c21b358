package io.drydock.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.sshconfig.HostConfig;
import io.drydock.sshconfig.Keyword;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several methods in a row, and what a person is asked. */
@Timeout(60)
class LoginMethodsTest {
    @TempDir
    Path directory;

    private final Person person = new Person();

    /** Answers by what the question ends with, and takes a while for it. */
    private static final class Person implements Dialog {
        private final Map<String, String> answers = new java.util.HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private boolean present = true;
        private Duration pause = Duration.ZERO;

        @Override
        public boolean isPossible() {
            return present;
        }

        @Override
        public synchronized Optional<Secret> ask(String question, boolean echo) {
            asked.add(question + (echo ? " (shown)" : ""));
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return Optional.empty();
            }
            return answers.entrySet().stream()
                    .filter(a -> question.endsWith(a.getKey()))
                    .map(a -> new Secret(a.getValue()))
                    .findFirst();
        }
    }

    /** Asks each list of questions at a time; one that begins with + shows what is typed. */
    private record Questions(List<List<String>> rounds, List<String> right, List<String> got, List<Integer> round)
            implements KeyboardInteractiveAuthenticator {
        Questions(List<List<String>> rounds, List<String> right) {
            this(rounds, right, new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public InteractiveChallenge generateChallenge(ServerSession s, String user, String lang, String submethods) {
            round.clear();
            got.clear();
            return challenge();
        }

        private InteractiveChallenge challenge() {
            InteractiveChallenge challenge = new InteractiveChallenge();
            challenge.setInteractionName("");
            challenge.setInteractionInstruction("");
            challenge.setLanguageTag("");
            for (String question : rounds.get(round.size()))
                challenge.addPrompt(question.replaceFirst("^\\+", ""), question.startsWith("+"));
            return challenge;
        }

        @Override
        public boolean authenticate(ServerSession session, String user, List<String> answers) {
            got.addAll(answers);
            return got.equals(right);
        }
    }

    @Test
    void whatIsRightButNotEnoughGoesOn() throws Exception {
        for (String methods : List.of(
                "publickey,password",
                "publickey,keyboard-interactive",
                "password,publickey",
                "publickey,publickey,password")) {
            try (TestServer server = start()) {
                CoreModuleProperties.AUTH_METHODS.set(server.server, methods);
                server.server.setPublickeyAuthenticator((user, key, session) -> true);
                Path key = server.writeKey(server.login, "id_ecdsa", Optional.empty());
                Path other = server.writeKey(TestServer.ecKey(), "id_rsa", Optional.empty());
                Target named = server.byPassword(TestServer.PASSWORD).withKey(key, Optional.empty());
                assertGreets(
                        server,
                        new Target(
                                named.name(),
                                named.config().with(Keyword.IDENTITY_FILE, other.toString()),
                                named.key(),
                                named.password(),
                                named.passphrase(),
                                named.jump(),
                                false,
                                Optional.empty()));
                assertGreets(server, server.byPassword(TestServer.PASSWORD));
            }
        }
        assertEquals(List.of(), person.asked);
    }

    @Test
    void thePasswordAnswersTheFirstQuestionAndAPersonTheOthers() throws Exception {
        person.answers.put("Verification code: ", "123456");
        try (TestServer server = start()) {
            server.server.setUserAuthFactoriesNames("keyboard-interactive");
            Questions both =
                    new Questions(List.of(List.of("Password: ", "Verification code: ")), List.of("s3cret", "123456"));
            server.server.setKeyboardInteractiveAuthenticator(both);
            person.answers.put("Password: ", "s3cret");
            assertGreets(server, server.byPassword(TestServer.PASSWORD));
            assertEquals(List.of("(me@test) Password: ", "(me@test) Verification code: "), person.asked);
            person.asked.clear();
            server.server.setKeyboardInteractiveAuthenticator(
                    new Questions(List.of(List.of("Kennwort: ")), List.of("s3cret")));
            assertGreets(server, server.byPassword(TestServer.PASSWORD));
            assertEquals(List.of(), person.asked);
        }
    }

    @Test
    void thePasswordGoesToNoQuestionThatShowsItOrWantsACode() throws Exception {
        for (String question :
                List.of("+Password: ", "One-time password (OTP): ", "Enter PASSCODE: ", "Verification code: ")) {
            person.asked.clear();
            try (TestServer server = start()) {
                server.server.setUserAuthFactoriesNames("keyboard-interactive");
                Questions questions = new Questions(List.of(List.of(question)), List.of("never"));
                server.server.setKeyboardInteractiveAuthenticator(questions);
                RemoteException e = refusal(server, server.byPassword(TestServer.PASSWORD));
                assertFalse(questions.got.contains("s3cret"), question);
                assertEquals(1, person.asked.size(), person.asked::toString);
                assertTrue(e.getMessage().contains("nobody has answered its prompt: "), e.getMessage());
                person.present = false;
                assertTrue(refusal(server, server.byPassword(TestServer.PASSWORD))
                        .remedy()
                        .contains("on a terminal"));
                person.present = true;
            }
        }
    }

    @Test
    void whoTypesSlowlyIsNotTooSlowForTheHandshake() throws Exception {
        person.pause = Duration.ofSeconds(3);
        person.answers.put("code: ", "42");
        try (TestServer server = start()) {
            CoreModuleProperties.AUTH_METHODS.set(server.server, "publickey,keyboard-interactive");
            server.server.setKeyboardInteractiveAuthenticator(
                    new Questions(List.of(List.of("\033[2Jcode: ")), List.of("42")));
            Path key = server.writeKey(server.login, "key", Optional.empty());
            assertGreets(connector(server, Duration.ofSeconds(2)), server.byKey(key, Optional.empty()));
            assertEquals(List.of("(me@test) \\u001b[2Jcode: "), person.asked);
        }
    }

    @Test
    void whereAKeyIsRefusedNobodyIsAskedForAPassword() throws Exception {
        try (TestServer server = start()) {
            Path stranger = server.writeKey(TestServer.ecKey(), "stranger", Optional.empty());
            refusal(server, server.byKey(stranger, Optional.empty()));
            assertEquals(List.of(), person.asked);
            person.answers.put("password: ", TestServer.PASSWORD);
            assertGreets(server, Target.of("test", config(server)));
            assertEquals(List.of("(me@test) password: "), person.asked);
        }
    }

    @Test
    void optionsSayWhichMethodsAndInWhichOrder() throws Exception {
        try (TestServer server = start()) {
            Path key = server.writeKey(server.login, "key", Optional.empty());
            Target target = server.byPassword("wrong").withKey(key, Optional.empty());
            assertGreets(server, target);
            for (Map.Entry<Keyword, String> option : Map.of(
                            Keyword.PUBKEY_AUTHENTICATION,
                            "no",
                            Keyword.PREFERRED_AUTHENTICATIONS,
                            "password,keyboard-interactive")
                    .entrySet()) {
                RemoteException e = refusal(server, with(target, option.getKey(), option.getValue()));
                assertTrue(e.getMessage().contains("tried password, keyboard-interactive;"), e.getMessage());
            }
            Target byPassword = with(server.byPassword("wrong"), Keyword.PASSWORD_AUTHENTICATION, "no");
            RemoteException e = refusal(server, with(byPassword, Keyword.KBD_INTERACTIVE_AUTHENTICATION, "no"));
            assertTrue(
                    e.getMessage().contains("nothing was tried")
                            || e.getMessage().contains("no key"),
                    e.getMessage());
        }
    }

    @Test
    void aPassphraseIsAskedForOnceAndOnlyWhereTheKeyIsTaken() throws Exception {
        person.answers.put("key: ", "open sesame");
        person.pause = Duration.ofMillis(300);
        try (TestServer server = start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Path right = server.writeKey(server.login, "right", Optional.of("open sesame"));
            Path wrong = server.writeKey(TestServer.ecKey(), "wrong", Optional.of("open sesame"));
            HostConfig config = config(server)
                    .with(Keyword.IDENTITY_FILE, right.toString())
                    .with(Keyword.IDENTITY_FILE, wrong.toString());
            person.answers.put("passphrase for key " + right + ": ", "open sesame");
            Connector connector = connector(server, Duration.ofSeconds(10));
            Callable<Boolean> login = () -> {
                assertGreets(connector, Target.of("test", config));
                return true;
            };
            for (Future<Boolean> each :
                    threads.invokeAll(Stream.generate(() -> login).limit(4).toList())) each.get();
            assertEquals(List.of("passphrase for key " + right + ": "), person.asked);
            person.asked.clear();
            person.present = false;
            RemoteException e = refusal(server, Target.of("test", config));
            assertTrue(e.getMessage().contains(wrong + " is encrypted and no passphrase was given"), e.getMessage());
            person.present = true;
            refusal(
                    server,
                    Target.of(
                            "test",
                            with(Target.of("test", config), Keyword.BATCH_MODE, "yes")
                                    .config()));
            assertEquals(List.of(), person.asked);
        }
    }

    /** Of a jump host, too. */
    @Test
    void theNamedKeyIsAskedForBeforeHostsAreCalled() throws Exception {
        try (TestServer server = start()) {
            Path mine = server.writeKey(TestServer.ecKey(), "mine", Optional.of("open sesame"));
            Path hop = server.writeKey(TestServer.ecKey(), "hop", Optional.of("open sesame"));
            person.answers.put("", "open sesame");
            Target target = server.byKey(mine, Optional.empty()).through(server.byKey(hop, Optional.empty()));
            connector(server, Duration.ofSeconds(5))
                    .unlock(List.of(target, target, server.byKey(hop, Optional.of("given"))));
            assertEquals(
                    List.of("passphrase for key " + hop + ": ", "passphrase for key " + mine + ": "), person.asked);
        }
    }

    private static Target with(Target target, Keyword keyword, String value) {
        return new Target(
                target.name(),
                target.config().with(keyword, value),
                target.key(),
                target.password(),
                target.passphrase(),
                target.jump(),
                false,
                Optional.empty());
    }

    private TestServer start() throws Exception {
        return TestServer.start(directory, call -> call.exit().onExit(0));
    }

    private static HostConfig config(TestServer server) {
        return HostConfig.of("127.0.0.1", server.port(), "me");
    }

    private Connector connector(TestServer server, Duration handshake) throws Exception {
        SshOptions options =
                new SshOptions(Duration.ofSeconds(5), handshake, Duration.ZERO, server.know(), List.of(), false);
        return new Connector(options, new Keyring(directory, Map.of(), person));
    }

    private void assertGreets(TestServer server, Target target) throws Exception {
        assertGreets(connector(server, Duration.ofSeconds(10)), target);
    }

    private static void assertGreets(Connector connector, Target target) throws Exception {
        try (Remote remote = connector.connect(target)) {
            assertEquals(
                    new Exit.Exited(0),
                    remote.run("hello", InputSource.none(), new Captured(), Duration.ofSeconds(10)));
        }
    }

    private RemoteException refusal(TestServer server, Target target) throws Exception {
        Connector connector = connector(server, Duration.ofSeconds(10));
        return assertThrows(RemoteException.class, () -> connector.connect(target));
    }
}
