package io.drydock.template.freemarker;

import io.drydock.diag.Diagnostic;
import io.drydock.template.Any;
import io.drydock.template.TemplateFailure;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The problems of a check, and the names that are taken for {@link Any} since they were reported as missing. */
final class Findings {
    private final Set<Diagnostic> problems = new LinkedHashSet<>();
    private final IdentityHashMap<Object, Set<String>> assumed = new IdentityHashMap<>();

    void add(Diagnostic problem) {
        problems.add(problem);
    }

    /**
     * Notes why an evaluation failed. True if it can be tried again, now with the missing name assumed. With a value in
     * play that only a host can give, a failure other than a missing name proves nothing.
     */
    boolean goOn(TemplateFailure failure, Evaluation evaluation) {
        Optional<Miss> undefined = evaluation.undefined();
        if (undefined.isPresent() || failure.isCertain() || !evaluation.usedAny()) {
            add(failure.diagnostic());
        }
        return undefined.filter(this::assume).isPresent();
    }

    /** False if it was assumed before. */
    private boolean assume(Miss miss) {
        return assumed.computeIfAbsent(miss.owner(), owner -> new HashSet<>()).add(miss.name());
    }

    boolean assumes(Object owner, String name) {
        return assumed.containsKey(owner) && assumed.get(owner).contains(name);
    }

    List<Diagnostic> all() {
        return List.copyOf(problems);
    }
}
