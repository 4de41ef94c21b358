package io.drydock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTreeTest {
    @TempDir
    Path folder;

    @Test
    void onlyWhatIsExpectedIsWritten() throws Exception {
        var host = Files.writeString(
                folder.resolve("a.host"),
                "A host\n== file /etc/os-release\nID=arch\n== expect\nos.id: old\n== assess\nready\n");
        HostTree.read(host).expect(HostTree.EXPECT, "os.id: arch\n");
        assertEquals(
                "A host\n== file /etc/os-release\nID=arch\n== expect\nos.id: arch\n== assess\nready\n",
                Files.readString(host));

        var assessed = Files.writeString(folder.resolve("b.host"), "A host\n== assess\nready\n");
        HostTree.read(assessed).expect(HostTree.EXPECT, "os.id: arch\n");
        assertEquals("A host\n== assess\nready\n", Files.readString(assessed));
    }
}
