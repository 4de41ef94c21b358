package io.drydock.action;

import com.sun.security.auth.module.UnixSystem;
import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import io.drydock.diag.SourcePos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose files may say what is run: the caller's own, root's, and those of the user who called sudo. Whoever could change a playbook would
 * have commands run as the caller, on every host. Files that a group may write to are fine: many systems make all files so, and a
 * team that shares them means it.
 */
public final class Trust {
    private static final int ROOT = 0;
    private static final int WRITABLE = 0002;
    private static final int STICKY = 01000;
    private static final String REMEDY =
            "read it; if it is what you mean to run, make it your own, or say --trust-files";

    private final Set<Integer> owners;
    private final boolean everybody;

    private Trust(Set<Integer> owners, boolean everybody) {
        this.owners = owners;
        this.everybody = everybody;
    }

    /** @param others who are trusted besides root, by their numbers */
    static Trust of(Set<Integer> others) {
        Set<Integer> owners = new HashSet<>(others);
        owners.add(ROOT);
        return new Trust(Set.copyOf(owners), false);
    }

    /** @param environment in which sudo says who has called it; anybody else's word for that is not taken */
    public static Trust ofCaller(Map<String, String> environment) {
        int caller = (int) new UnixSystem().getUid();
        String asked = environment.getOrDefault("SUDO_UID", "");
        return of(
                caller == ROOT && asked.matches("\\d{1,9}") ? Set.of(caller, Integer.parseInt(asked)) : Set.of(caller));
    }

    public static Trust everybody() {
        return new Trust(Set.of(), true);
    }

    /** The same, and the owner of a folder too: of Drydock's own, whose program runs already. */
    public Trust andOwnerOf(Path folder) {
        if (everybody || !Files.exists(folder)) return this;
        try {
            Set<Integer> more = new HashSet<>(owners);
            more.add((Integer) Files.getAttribute(folder, "unix:uid"));
            return new Trust(Set.copyOf(more), false);
        } catch (IOException e) {
            return this;
        }
    }

    /** Reports the first file or folder, of this one and all below it, that is not to be trusted. */
    public void check(Path path, Diagnostics problems) {
        if (everybody) return;
        try {
            for (Path each : FileTree.below(path)) {
                Optional<Diagnostic> doubt = doubt(each, SourcePos.of(each.toString()));
                doubt.ifPresent(problems::add);
                if (doubt.isPresent()) return;
            }
        } catch (IOException e) {
            problems.error(SourcePos.of(path.toString()), "cannot be read: " + e, "");
        }
    }

    /** Why a file that is there is not to be trusted; it is where it was named that says so. */
    Optional<Diagnostic> doubt(Path file, SourcePos pos) {
        if (everybody) return Optional.empty();
        try {
            for (Path each : places(file)) {
                Optional<String> why = why(each);
                if (why.isPresent())
                    return Optional.of(new Diagnostic(
                            pos,
                            (each.equals(file) && pos.file().equals(file.toString()) ? "" : each + " ") + why.get(),
                            REMEDY));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Diagnostic(pos, "cannot tell whose " + file + " is: " + e, ""));
        }
    }

    /** Whoever may change one of these decides what the name stands for: the file, its folder, and the folder that a link to it lies in. */
    private static List<Path> places(Path file) throws IOException {
        if (!Files.isRegularFile(file)) return List.of(file); // a pipe has no place
        return Stream.of(
                        file,
                        file.toRealPath().getParent(),
                        file.toAbsolutePath().getParent())
                .distinct()
                .toList();
    }

    private Optional<String> why(Path path) throws IOException {
        int owner = (Integer) Files.getAttribute(path, "unix:uid");
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        boolean shared =
                Files.isDirectory(path) && (mode & STICKY) != 0; // as /tmp: others cannot replace what is not theirs
        if (!owners.contains(owner))
            return Optional.of("belongs to " + Files.getOwner(path) + ", who could have anything run as you");
        if ((mode & WRITABLE) != 0 && !shared)
            return Optional.of("can be written to by everybody, who could have anything run as you");
        return Optional.empty();
    }
}
