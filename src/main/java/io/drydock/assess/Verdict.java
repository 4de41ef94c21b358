package io.drydock.assess;

import java.util.List;
import java.util.Locale;

/** What the findings of a host amount to. */
public enum Verdict {
    /** Nothing blocks. */
    READY,
    /** A task can clear away everything that blocks. */
    REMEDIABLE,
    /** Something blocks that no task can clear away. */
    NOT_SUPPORTED;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Verdict of(List<Finding> findings) {
        var blocking =
                findings.stream().filter(f -> f.severity() == Severity.BLOCKING).toList();
        if (blocking.isEmpty()) return READY;
        return blocking.stream().allMatch(f -> f.remedy() instanceof Remedy.Task) ? REMEDIABLE : NOT_SUPPORTED;
    }
}
