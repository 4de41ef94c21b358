package io.drydock.journal;

import io.drydock.action.Sha256;
import io.drydock.diag.Labelled;
import io.drydock.diag.SourcePos;
import io.drydock.journal.RunEvent.TaskEntry;
import io.drydock.run.Outcome;
import io.drydock.run.TaskResult;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Results of tasks as a journal has them, and back. */
public final class JournaledTask {
    private static final Pattern POS = Pattern.compile("(.*):(\\d{1,9}):(\\d{1,9})", Pattern.DOTALL);

    private JournaledTask() {}

    public static TaskEntry of(TaskResult result) {
        return new TaskEntry(
                result.pos().map(SourcePos::toString),
                result.name(),
                result.action(),
                result.outcome().label(),
                result.message(),
                result.diff(),
                result.ignored(),
                result.duration().toMillis() / 1000.0,
                result.program().map(Sha256::of));
    }

    /** Without its program, which no journal holds. */
    public static TaskResult result(TaskEntry entry) {
        return new TaskResult(
                entry.pos().map(POS::matcher).filter(Matcher::matches).map(JournaledTask::pos),
                entry.name(),
                entry.action(),
                Labelled.of(Outcome.class, entry.outcome()).orElse(Outcome.FAILED),
                entry.message(),
                entry.diff(),
                entry.ignored(),
                Optional.empty(),
                Duration.ofMillis(Math.round(entry.seconds() * 1000)),
                Optional.empty());
    }

    private static SourcePos pos(Matcher text) {
        return new SourcePos(text.group(1), Integer.parseInt(text.group(2)), Integer.parseInt(text.group(3)));
    }
}
