package io.drydock.importer;

import java.nio.file.Path;

/**
 * A file of a project, and what it is for.
 *
 * @param target where it goes, in the folder of the result
 */
record ProjectFile(Path path, Path target, Kind kind) {
    enum Kind {
        PLAYBOOK,
        TASKS,
        META,
        /** Of hosts and groups. */
        VARIABLES,
        /** Of roles and plays. */
        LATE_VARIABLES,
        INVENTORY,
        TEMPLATE,
        /** One that is taken as it is. */
        COPY;

        boolean isYaml() {
            return this != TEMPLATE && this != COPY;
        }

        boolean holdsVariables() {
            return this == VARIABLES || this == LATE_VARIABLES || this == INVENTORY;
        }
    }
}
