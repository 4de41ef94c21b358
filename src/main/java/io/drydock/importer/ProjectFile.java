package io.drydock.importer;

import java.nio.file.Path;

/**
 * A file of a project, and what it is for.
 *
 * @param target where the result is put, below the folder that takes it
 */
record ProjectFile(Path path, Kind kind, Path target) {
    enum Kind {
        PLAYBOOK,
        TASKS,
        META,
        VARIABLES,
        INVENTORY,
        TEMPLATE,
        /** One that is taken as it is. */
        COPY;

        boolean isYaml() {
            return this != TEMPLATE && this != COPY;
        }

        boolean holdsVariables() {
            return this == VARIABLES || this == INVENTORY;
        }
    }
}
