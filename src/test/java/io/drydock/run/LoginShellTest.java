package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Secret;
import io.drydock.inventory.BecomeMethod;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.Target;
import io.drydock.sshconfig.HostConfig;
import io.drydock.template.ShellWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs behind every login shell: a command line that each of them takes alike, and a program that runs whole or not
 * at all. Runs with the shells of this machine, as sshd starts them: with -c and the command line.
 */
class LoginShellTest {
    private static final List<String> SHELLS =
            List.of("sh", "dash", "bash", "rbash", "zsh", "ksh93", "ksh", "mksh", "csh", "bsd-csh", "tcsh", "fish");
    private static final Access ACCESS = Access.asLoggedIn(Target.of("host", HostConfig.of("host", 22, "user")));

    @TempDir
    Path directory;

    /** As sshd: the shell with -c and the command; or a program that stands for a shell. */
    private record Behind(List<String> shell, Path directory, int cut) implements Remote {
        @Override
        public Exit run(String command, InputSource stdin, Output out, Duration timeout) {
            List<String> words = new ArrayList<>(shell);
            words.addAll(List.of("-c", command));
            try {
                Process process =
                        new ProcessBuilder(words).directory(directory.toFile()).start();
                byte[] input = stdin.open().readAllBytes();
                try (var pipe = process.getOutputStream()) {
                    pipe.write(input, 0, Math.min(cut, input.length));
                } catch (IOException ended) {
                    // a shell is free not to read
                }
                byte[] said = process.getInputStream().readAllBytes();
                out.stdout(said, said.length);
                byte[] complained = process.getErrorStream().readAllBytes();
                out.stderr(complained, complained.length);
                return new Exit.Exited(process.waitFor());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Exit runOnTerminal(String command, InputSource stdin, Output out, Duration timeout) {
            throw new AssertionError("nobody is to be become");
        }

        @Override
        public void close() {}

        @Override
        public String describe() {
            return String.join(" ", shell);
        }
    }

    private Remote behind(String... shell) {
        return new Behind(List.of(shell), directory, Integer.MAX_VALUE);
    }

    private static MarkedProgram program(String body) {
        try {
            String runtime = Files.readString(Path.of(System.getProperty("drydock.home"), "templates/runtime.sh"));
            return MarkedProgram.of(
                    ProgramText.header("plan", "test", true) + runtime + "start\n" + body + "\nfinish\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the program told by an event, having run to its end. */
    private static String told(Remote remote, Invocation.Kind kind, String body) throws Exception {
        MarkedProgram program = program(body);
        StringBuilder told = new StringBuilder();
        ProgramRun.run(
                remote,
                Invocation.of(kind, program.text(), Optional.empty(), ACCESS),
                program.marker(),
                Duration.ofSeconds(30),
                event -> {
                    if (event instanceof Event.Fact fact) told.append(fact.value());
                });
        return told.toString();
    }

    @TestFactory
    Stream<DynamicTest> everyLoginShellRunsTheSameProgram() {
        List<Path> found = SHELLS.stream()
                .flatMap(s -> Stream.of("/bin", "/usr/bin").map(d -> Path.of(d, s)))
                .filter(Files::isExecutable)
                .toList();
        assertTrue(found.size() >= 2, "no shells");
        return found.stream()
                .flatMap(shell -> Arrays.stream(Invocation.Kind.values())
                        .map(kind -> DynamicTest.dynamicTest(shell + " " + kind, () -> {
                            String hard =
                                    "it's ! `no` $HOME \\\\ \\! \"quoted\" * ~ %s {a,b} ; # \n\ttwo lines é \u0081";
                            String told = told(
                                    behind(shell.toString()),
                                    kind,
                                    "ev fact 0 told " + ShellWord.quoted(hard)
                                            + "\nev fact 0 told \"$(cat; echo of input)\"");
                            assertEquals(hard + "of input", told);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> aShellWithHabits() {
        return Stream.of(
                        List.of("prints", "echo Welcome; echo; echo '@0 start 0'"),
                        List.of("prints without a newline", "printf 'Welcome'; printf 'to standard error' >&2"),
                        List.of("reads a line", "read -r line"),
                        List.of("reads lines", "read -r line; read -r line; read -r line"))
                .flatMap(habit -> Arrays.stream(Invocation.Kind.values())
                        .map(kind -> DynamicTest.dynamicTest(
                                habit.getFirst() + " " + kind,
                                () -> assertEquals(
                                        "here",
                                        told(
                                                behind(shell(habit.get(1) + "; exec /bin/sh \"$@\"")),
                                                kind,
                                                "ev fact 0 told here")))));
    }

    @TestFactory
    Stream<DynamicTest> aShellThatRunsNothingSaysSo() {
        return Stream.of(
                        List.of(
                                "nologin",
                                "echo 'This account is currently not available.'; exit 1",
                                "This account is currently not available."),
                        List.of("forced command", "echo only backups here; exit 0", "only backups here"),
                        List.of("ends at once", "exit 0", "check the login shell"),
                        List.of("reads it all", "cat >/dev/null; exec /bin/sh \"$@\"", "did not arrive whole"))
                .flatMap(shell -> Arrays.stream(Invocation.Kind.values())
                        .map(kind -> DynamicTest.dynamicTest(shell.getFirst() + " " + kind, () -> {
                            Path ran = directory.resolve("ran");
                            ProgramFailure e = assertThrows(
                                    ProgramFailure.class, () -> told(behind(shell(shell.get(1))), kind, ": >" + ran));
                            assertTrue(e.getMessage().contains(shell.get(2)), e.getMessage());
                            assertFalse(Files.exists(ran));
                        })));
    }

    /** Wherever the connection is cut, nothing of the program has run. */
    @Test
    void aProgramThatIsCutDoesNotStart() throws Exception {
        Path ran = directory.resolve("ran");
        String text = ": >" + ran + "\n";
        for (Invocation.Kind kind : Invocation.Kind.values()) {
            Invocation invocation = Invocation.of(kind, text.repeat(3), Optional.empty(), ACCESS);
            for (int cut = 0;
                    cut < invocation.input().length;
                    cut += cut < 40 || cut > invocation.input().length - 250 ? 1 : 37) {
                Exit exit = new Behind(List.of("/bin/sh"), directory, cut)
                        .run(
                                invocation.command(),
                                InputSource.of(invocation.input()),
                                new CollectedOutput(1 << 16),
                                Duration.ofSeconds(9));
                assertEquals(new Exit.Exited(97), exit, kind + " cut at " + cut);
                assertFalse(Files.exists(ran), kind + " cut at " + cut);
            }
            new Behind(List.of("/bin/sh"), directory, Integer.MAX_VALUE)
                    .run(
                            invocation.command(),
                            InputSource.of(invocation.input()),
                            new CollectedOutput(1 << 16),
                            Duration.ofSeconds(9));
            assertTrue(Files.deleteIfExists(ran) || kind == Invocation.Kind.SEALED, kind + " whole");
        }
    }

    /** The command line is one that csh and fish read as sh does. */
    @Test
    void theCommandLineIsOneLineOfPlainWords() throws Exception {
        for (Invocation.Kind kind : Invocation.Kind.values()) {
            for (Become become : every("o'neill".replace("'", ""))) {
                String command =
                        Invocation.of(kind, "x", Optional.of(become), ACCESS).command();
                assertEquals(
                        List.of(),
                        command.chars()
                                .filter(c -> c == '\n' || c == '!' || c == '\\' || c == '`')
                                .boxed()
                                .toList(),
                        command);
            }
        }
        for (String name : List.of("a'; touch /pwned; '", "", "-c", "a\nb", "a!b")) {
            for (Become become : every(name))
                assertThrows(
                        ProgramFailure.class,
                        () -> Invocation.of(Invocation.Kind.OPEN, "x", Optional.of(become), ACCESS),
                        name);
        }
    }

    private static List<Become> every(String user) {
        return Stream.of(BecomeMethod.values())
                .flatMap(m -> Stream.of(Optional.<Secret>empty(), Optional.of(new Secret("x")))
                        .map(p -> new Become(m, user, List.of(m.word()), m.options(""), p)))
                .toList();
    }

    private String shell(String text) throws IOException {
        Path script = Files.createTempFile(directory, "shell", "");
        Files.writeString(script, "#!/bin/sh\n" + text + "\n");
        assertTrue(script.toFile().setExecutable(true));
        return script.toString();
    }
}
