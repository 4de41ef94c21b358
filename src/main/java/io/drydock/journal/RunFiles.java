package io.drydock.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs as folders of files that only their owner can read, RUN/journal.jsonl each. Kept are the last run of every host, and of the others those of
 * the last 90 days, at most so many that there are 200.
 *
 * @param folder of all runs; made when the first one begins
 */
public record RunFiles(Path folder) implements RunStore {
    private static final String JOURNAL = "journal.jsonl";
    private static final Duration AGE = Duration.ofDays(90);
    private static final int MOST = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    public RunFiles {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Where the XDG Base Directory Specification has a user's state; a path that is not absolute does not count there. */
    public static RunFiles of(Map<String, String> environment, Path home) {
        Path state = Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".local/state"));
        return new RunFiles(state.resolve("drydock/runs"));
    }

    @Override
    public Opened begin(RunEvent.RunBegan run) throws IOException {
        if (!NAME.matcher(run.run()).matches()) throw new IllegalArgumentException("no name of a run: " + run.run());
        Files.createDirectories(folder, PRIVATE);
        Path own = Files.createDirectory(folder.resolve(run.run()), PRIVATE);
        RunOwner owner =
                RunOwner.of(own).orElseThrow(() -> new IOException("the run " + run.run() + " has been taken"));
        Journal journal = JournalFile.create(own.resolve(JOURNAL), owner);
        JournalEntry first = journal.write(run, true);
        keepNames(own);
        keepNames(folder);
        return new Opened(journal, List.of(first));
    }

    @Override
    public void prune() throws IOException {
        new Pruning(JOURNAL, AGE, MOST).of(runs().stream().map(folder::resolve).toList());
    }

    /** A file that is on the disk can be found after a power failure only when its folder is there, too. */
    private static void keepNames(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Opened takeOver(String run, String controller, String process) throws IOException {
        Path own = existing(run).orElseThrow(() -> new IOException("there is no run " + run));
        RunOwner owner = RunOwner.of(own)
                .orElseThrow(() ->
                        new IOException("the process that runs " + run + " is alive; see: drydock status " + run));
        try {
            return takeOver(own.resolve(JOURNAL), owner, controller, process);
        } catch (IOException | RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    private static Opened takeOver(Path file, RunOwner owner, String controller, String process) throws IOException {
        JournalText text = JournalText.read(file);
        if (text.entries().isEmpty())
            throw new IOException("the run was ended before it had begun; no host was touched");
        if (text.entries().getLast().event() instanceof RunEvent.RunEnded) throw new IOException("the run has ended");
        owner.wishes().take(); // of one that was gone before it could
        Journal journal = JournalFile.open(file, owner, text);
        List<JournalEntry> entries = new ArrayList<>(text.entries());
        entries.add(journal.write(new RunEvent.RunResumed(controller, process, text.torn()), true));
        return new Opened(journal, entries);
    }

    @Override
    public List<String> runs() throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(own -> own.getFileName().toString())
                    .filter(run -> existing(run).isPresent())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    @Override
    public Optional<RunRecord> read(String run) throws IOException {
        Optional<Path> own = existing(run);
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(JournalText.read(own.get().resolve(JOURNAL)).record());
    }

    @Override
    public boolean ask(String run, Wish wish) throws IOException {
        if (!isOwned(run)) throw new IOException("no process works on the run " + run);
        return WishFile.in(folder.resolve(run)).put(wish);
    }

    @Override
    public boolean isOwned(String run) throws IOException {
        Optional<Path> own = existing(run);
        return own.isPresent() && RunOwner.isAlive(own.get());
    }

    private Optional<Path> existing(String run) {
        return Optional.of(run)
                .filter(name -> NAME.matcher(name).matches())
                .map(folder::resolve)
                .filter(own -> Files.isRegularFile(own.resolve(JOURNAL)));
    }
}
