package io.drydock.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.facts.Facts;
import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.Slot;
import io.drydock.remote.SshOptions;
import io.drydock.remote.Target;
import io.drydock.template.ShellWord;
import java.io.IOException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an apply's program does on a host whatever becomes of its connection, its controller and itself. */
class DetachedRunTest {
    private static final String COUNTED = """
            - hosts: all
              vars: {door_secret: mellon-friend}
              tasks:
                - {name: one, shell: {cmd: 'echo x >>[=root]/one; echo said', changes: always}, register: said}
                - {name: two, file: {path: "${root}/two", state: touch}}
                - {name: three, shell: {cmd: 'sleep 0.3; echo x >>[=root]/three; echo "$DOOR"', environment: {DOOR: "${door_secret}"}, changes: always}, register: door, notify: five}
                - {name: four, shell: {cmd: 'echo x >>[=root]/four', creates: "${root}/four"}}
                - {name: told, debug: {msg: "${said.stdout} ${door.stdout?length}"}}
                - {name: kept here, fetch: {src: "${root}/one", dest: "${root}/fetched", flat: true}}
              handlers:
                - {name: five, shell: {cmd: 'echo x >>[=root]/five', changes: always}}
            """;

    private static final String PLAIN = """
            - hosts: all
              tasks:
                - {name: one, shell: {cmd: 'echo x >>[=root]/one', changes: always}}
                - {name: two, shell: {cmd: 'sleep 1; echo x >>[=root]/two', creates: "${root}/two"}}
                - {name: three, shell: {cmd: 'echo x >>[=root]/three', changes: always}}
            """;

    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void makeHost() throws IOException {
        root = Files.createDirectories(temp.resolve("root"));
        Files.createDirectories(temp.resolve("run"));
        Files.createDirectories(temp.resolve("lib"));
        Files.createDirectories(temp.resolve("home"));
    }

    /** Runs commands on this machine, which has /run and /var/lib of its own; each loses its connection after so many bytes. */
    private final class Host implements Remote, OwnConnection {
        private final Remote here = new Connector(SshOptions.defaults()).connect(Target.local("host"));
        private final List<Integer> cuts;
        private int lost;
        private Optional<HostContext> context = Optional.empty();

        Host(List<Integer> cuts) throws RemoteException {
            this.cuts = new ArrayList<>(cuts);
        }

        @Override
        public Exit run(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
            int most = cuts.isEmpty() ? Integer.MAX_VALUE : cuts.removeFirst();
            Cut cut = new Cut(out, most);
            Exit exit = here.run(inside(command), stdin, cut, timeout);
            if (cut.isCut) throw new RemoteException(RemoteException.Kind.LOST, "cut", "");
            return exit;
        }

        @Override
        public Exit runOnTerminal(String command, InputSource stdin, Output out, Duration timeout) {
            throw new AssertionError("nobody asks for one");
        }

        @Override
        public HostContext context() {
            return context.orElseThrow();
        }

        @Override
        public void used(Optional<Become> user) {}

        @Override
        public void renew() {}

        @Override
        public void await(Slot.Wait wait) throws InterruptedException {
            wait.run();
        }

        @Override
        public void close() {
            here.close();
        }

        @Override
        public String describe() {
            return "here";
        }

        @Override
        public Remote remote() {
            return this;
        }

        @Override
        public Facts facts() {
            return Facts.of(Map.of("hostname", "host"));
        }

        @Override
        public Reported reported() {
            return new Reported(Map.of(), true, 0);
        }

        @Override
        public void reconnect(RemoteException why) {
            lost++;
        }

        @Override
        public void awaitRestart(Restart restart) {
            throw new AssertionError("nothing restarts");
        }
    }

    private static final class Cut implements Output {
        private final Output out;
        private int left;
        private boolean isCut;

        Cut(Output out, int left) {
            this.out = out;
            this.left = left;
        }

        @Override
        public boolean stdout(byte[] data, int length) {
            int fits = Math.min(length, left);
            left -= fits;
            if (fits > 0 && !out.stdout(data, fits)) return false;
            isCut = fits < length;
            return !isCut;
        }

        @Override
        public boolean stderr(byte[] data, int length) {
            return out.stderr(data, length);
        }
    }

