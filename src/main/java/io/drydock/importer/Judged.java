package io.drydock.importer;

import io.drydock.action.ActionSpec;
import io.drydock.action.ArgumentBinder;
import io.drydock.json.Written;
import io.drydock.yaml.Truth;
import io.drydock.yaml.YamlMap;
import io.drydock.yaml.YamlScalar;
import java.util.Optional;
import java.util.Set;

/** What {@code changed_when} says of a task whose action sees by itself what it changes. */
record Judged(Workshop shop, YamlMap task) {
    private static final String KEY = "changed_when";

    /** The keys of the task that are left out, which is noted. */
    Set<String> leftOut(String action) {
        ActionSpec spec = shop.library().find(action).orElseThrow();
        if (task.get(KEY).isEmpty() || ArgumentBinder.isGuarded(spec)) return Set.of();
        Optional<Boolean> changes = task.get(KEY)
                .filter(YamlScalar.class::isInstance)
                .flatMap(n -> Truth.of(Written.plain(((YamlScalar) n).value())));
        boolean never = changes.filter(c -> !c).isPresent();
        boolean notifies = task.get("notify").isPresent();
        if (spec.apply().isEmpty() && never) return Set.of();
        if (changes.isEmpty() || !never && (notifies || spec.apply().isEmpty()))
            throw new Refusal(
                    KEY + " of " + action, action + " sees by itself what it changes: leave changed_when out");
        if (!never || !notifies) {
            shop.known().note("changed_when is left out: " + action + " sees by itself what it changes, and tells it");
            return Set.of(KEY);
        }
        shop.known()
                .note("changed_when is left out, and notify, which has no effect with it: " + action
                        + " sees by itself what it changes, and tells it");
        return Set.of(KEY, "notify");
    }
}
