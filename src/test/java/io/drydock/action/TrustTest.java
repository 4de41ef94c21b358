package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.diag.Diagnostic;
import io.drydock.diag.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    private static final int STRANGER = 12345;

    @TempDir
    Path temp;

    private Path file;
    private int me;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(Files.createDirectory(temp.resolve("play")).resolve("site.yml"), "[]\n");
        me = (Integer) Files.getAttribute(file, "unix:uid");
    }

    private List<String> doubts(Trust trust, Path path) {
        Diagnostics problems = new Diagnostics();
        trust.check(path, problems);
        return problems.all().stream().map(Diagnostic::message).toList();
    }

    private void doubtful(String why, Path path) {
        List<String> doubts = doubts(Trust.of(Set.of(me)), path);
        assertEquals(1, doubts.size(), doubts::toString);
        assertTrue(doubts.getFirst().contains(why), doubts::toString);
        assertEquals(List.of(), doubts(Trust.everybody(), path));
    }

    private static void mode(String mode, Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Gives a file away; where that takes root, which we are not, everybody's files are a stranger's instead. */
    private Trust whereStrangerOwns(Path path) throws IOException {
        if (me != 0) return Trust.of(Set.of(STRANGER));
        Files.setAttribute(path, "unix:uid", STRANGER);
        return Trust.of(Set.of(me));
    }

    @Test
    void onesOwnFilesAreTrustedThoughAGroupMayWriteThem() throws IOException {
        mode("rw-rw-r--", file);
        mode("rwxrwxr-x", file.getParent());
        assertEquals(List.of(), doubts(Trust.of(Set.of(me)), file));
        assertEquals(List.of(), doubts(Trust.of(Set.of(me)), temp.resolve("missing")));
    }

    @Test
    void whatEverybodyMayWriteIsNot() throws IOException {
        mode("rw-rw-rw-", file);
        doubtful("can be written to by everybody", file);
        doubtful("can be written to by everybody", file.getParent());
        mode("rw-r--r--", file);
        mode("rwxrwxrwx", file.getParent());
        doubtful(file.getParent() + " can be written to by everybody", file);
        Files.setAttribute(file.getParent(), "unix:mode", 01777);
        assertEquals(List.of(), doubts(Trust.of(Set.of(me)), file));
    }

    @Test
    void aLinkIsWhatItLeadsToAndWhereItLies() throws IOException {
        Path shared = Files.createDirectory(temp.resolve("shared"));
        mode("rwxrwxrwx", shared);
        doubtful(shared + " can be written to", Files.createSymbolicLink(shared.resolve("link.yml"), file));
        Path inside = Files.writeString(shared.resolve("theirs.yml"), "[]\n");
        doubtful(shared + " can be written to", Files.createSymbolicLink(file.resolveSibling("link.yml"), inside));
        doubtful("can be written to", file.getParent());
    }

    @Test
    void filesAndFoldersOfOthersAreNot() throws IOException {
        Trust trust = whereStrangerOwns(file);
        assertTrue(doubts(trust, file).getFirst().contains("belongs to "));
        assertTrue(doubts(trust, temp).getFirst().contains("belongs to "), "below a folder");
        if (me != 0) return;
        assertEquals(List.of(), doubts(Trust.of(Set.of(me, STRANGER)), file));
        Files.setAttribute(file, "unix:uid", me);
        whereStrangerOwns(file.getParent());
        assertTrue(doubts(trust, file).getFirst().contains(file.getParent() + " belongs to "));
        assertEquals(List.of(), doubts(trust.andOwnerOf(file.getParent()), file));
    }

    @Test
    void onlyRootTakesTheWordForWhoCalledSudo() throws IOException {
        if (me != 0) {
            assertEquals(List.of(), doubts(Trust.ofCaller(Map.of("SUDO_UID", "0")), file));
            return;
        }
        whereStrangerOwns(file);
        assertEquals(List.of(), doubts(Trust.ofCaller(Map.of("SUDO_UID", "" + STRANGER)), file));
        for (Map<String, String> other : List.of(
                Map.<String, String>of(),
                Map.of("SUDO_UID", "54321"),
                Map.of("SUDO_UID", "x"),
                Map.of("SUDO_UID", "99999999999"))) {
            assertFalse(doubts(Trust.ofCaller(other), file).isEmpty(), other::toString);
        }
    }
}
