package io.drydock.cli;

import io.drydock.diag.SourcePos;
import io.drydock.run.TaskResult;
import java.nio.file.Path;

/**
 * The names of a run's files in its results. In the journal a file has one name, whatever process wrote it: a report of a run that was gone
 * on with would take the results of one task for those of two otherwise.
 *
 * @param directory from which the run was begun, absolute
 */
record KeptNames(Path directory) {
    /** With the names that they have in the journal: relative to the directory where they are below it. */
    TaskResult kept(TaskResult result) {
        return result.at(result.pos().map(this::kept));
    }

    /** With the names that they have from everywhere. */
    TaskResult whole(TaskResult result) {
        return result.at(result.pos().map(pos -> named(pos, path(pos))));
    }

    private SourcePos kept(SourcePos pos) {
        Path path = path(pos);
        return named(pos, path.startsWith(directory) ? directory.relativize(path) : path);
    }

    private Path path(SourcePos pos) {
        return directory.resolve(pos.file()).normalize();
    }

    private static SourcePos named(SourcePos pos, Path file) {
        return new SourcePos(file.toString(), pos.line(), pos.column());
    }
}
