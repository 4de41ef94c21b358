package io.drydock.fleetbed;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests on hosts that are there for all tests of a class, which brings them up. */
abstract class OnFleet {
    @TempDir
    static Path directory;

    static Bed bed;

    static void up(int hosts) {
        bed = Bed.up(hosts, "", directory);
    }

    @AfterAll
    static void down() {
        if (bed != null) bed.close();
        bed = null;
    }
}
