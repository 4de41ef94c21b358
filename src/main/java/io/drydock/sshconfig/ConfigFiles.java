package io.drydock.sshconfig;

import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of all hosts. Each is read once, and what is wrong with it is told once. Not thread-safe. */
final class ConfigFiles {
    private final LocalMachine machine;
    private final Diagnostics problems;
    private final Map<Path, Optional<ConfigFile>> files = new HashMap<>();
    private final Map<String, List<Path>> globs = new HashMap<>();

    ConfigFiles(LocalMachine machine, Diagnostics problems) {
        this.machine = machine;
        this.problems = problems;
    }

    /** A file that was asked for by its name: it has to be there, and may belong to anybody. */
    Optional<ConfigFile> named(Path path, SourcePos by) {
        return cached(path, () -> {
            if (Files.isRegularFile(path) || Files.isReadable(path) && !Files.isDirectory(path)) return true;
            problems.error(by, "there is no file " + path, "name a file of ssh_config, or none");
            return false;
        });
    }

    /** The user's own file, if there is one. */
    Optional<ConfigFile> own() {
        Path path = machine.home().resolve(".ssh/config");
        return cached(path, () -> isThere(path) && isTrusted(path));
    }

    /** The file of this machine, if there is one. */
    Optional<ConfigFile> system(Path path) {
        return cached(path, () -> isThere(path));
    }

    /** A file that another one includes. */
    Optional<ConfigFile> included(Path path) {
        return cached(path, () -> isThere(path) && isTrusted(path));
    }

    List<Path> matching(String pattern) {
        return globs.computeIfAbsent(pattern, PathGlob::of);
    }

    private interface Check {
        boolean passes();
    }

    private Optional<ConfigFile> cached(Path path, Check check) {
        Optional<ConfigFile> known = files.get(path);
        if (known != null) return known;
        Optional<ConfigFile> read = check.passes() ? read(path) : Optional.empty();
        files.put(path, read);
        return read;
    }

    private static boolean isThere(Path path) {
        return Files.exists(path) && !Files.isDirectory(path);
    }

    private Optional<ConfigFile> read(Path path) {
        try {
            return Optional.of(ConfigFile.read(path, problems));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            problems.error(SourcePos.of(path.toString()), "cannot be read", "let your user read it, or use -F none");
            return Optional.empty();
        }
    }

    /** As ssh, which obeys no file that another user could have written. */
    private boolean isTrusted(Path path) {
        try {
            var owner = Files.getAttribute(path, "unix:uid");
            var rights = Files.readAttributes(path, PosixFileAttributes.class).permissions();
            boolean foreign = !owner.equals(0) && !String.valueOf(owner).equals(machine.uid());
            boolean open = rights.contains(PosixFilePermission.GROUP_WRITE)
                    || rights.contains(PosixFilePermission.OTHERS_WRITE);
            if (!foreign && !open) return true;
            problems.error(
                    SourcePos.of(path.toString()),
                    foreign ? "it belongs to another user" : "others may write to it",
                    foreign ? "have it belong to you or to root" : "chmod go-w " + path);
            return false;
        } catch (IOException e) {
            return true; // reading it says why
        }
    }
}