    /** With variables in its environment that have the names of ours. */
    private String inside(String command) {
        String home = "DETACHED=yes HOST=here SEEN='1 99'; export DETACHED HOST SEEN; HOME="
                + ShellWord.quoted(temp.resolve("home").toString()) + "; export HOME; ";
        if (!"root".equals(System.getProperty("user.name"))) return home + command;
        return "exec unshare -m sh -c "
                + ShellWord.quoted(home + "mount --bind " + temp.resolve("run") + " /run && mount --bind "
                        + temp.resolve("lib") + " /var/lib && {\n" + command + "\n}");
    }

    private PlayBed bed(String play) throws Exception {
        Path file = Files.writeString(temp.resolve("play.yml"), play);
        return PlayBed.of(file, Map.of("root", root.toString()), Facts.of(Map.of("hostname", "host")), Mode.APPLY);
    }

    /** The same run in the hands of another controller. */
    private static PlayBed inEpoch(PlayBed bed, long epoch) {
        HostContext c = bed.context();
        RunOptions o = c.options();
        RunOptions later = new RunOptions(
                o.id(),
                epoch,
                o.owner(),
                o.mode(),
                o.commandTimeout(),
                o.taskTimeout(),
                o.reconnect(),
                o.keepPrograms(),
                o.stop(),
                o.beside());
        return new PlayBed(
                bed.play(),
                bed.view(),
                new HostContext(
                        c.host(),
                        c.access(),
                        c.library(),
                        c.variables(),
                        later,
                        c.listener(),
                        Redactor.of(c.access(), List.of()),
                        c.others(),
                        c.delegate()));
    }

    private List<TaskResult> run(PlayBed bed, Host host) throws Exception {
        HostRun run = new HostRun(bed.context(), ActionBed.alone());
        host.context = Optional.of(bed.context());
        try {
            run.run(bed.play(), new Party(), true, host);
        } finally {
            host.close();
        }
        return run.results;
    }

