package io.drydock.run;

import io.drydock.action.ActionLibrary;
import io.drydock.assess.Assessment;
import io.drydock.assess.Assessor;
import io.drydock.assess.Finding;
import io.drydock.assess.Observed;
import io.drydock.assess.Severity;
import io.drydock.facts.Facts;
import io.drydock.facts.Survey;
import io.drydock.template.Unknown;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A host's facts as templates see them: with what `assess` says of them, so that a plan and an assessment go by one rule.
 *
 * @param library where Drydock's own actions are, and what they go by
 * @param restart a planned restart, after which much of the host is not known yet
 * @param waiting what earlier changes of a plan make unknown until then, by the names of facts
 * @param data what templates see
 */
record JudgedFacts(
        Facts facts,
        ActionLibrary library,
        Optional<Unknown> restart,
        Map<String, Unknown> waiting,
        Map<String, Object> data) {
    /** The variable that holds them. */
    static final String NAME = "facts";

    private static final String ASSESSMENT = "assessment";
    private static final Map<List<Path>, Assessor> ASSESSORS = new ConcurrentHashMap<>();

    static JudgedFacts of(Facts facts, ActionLibrary library) {
        return of(facts, library, Optional.empty(), Map.of());
    }

    private static JudgedFacts of(
            Facts facts, ActionLibrary library, Optional<Unknown> restart, Map<String, Unknown> waiting) {
        Map<String, Object> data = restart.map(unknown -> unjudged(facts.afterRestart(unknown), unknown))
                .orElseGet(() -> with(facts.data(), new Judgement(() -> judged(facts, library))));
        Map<String, Object> known = new LinkedHashMap<>(data);
        waiting.forEach(known::replace);
        return new JudgedFacts(facts, library, restart, waiting, known);
    }

    /** What is known of the host from here on. */
    JudgedFacts with(Facts newer) {
        return newer == facts ? this : of(newer, library, restart, waiting);
    }

    JudgedFacts afterRestart(Unknown planned) {
        return of(facts, library, Optional.of(planned), waiting);
    }

    /** Where these facts are to be gathered anew, and earlier changes of a plan may have changed them. */
    JudgedFacts waitingFor(List<String> names, Unknown planned) {
        Map<String, Unknown> more = new LinkedHashMap<>(waiting);
        List<String> all = names.contains("all")
                ? data.keySet().stream().filter(name -> !Facts.isSteady(name)).toList()
                : names;
        all.forEach(name -> more.put(name, planned));
        return of(facts, library, restart, more);
    }

    /** Facts that have no values yet, or none any more. */
    static Map<String, Object> unjudged(Map<String, Object> facts, Object leaf) {
        return with(facts, Map.of("verdict", leaf, "blocking", leaf));
    }

    private static Map<String, Object> with(Map<String, Object> facts, Map<String, Object> assessment) {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.put(ASSESSMENT, assessment);
        return all;
    }

    private static Map<String, Object> judged(Facts facts, ActionLibrary library) {
        var assessment = ASSESSORS
                .computeIfAbsent(
                        List.of(library.shipped(), library.dated().file()),
                        _ -> Assessor.with(library.shipped(), library.dated()))
                .assess(new Observed(facts, Survey.NONE, 0));
        return new TreeMap<>(Map.of("verdict", assessment.verdict().label(), "blocking", blocking(assessment)));
    }

    private static List<Map<String, String>> blocking(Assessment assessment) {
        return assessment.findings().stream()
                .filter(f -> f.severity() == Severity.BLOCKING)
                .map(JudgedFacts::data)
                .toList();
    }

    /** Made when it is first asked for: few templates do. */
    private static final class Judgement extends AbstractMap<String, Object> {
        private final Supplier<Map<String, Object>> made;
        private Optional<Map<String, Object>> kept = Optional.empty();

        Judgement(Supplier<Map<String, Object>> made) {
            this.made = made;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            if (kept.isEmpty()) kept = Optional.of(made.get());
            return kept.get().entrySet();
        }
    }

    private static Map<String, String> data(Finding finding) {
        return new TreeMap<>(Map.of(
                "subject",
                finding.subject(),
                "reason",
                finding.reason(),
                "remedy",
                finding.remedy().text()));
    }
}
