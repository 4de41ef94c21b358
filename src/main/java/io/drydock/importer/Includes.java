package io.drydock.importer;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files as they are named in one that is converted.
 *
 * @param folder of the file
 */
record Includes(Path folder) {
    /** Beside the file, or in the folder of tasks. */
    boolean exists(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }
}