    private static String told(List<TaskResult> results) {
        return results.stream()
                .map(r -> r.name() + " " + r.outcome().label()
                        + r.message().map(m -> " " + m).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    private void assertCounted() throws IOException {
        for (String name : List.of("one", "three", "four", "five"))
            assertEquals("x\n", Files.readString(root.resolve(name)), name);
        assertEquals("x\n", Files.readString(root.resolve("fetched")));
    }

    private void clean() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }

    private String kept() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> f.startsWith(temp.resolve("run"))
                            || f.startsWith(temp.resolve("lib"))
                            || f.startsWith(temp.resolve("home")))
                    .toList()) text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    @Test
    void aConnectionMayBeLostAnywhere() throws Exception {
        String expected = told(run(bed(COUNTED), new Host(List.of())));
        assertTrue(expected.contains("told ok said 13"), expected);
        assertCounted();
        for (int at = 1; at < 1200; at += 107) {
            clean();
            Host host = new Host(List.of(at, at / 2 + 40, 700));
            assertEquals(expected, told(run(bed(COUNTED), host)), "lost after " + at + " bytes");
            assertTrue(host.lost > 0, "after " + at);
            assertCounted();
        }
    }

    @Test
    void theEnvironmentOfTheHostSaysNothingOfTheProgramAndIsLeftToTasks() throws Exception {
        String play = """
                - hosts: all
                  tasks:
                    - {name: one, shell: {cmd: 'echo "$HOST"', changes: always}, register: said}
                    - {name: told, debug: {msg: "${said.stdout}"}}
                """;
        assertEquals("one changed\ntold ok here", told(run(bed(play), new Host(List.of()))));
    }

    /** The reference to a secret is as good as the secret, for the controller alone. */
    @Test
    void noSecretIsKept() throws Exception {
        run(bed(COUNTED), new Host(List.of()));
        String kept = kept();
        assertTrue(kept.contains("said"), kept);
        assertFalse(kept.contains("mellon"), kept);
    }

    @Test
    void whoComesAgainReadsWhatHasCome() throws Exception {
        PlayBed bed = bed(PLAIN);
        String first = told(run(bed, new Host(List.of())));
        assertEquals("one changed\ntwo changed\nthree changed", first);
        assertEquals(first, told(run(inEpoch(bed, 2), new Host(List.of()))));
        for (String name : List.of("one", "two", "three"))
            assertEquals("x\n", Files.readString(root.resolve(name)), name);
        ProgramFailure late = assertThrows(ProgramFailure.class, () -> run(inEpoch(bed, 1), new Host(List.of())));
        assertTrue(late.getMessage().contains("another controller has gone on with run"), late.getMessage());
    }

    private List<Long> processes() throws IOException {
        List<Long> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.filter(f -> f.endsWith("process")).toList()) {
                String process = Files.readString(file).strip();
                if (!process.isEmpty()) found.add(Long.parseLong(process.substring(0, process.indexOf('.'))));
            }
        }
        return found;
    }

    private Thread killer(long afterMillis, boolean withSpool) {
        return Thread.ofPlatform().start(() -> {
            try {
                Thread.sleep(afterMillis);
                for (long process : processes()) {
                    Optional<ProcessHandle> program = ProcessHandle.of(process);
                    List<ProcessHandle> below =
                            program.stream().flatMap(ProcessHandle::descendants).toList();
                    program.ifPresent(ProcessHandle::destroyForcibly); // first, or it tells of a task that has failed
                    below.forEach(ProcessHandle::destroyForcibly);
                }
                if (!withSpool) return;
                try (Stream<Path> files = Files.walk(temp)) {
                    for (Path file : files.filter(f -> f.endsWith("spool")).toList()) Files.delete(file);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** What was begun and must not be done twice has failed; all else goes on where it was. */
    @Test
    void aProgramThatWasKilledGoesOn() throws Exception {
        for (long after : List.of(300, 600, 900)) {
            clean();
            Thread killer = killer(after, false);
            List<TaskResult> results = run(bed(PLAIN), new Host(List.of()));
            killer.join();
            for (String name : List.of("one", "two", "three"))
                assertEquals("x\n", Files.readString(root.resolve(name)), name + " " + told(results));
            assertEquals("one changed\ntwo changed\nthree changed", told(results));
        }
    }

    @Test
    void whatWasInterruptedAndMustNotBeDoneTwiceHasFailed() throws Exception {
        String play = """
                - hosts: all
                  tasks:
                    - {name: one, shell: {cmd: 'echo x >>[=root]/one; sleep 3', changes: always}}
                    - {name: two, shell: {cmd: 'echo x >>[=root]/two', changes: always}}
                """;
        Thread killer = killer(1200, false);
        List<TaskResult> results = run(bed(play), new Host(List.of()));
        killer.join();
        assertTrue(told(results).contains("one failed it was interrupted while it ran"), told(results));
        assertEquals("x\n", Files.readString(root.resolve("one")));
        assertFalse(Files.exists(root.resolve("two")));
    }

    @Test
    void anotherRunIsToldWhoIsThere() throws Exception {
        String play = """
                - hosts: all
                  tasks:
                    - {name: one, command: {cmd: "sleep 2", changes: always}}
                """;
        PlayBed first = bed(play);
        Thread running = Thread.ofPlatform().start(() -> {
            try {
                run(first, new Host(List.of()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.sleep(900);
        ProgramFailure refused = assertThrows(ProgramFailure.class, () -> run(bed(play), new Host(List.of())));
        assertTrue(
                refused.getMessage()
                        .startsWith("another run is applying to this host: "
                                + first.context().options().id() + " of tester@here, begun at now (process "),
                refused.getMessage());
        running.join();
        run(bed(play), new Host(List.of())); // and when that has ended, takes its place
        ProgramFailure cleared = assertThrows(ProgramFailure.class, () -> run(inEpoch(first, 2), new Host(List.of())));
        assertTrue(cleared.getMessage().contains("is not known any more"), cleared.getMessage());
    }

    @Test
    void aTaskThatTakesTooLongIsEndedWithAllOfIt() throws Exception {
        String play = """
                - hosts: all
                  tasks:
                    - name: slow
                      shell: {cmd: "trap '' TERM; (sleep 61.25 & sleep 61.25); echo no", changes: always}
                      timeout: 1
                      ignore_errors: true
                    - {name: quick, timeout: 5, command: {cmd: "true", changes: always}}
                """;
        List<TaskResult> results = run(bed(play), new Host(List.of()));
        assertEquals("slow failed took longer than its timeout of 1 s, and was ended\nquick changed", told(results));
        for (int i = 0; i < 100 && sleepers() > 0; i++) Thread.sleep(100); // what was killed takes a moment to be gone
        assertEquals(0, sleepers());
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("sleep 61.25"))
                .count();
    }
}
