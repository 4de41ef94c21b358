package io.drydock.fleetbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thirty small plays leave the same behind when Ansible plays them and when Drydock does, after import-ansible. */
@Tag("fleet")
class ImportedPlaysTest {
    @Test
    void theHostIsTheSameAfterwards() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ansible-playbook")), "no ansible-playbook");
        Path output = Files.createTempFile("compare", ".out");
        Process compare = new ProcessBuilder(
                        Command.ROOT.resolve("src/test/ansible/equal/compare").toString(),
                        Command.ROOT.resolve("bin/drydock").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = compare.waitFor(10, TimeUnit.MINUTES);
        String told = Files.readString(output);
        Files.delete(output);
        assertEquals(true, ended, told);
        assertEquals(0, compare.exitValue(), told);
    }
}
