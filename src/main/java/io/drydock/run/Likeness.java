package io.drydock.run;

import io.drydock.facts.Facts;
import java.util.List;

/** What hosts of one class have in common. */
public final class Likeness {
    private Likeness() {}

    /**
     * Equal for hosts that are alike.
     *
     * @param tasks of a plan that kept its programs, but for what one host runs for all
     */
    public static Object of(Facts facts, List<TaskResult> tasks) {
        List<String> programs =
                tasks.stream().map(t -> t.program().orElse(t.outcome().label())).toList();
        return List.of(facts.common(), programs);
    }
}
