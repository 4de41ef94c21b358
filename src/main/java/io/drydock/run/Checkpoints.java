package io.drydock.run;

import io.drydock.json.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tells of where a host has come to, each time only what is not as it was the last time. Confined to the host's thread. */
final class Checkpoints {
    private final HostContext context;
    private final Map<String, Object> told = new HashMap<>();
    private Optional<Checkpoint> last = Optional.empty();

    Checkpoints(HostContext context) {
        this.context = context;
    }

    /** The host is about to be sent the program that comes from this view, or stands between two plays. */
    void tell(HostRun host, HostView view, long place, HostConnection.Reported reported) {
        PlainVariables variables = PlainVariables.of(view.variables(), context.redactor());
        List<String> hidden = new ArrayList<>(variables.hidden());
        if (!reported.isWhole()) hidden.add(JudgedFacts.NAME);
        if (context.redactor().hides(view.promises())) hidden.add("what changes will bring");
        List<String> notes = host.notes.stream().map(context.redactor()::clean).toList();
        tell(new Checkpoint(
                host.playsEnded(),
                place,
                reported.texts(),
                reported.of(),
                List.of(),
                view.lastStep(),
                view.lastChange(),
                context.redactor().clean(view.promises()),
                view.asked().notified(),
                view.asked().perhaps(),
                view.failures().tasks(),
                variables.plain(),
                hidden,
                host.programs(),
                notes));
    }

    /** The host is back from the restart that a step asked for, and is about to be sent the rest of that step. */
    void tellRejoin(HostRun host, Step step, HostConnection.Reported reported) {
        List<String> hidden = new ArrayList<>(last.orElseThrow().hidden());
        if (!reported.isWhole()) hidden.add(JudgedFacts.NAME);
        tell(last.get()
                .rejoined(new Checkpoint.Rejoin(step.id(), reported.texts()), reported.of(), hidden, host.programs()));
    }

    private void tell(Checkpoint checkpoint) {
        last = Optional.of(checkpoint);
        Map<String, Object> news = new LinkedHashMap<>(Records.data(checkpoint));
        news.entrySet().removeIf(entry -> Objects.equals(told.get(entry.getKey()), entry.getValue()));
        told.putAll(news);
        context.listener().checkpoint(context.name(), news);
    }

    /** An earlier process has told all this. */
    void takeUp(Checkpoint checkpoint) {
        last = Optional.of(checkpoint);
        told.putAll(Records.data(checkpoint));
    }
}
