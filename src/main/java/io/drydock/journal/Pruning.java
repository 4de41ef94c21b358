package io.drydock.journal;

import io.drydock.journal.RunEvent.HostEntry;
import io.drydock.journal.RunEvent.RunBegan;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes runs that are old, or that many others came after; never the last run of a host, and none that a living process works on.
 *
 * @param journal the name of a run's journal in its folder
 * @param age since its last event
 * @param most how many of the newest are kept whatever their hosts are
 */
record Pruning(String journal, Duration age, int most) {
    /** @param newestFirst the folders of all runs */
    void of(List<Path> newestFirst) throws IOException {
        Set<Path> old = new HashSet<>();
        for (int i = 0; i < newestFirst.size(); i++)
            if (i >= most || isOld(newestFirst.get(i))) old.add(newestFirst.get(i));
        if (old.isEmpty()) return; // or every run would take the time to read how all others began
        Set<String> hosts = new HashSet<>();
        for (Path run : newestFirst) {
            Optional<RunBegan> began = began(run);
            long last = began.stream()
                    .flatMap(b -> b.hosts().stream())
                    .map(HostEntry::name)
                    .filter(hosts::add)
                    .count();
            if (last == 0 && old.contains(run)) remove(run);
        }
    }

    private boolean isOld(Path run) throws IOException {
        Instant last = Files.getLastModifiedTime(run.resolve(journal)).toInstant();
        return last.isBefore(Instant.now().minus(age));
    }

    /** Empty of a run that was ended before it began. */
    private Optional<RunBegan> began(Path run) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(run.resolve(journal))) {
            return Optional.ofNullable(lines.readLine())
                    .map(JournalLine::read)
                    .map(JournalEntry::event)
                    .filter(RunBegan.class::isInstance)
                    .map(RunBegan.class::cast);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void remove(Path run) throws IOException {
        Optional<RunOwner> owner = RunOwner.of(run);
        if (owner.isEmpty()) return;
        try (RunOwner _ = owner.get();
                Stream<Path> files = Files.list(run)) {
            for (Path file : files.toList()) Files.delete(file);
            Files.delete(run);
        }
    }
}
