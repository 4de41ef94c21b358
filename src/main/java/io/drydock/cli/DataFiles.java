package io.drydock.cli;

import io.drydock.action.AtomicFile;
import io.drydock.action.DatedData;
import io.drydock.diag.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the data that ages may be.
 *
 * @param shipped what came with this Drydock
 * @param own what its user has brought since
 */
record DataFiles(Path shipped, Path own) {
    static DataFiles here() {
        return new DataFiles(
                Home.templates().resolve(DatedData.NAME), Runs.store().folder().resolveSibling(DatedData.NAME));
    }

    /** The newer one. What is wrong with either is reported, and the other one is in use. */
    DatedData inUse(Diagnostics problems) {
        DatedData came = DatedData.of(shipped, problems);
        return brought(problems)
                .filter(data -> data.date().isAfter(came.date()))
                .orElse(came);
    }

    /** What its user has brought, also where it is not in use. */
    Optional<DatedData> brought(Diagnostics problems) {
        return Files.exists(own) ? DatedData.read(own, problems) : Optional.empty();
    }

    /** Puts a file in the place of what was brought before, as a whole or not at all. */
    void bring(byte[] content) throws IOException {
        Files.createDirectories(own.getParent());
        AtomicFile.write(own, content);
    }
}
