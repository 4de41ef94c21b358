package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.facts.Facts;
import io.drydock.remote.Connector;
import io.drydock.remote.Exit;
import io.drydock.remote.InputSource;
import io.drydock.remote.Output;
import io.drydock.remote.Remote;
import io.drydock.remote.RemoteException;
import io.drydock.remote.Slot;
import io.drydock.remote.SshOptions;
import io.drydock.template.ShellWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Plans and applies tasks with real shells in a folder of this machine. */
final class ActionBed {
    /** A machine takes one apply at a time. */
    private static final Object APPLIES = new Object();

    private final Path root;
    private final Path shells;
    private Facts facts;
    private final ActionLibrary library;
    private final Restarting restarting;
    private final Set<String> told = new TreeSet<>();

    /** What takes the place of a restart of the host; the facts are those of afterwards. */
    interface Restarting {
        Map<String, String> restart() throws Exception;
    }

    /** For tasks that restart nothing. */
    ActionBed(Path root, Path shells, Map<String, String> facts, ActionLibrary library) {
        this(root, shells, facts, library, () -> {
            throw new AssertionError("this machine must not be restarted");
        });
    }

    /**
     * @param root becomes {@code ${root}}; root/bin is first in the programs' PATH
     * @param shells a folder whose {@code sh} is the shell to use
     * @param library the actions
     */
    ActionBed(Path root, Path shells, Map<String, String> facts, ActionLibrary library, Restarting restarting) {
        this.root = root;
        this.shells = shells;
        this.facts = Facts.of(facts);
        this.library = library;
        this.restarting = restarting;
    }

    /** The fields of results that hosts have told, as ACTION.FIELD, also of the items of lists: ACTION.FIELD.FIELD. */
    Set<String> told() {
        return told;
    }

    List<TaskResult> run(String tasks, Mode mode) throws Exception {
        return run(tasks, mode, mode == Mode.APPLY);
    }

    /** The same where what is kept of an apply is nobody else's matter: only its program is run. */
    List<TaskResult> runAlone(String tasks, Mode mode) throws Exception {
        return run(tasks, mode, false);
    }

    private List<TaskResult> run(String tasks, Mode mode, boolean isCleared) throws Exception {
        if (mode == Mode.PLAN) return runNow(tasks, mode, isCleared);
        synchronized (APPLIES) {
            return runNow(tasks, mode, isCleared);
        }
    }

    private List<TaskResult> runNow(String tasks, Mode mode, boolean isCleared) throws Exception {
        Path file = Files.writeString(root.resolve(".tasks.yml"), "- hosts: all\n  tasks:\n" + tasks.indent(4));
        PlayBed bed = PlayBed.of(file, Map.of("root", root.toString()), facts, mode, library);
        SshOptions ssh = new SshOptions(
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), root, List.of(), false);
        ToldResults fields = new ToldResults();
        try (Remote remote = new WithPath(
                new Connector(ssh).connect(bed.context().access().target()),
                root,
                shells + ":" + root.resolve("bin"),
                fields)) {
            List<TaskResult> results = run(bed, new Here(bed.context(), remote));
            told.addAll(fields.of(bed.play()));
            if (isCleared) clear(bed.context(), remote);
            return results;
        }
    }

    /** Of a host whose tasks are not delegated. */
    static Delegates alone() {
        return new Delegates(
                () -> {
                    throw new AssertionError("nothing is delegated");
                },
                _ -> Optional.empty());
    }

    /** As at the end of a host's session; another case would wait for its lock. */
    private static void clear(HostContext context, Remote remote) throws Exception {
        ProgramRun.run(
                remote,
                Invocation.Kind.OPEN,
                ProgramText.ofClearing(context),
                Optional.empty(),
                context.access(),
                Duration.ofSeconds(30),
                _ -> {});
    }

    /** Another test on this machine may be applying; this one waits for its lock. */
    private static List<TaskResult> run(PlayBed bed, OwnConnection link) throws Exception {
        for (int attempt = 0; ; attempt++) {
            HostRun host = new HostRun(bed.context(), alone());
            try {
                host.run(bed.play(), new Party(), true, link);
                return host.results;
            } catch (ProgramFailure e) {
                boolean isLocked = e.getMessage().contains("another run is applying") && host.results.isEmpty();
                if (attempt == 100 || !isLocked) throw e;
                Thread.sleep(300);
            }
        }
    }

    private final class Here implements OwnConnection {
        private final HostContext context;
        private final Remote remote;

        Here(HostContext context, Remote remote) {
            this.context = context;
            this.remote = remote;
        }

        @Override
        public Remote remote() {
            return remote;
        }

        @Override
        public HostContext context() {
            return context;
        }

        @Override
        public void used(Optional<Become> user) {}

        @Override
        public Facts facts() {
            return facts;
        }

        @Override
        public Reported reported() {
            return new Reported(Map.of(), true, 0);
        }

        @Override
        public void reconnect(RemoteException lost) throws RemoteException {
            throw lost;
        }

        @Override
        public void renew() {}

        @Override
        public void await(Slot.Wait wait) throws InterruptedException {
            wait.run();
        }

        @Override
        public void awaitRestart(Restart restart) throws RemoteException {
            try {
                facts = Facts.of(restarting.restart());
            } catch (Exception e) {
                throw new RemoteException(RemoteException.Kind.LOST, e.toString(), "");
            }
        }
    }

    /**
     * Puts folders before the PATH of what runs, tells it the root, and has it see root/etc, where that is, in the place of /etc; or what
     * the script root/mounts mounts, where that is.
     */
    private record WithPath(Remote remote, Path root, String path, ToldResults fields) implements Remote {
        @Override
        public Exit run(String command, InputSource stdin, Output out, Duration timeout) throws RemoteException {
            String program = "cd " + ShellWord.quoted(root.toString()) + "; root=" + ShellWord.quoted(root.toString())
                    + " PATH=" + ShellWord.quoted(path) + ":$PATH; export root PATH; " + command;
            Path etc = root.resolve("etc");
            Path mounts = root.resolve("mounts");
            if (Files.exists(mounts)) {
                program = mounted(". " + ShellWord.quoted(mounts.toString()), program);
            } else if (Files.exists(etc.resolve("passwd"))) {
                program = mounted("mount --bind " + ShellWord.quoted(etc.toString()) + " /etc", program);
            }
            return remote.run(program, stdin, fields.seeing(out), timeout);
        }

        private static String mounted(String mounts, String program) {
            return "exec unshare -m sh -c " + ShellWord.quoted(mounts + " && {\n" + program + "\n}");
        }

        @Override
        public Exit runOnTerminal(String command, InputSource stdin, Output out, Duration timeout) {
            throw new AssertionError("no case becomes another user");
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

    static final class Silent implements RunListener {}
}
