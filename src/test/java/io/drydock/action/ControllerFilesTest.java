package io.drydock.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drydock.vault.VaultException;
import io.drydock.vault.VaultKeyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerFilesTest {
    @TempDir
    Path temp;

    @Test
    void aNameLeadsOutByDotsAsAnAbsolutePathOrThroughALink() throws IOException, VaultException {
        ControllerFiles files = new ControllerFiles(Trust.everybody(), VaultKeyring.EMPTY);
        Path secret = Files.writeString(temp.resolve("secret"), "x");
        Path real = Files.createDirectories(temp.resolve("real/files/inner"));
        Files.writeString(real.resolve("a"), "a");
        Files.createSymbolicLink(real.resolve("out"), secret);
        Files.createSymbolicLink(real.resolve("up"), temp);
        Files.createSymbolicLink(real.resolve("b"), real.resolve("a"));
        Path play = Files.createSymbolicLink(temp.resolve("play"), temp.resolve("real"));
        for (String name : new String[] {
            secret.toString(),
            "../secret",
            "files/inner/../../../secret",
            "..",
            "inner/out",
            "inner/up/secret",
            real.resolve("a").toString()
        }) {
            assertTrue(files.leadsOut(play, name), name);
        }
        for (String name : new String[] {"inner/a", "inner/b", "files/inner/a", "..a", "missing", "."}) {
            assertFalse(files.leadsOut(play, name), name);
        }
        assertEquals(
                "a", files.content(files.find(play, "inner/b").orElseThrow()).get("text"));
    }
}
